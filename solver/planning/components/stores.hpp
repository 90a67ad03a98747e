// Stores: charging, discharging and content.
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

// The name of a group's content in StateValues: that of its row.
std::string state_name(const StoreGroups& stores, std::size_t group);

// Content at the end of a window has the plan's value, or none. At the end of the year it has the cost of unserved
// energy, so that the year does not end with less content than it began with at no cost.
void value_stores(const StateEnd& end, lp::Vector& duals);

// Limits the content at the end of the year to that at its start.
void hold_stores(const StateEnd& end, lp::Vector& most);

}  // namespace decawatt::planning
