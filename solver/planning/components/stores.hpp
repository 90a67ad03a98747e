// Stores: charging, discharging and the content that an hour hands to the next.
//
// e_t - (1-σ)^w e_{t-1} - η_c w c_t + w d_t / η_d = 0, e at the end of the hour, cyclic over the year.
#pragma once

#include <string>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct StateEnd;
struct YearDispatch;

struct StoreColumns {  // none throughout: the group has no power or no energy in the year
    Column charge = base::none<Column>, discharge = base::none<Column>, content = base::none<Column>;
    Row content_row = base::none<Row>;
};

void add_stores(ChainAssembly& chain);
void read_stores(const ChainReading& reading, YearDispatch& dispatch);

// The name of a group's content among the values of states: that of its row.
std::string state_name(const StoreGroups& stores, std::size_t group);

// Content left by a window is worth the plan's value of it, or nothing; after the last hour of the year as much as
// unserved energy: a year that has taken more than it gives back has not paid for it.
void value_stores(const StateEnd& end, lp::Vector& duals);

// Content at the end of the year: no more than at its start.
void hold_stores(const StateEnd& end, lp::Vector& most);

}  // namespace decawatt::planning
