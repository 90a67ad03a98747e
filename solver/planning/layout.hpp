// The meaning of each row, column and border variable of the program.
#pragma once

#include "planning/components/certificates.hpp"
#include "planning/components/connections.hpp"
#include "planning/components/data_centers.hpp"
#include "planning/components/demand_charges.hpp"
#include "planning/components/firm_capacity.hpp"
#include "planning/components/flexible_work.hpp"
#include "planning/components/fuel_limits.hpp"
#include "planning/components/lines.hpp"
#include "planning/components/markets.hpp"
#include "planning/components/output_budgets.hpp"
#include "planning/components/plants.hpp"
#include "planning/components/regions.hpp"
#include "planning/components/shedding.hpp"
#include "planning/components/shortfalls.hpp"
#include "planning/components/store_fade.hpp"
#include "planning/components/stores.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/investments.hpp"
#include "planning/plan.hpp"
#include "planning/targets.hpp"

namespace decawatt::planning {

// Handles of one chain, that is one (calendar year, weather year), by component.
struct ChainLayout {
    double weight = 1.0, discount = 1.0;  // of the weather year, of the calendar year
    Hours step_weight = {};               // by stage: length of the step over their mean; empty: all 1
    RegionRows regions;
    DataCenterRows data_centers;
    FlexibleColumns flexible;
    PlantColumns plants;
    ConnectionColumns connections;
    TariffColumns tariffs;
    MarketColumns markets;
    LineColumns lines;
    std::vector<StoreColumns> stores;  // by group
    SheddingColumns shedding;
    ContractColumns contracts;
    CertificateColumns certificates;
    FuelLimitRows fuel_limits;
    std::vector<OutputBudgetState> budgets;  // in the operation of a plan

    std::vector<int> place_of_row;  // of every row that was added; -1: removed because it was empty
    int place(Row row) const { return exists(row) ? place_of_row[base::at(row)] : -1; }
};

struct Layout {
    assets::Groups groups;
    std::vector<Investment> investments;  // in the order of the first border variables
    int investment_rows = 0;              // of the first linking rows: those that limit investments alone
    FadeLayout fade;
    DemandChargeLayout demand_charges;
    std::vector<std::vector<OutputBudget>> budgets;  // by chain; empty: no group has one
    std::vector<FirmCapacityRow> firm_capacity;
    std::vector<ChainLayout> chains;               // in the order of the profiles
    std::vector<ChainTargets> targets;             // one per chain
    std::vector<lp::Vector> target_cost, penalty;  // per chain and column: as in ColumnSpec
    std::vector<ShortfallColumn> shortfalls;       // of a fixed plan: one per linking row
};

}  // namespace decawatt::planning
