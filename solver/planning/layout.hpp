// What each row, column and border variable of the program stands for.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "planning/builds.hpp"
#include "planning/equipment_series.hpp"
#include "planning/plan.hpp"
#include "planning/planning.hpp"

namespace decawatt::planning {

inline constexpr int kAbsent = -1;  // no such row or column in this chain

// One border variable: how much of an asset is built in a year, in the program's power unit (or power unit × hours).
struct Build {
    BuildKind kind;
    std::size_t asset;                              // row of its table: plant, store, line or data centre
    std::size_t entity;                             // fleet, store fleet, corridor or data centre
    int year;                                       // there from 1 January of this year
    int last_year;                                  // the last year of its life; may lie behind the horizon
    double annuity_per_mw_year, fixed_per_mw_year;  // currency; per MWh for the energy of a store
    double limit_mw;                                // that may be built in this year
    bool alive(int in_year) const { return year <= in_year && in_year <= last_year; }
};

struct StoreColumns {
    int charge = kAbsent, discharge = kAbsent, content = kAbsent, row = kAbsent;
};

// A lossless corridor has one column, its net flow plus a shift that makes it positive; others have one for each
// direction.
struct FlowColumns {
    int forward = kAbsent, reverse = kAbsent, net = kAbsent;
    int shift_border = kAbsent;  // the local border column that is the shift, or else:
    Hours shift;                 // the shift by hour, program units
};

struct CorridorColumns {
    FlowColumns fixed, built;  // of what is there anyway, and of what is there all year and may grow
};

struct DataCenterColumns {
    int row = kAbsent;       // absent: folded into its region
    FlowColumns connection;  // `forward` or `net`: import
    int unserved = kAbsent, spill = kAbsent;
};

struct ChainLayout {
    double weight = 1.0, discount = 1.0;  // of the weather year, of the calendar year
    std::vector<int> region_row, region_unserved, region_spill;
    std::vector<int> fleet_shared,
        fleet_built;  // the column that a fleet shares with its equals, and the one scaled by capacity
    std::vector<StoreColumns> store;
    std::vector<CorridorColumns> corridor;
    std::vector<DataCenterColumns> data_center;
    std::vector<int> contract_row, contract_deficit, contract_excess, interface_row;

    void renumber_rows(const std::vector<int>& new_row);  // kAbsent: the row is gone
};

// The linking rows of one chain and the coefficients with which its columns enter them, per program unit of power. In
// the operation of a fixed plan a window of hours has no such rows: what its columns pay stands in their place.
struct ContractTargets {
    bool balance = false;  // whether the chain needs the contract's balance row
    bool deficit_allowed = true, excess_allowed = true;
    int hourly_row = kAbsent, annual_row = kAbsent, excess_row = kAbsent;
    double deficit = 0.0, clean = 0.0, excess = 0.0;
    double deficit_cost = 0.0, clean_credit = 0.0, excess_cost = 0.0;  // program cost of a unit over a stage
};

struct ChainTargets {
    std::vector<ContractTargets> contract;
    int emission_row = kAbsent;
    double emission = 0.0;       // per t/MWh
    double emission_cost = 0.0;  // per t/MWh, program cost of a unit over a stage
};

// How far a linking row of the operation of a fixed plan is missed: a border variable of that row alone.
struct ShortfallColumn {
    Shortfall target;  // without its amounts
    int row = kAbsent, variable = kAbsent;
    double amount_per_unit = 0.0;  // MWh or t
    // Program cost of a unit: above the plan's dual, and above unserved energy too.
    double first_penalty = 0.0, penalty = 0.0;
};

// What of the program holds the content of an ageing store in one year (build_fade.hpp).
struct FadeYear {
    std::vector<std::pair<int, double>> usable;  // border variables with factor 1: the energy that its hours may use
    int row = kAbsent;                           // the linking row that the year's throughput enters ...
    double per_path = 0.0;                       // ... per unit of energy in or out of the store
};

struct FadeRow {
    int row, variable;  // the linking row that limits a usable energy
};

struct Layout {
    Fleets fleets;
    StoreFleets stores;
    Corridors corridors;
    std::vector<Build> builds;  // in the order of the border variables, of which they are the first
    std::vector<std::optional<std::map<int, FadeYear>>> fade;  // per store fleet by year; none: it does not age
    std::vector<FadeRow> fade_rows;                            // a fleet's years in their order
    std::vector<ChainLayout> chains;                           // in the order of the profiles
    std::vector<ChainTargets> targets;                         // one per chain
    std::vector<lp::Vector> target_cost, penalty;              // per chain and column: as in ColumnSpec
    std::vector<ShortfallColumn> shortfalls;                   // of a fixed plan: one per linking row
};

double lowest(const Hours& hours);  // 0 where there are none
double highest(const Hours& hours);

// Mid-year convention: (1 + rate)^-(year - first_year + 1/2).
double discount_factor(const model::Study& study, int year);

// r / (1 - (1+r)^-n), and 1/n at r = 0: what a capital cost of 1 costs in each of n years.
double capital_recovery_factor(double rate, double years);

}  // namespace decawatt::planning
