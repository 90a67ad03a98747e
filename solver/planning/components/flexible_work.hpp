// Flexible work of data centres: work that waits until its deadline, work that moves to other sites, and power caps.
//
// Waiting, per class: q[t] = q[t-1] + h a[t] - h s[t], 0 <= q <= what arrived within the deadline: arrivals a are data,
// so that the bounds on q are first in, first out, exactly. s: done.
// Moving, over a link: x at the origin is PUE of the host / PUE of the origin × (1 + overhead) × x at the host.
// Power cap: b[t] = b[t-1] + h cut - h recovered, 0 <= b <= hours of an event × cap: a relaxation of hours an event.
#pragma once

#include <string>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct ColumnSpec;
struct StateEnd;
struct YearDispatch;

struct WorkClassColumns {
    std::size_t data_center = 0;
    Hours arrived_mw;  // facility power
    Row waiting_row = base::none<Row>;
    Column done = base::none<Column>, waiting = base::none<Column>;  // none: done as it arrives
};

struct WorkLinkColumns {
    std::size_t from = 0, to = 0;
    double hosted_per_moved = 1.0;  // energy at the host over that at the origin
    Column moved = base::none<Column>;
};

struct PowerCapColumns {
    Row event_row = base::none<Row>, year_row = base::none<Row>;
    Column cut = base::none<Column>;
};

// A state with a value per MWh, by the name of its row: work that waits is owed, hours of a cap are saved.
struct WorkState {
    std::string name;
    Row row = base::none<Row>;
    bool is_owed = false;
};

struct FlexibleColumns {
    std::vector<WorkState> states;
    std::vector<WorkClassColumns> classes;  // of model::planned_work_classes
    std::vector<WorkLinkColumns> links;     // of model::used_work_links
    std::vector<PowerCapColumns> caps;      // by data centre; empty: none has any
    bool any() const { return !classes.empty() || !links.empty() || !caps.empty(); }
};

// Whether planning decides on when or where some work of a data centre is done.
bool has_flexible_work(const model::Study& study, std::size_t data_center);

// The highest that a data centre may draw in any hour of a year, MW.
double most_draw_mw(const model::Study& study, const profiles::YearProfiles& year, std::size_t data_center);

// Bounds that follow from the data: of one class in one year.
struct WorkBounds {
    Hours arrived_mw, done_mw, waiting_mwh;
    bool may_wait() const { return assets::highest(waiting_mwh) > 0.0; }
};
WorkBounds work_bounds(const model::Study& study, const profiles::YearProfiles& year, const model::WorkClass& work);

// Facility energy over IT energy of a year; 1 without any.
double year_pue(const profiles::YearProfiles& year, std::size_t data_center);

// Rows, and what flexible work changes in the balances of data centres, which must exist.
void add_flexible_rows(ChainAssembly& chain);
void add_flexible_columns(ChainAssembly& chain);

// The balance that holds the load of a data centre: its own or that of its region.
Row load_row(const ChainAssembly& chain, std::size_t data_center);
// Load that may be left unserved, where the data centre's may.
void add_to_sheddable(ChainAssembly& chain, std::size_t data_center, const Hours& more_mw);
// Load of a data centre that a unit of a column adds to its balance and contract.
void add_load(const ChainAssembly& chain, std::size_t data_center, double per_unit, ColumnSpec& spec);
// The same in targets, which are shares of the load. Work that waits is the year's own load: it does not count.
void add_load_to_targets(const ChainAssembly& chain, std::size_t data_center, double per_unit, ColumnSpec& spec);

// Series of flexible work. Load, IT load and cooling water become those of work where and when it is done, at the
// year's mean ratios.
void read_flexible_work(const ChainReading& reading, YearDispatch& dispatch);

// A plan that does not know a class of work leaves none of it to the time after a window.
void value_work(const StateEnd& end, lp::Vector& duals);
// The backlog of a year does not grow over the year.
void hold_work(const StateEnd& end, lp::Vector& most);

}  // namespace decawatt::planning
