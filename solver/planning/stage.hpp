// One chain under construction, and the parts that add their rows and columns to it.
#pragma once

#include <map>
#include <optional>

#include "planning/chain_builder.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

struct Stage {
    const YearView& view;
    const Layout& layout;
    const Units units;
    const ChainTargets targets;
    const double cost_factor;  // program cost of a column whose MWh costs 1
    // In the operation of a fixed plan: the program cost, beyond that of unserved energy, of load that may not be shed.
    // Otherwise such load has no column.
    const std::optional<double> must_serve_penalty;
    LinkingBuilder& linking;
    ChainBuilder builder;
    ChainLayout columns;
    std::map<int, Hours> must_run;         // by balance row, program units
    std::map<int, Hours> may_shed;         // by balance row, program units: load that may be left unserved
    std::vector<Hours> contract_must_run;  // by contract, program units
    double offset = 0.0;                   // constant part of the objective

    const model::Study& study() const { return view.study; }
    int balance_row(model::RegionIndex region, model::DataCenterIndex behind) const;
    Entries builds_of(BuildKind kind, std::size_t entity) const;  // alive this year, factor 1
};

// A way for power from one balance to another. Bounds in program units, or fractions of κ where scaled; `counted` are
// the rows in which the flow counts, against its direction with the other sign: interfaces and the voltage law.
struct Flow {
    std::string name;
    int from = kAbsent, to = kAbsent;
    double loss_frac = 0.0;
    Hours forward, reverse;
    int scaled_by = lp::kFixedBound;
    Entries counted;
};
FlowColumns add_flow(Stage& stage, const Flow& flow);

void add_balance_rows(Stage& stage);  // regions, data-centre nodes, contracts; demand on their right-hand sides
void add_connections(Stage& stage);
void add_plants(Stage& stage);
void add_stores(Stage& stage);
void add_corridors(Stage& stage);                     // with interface rows and their slacks
std::vector<Entries> add_voltage_rows(Stage& stage);  // by corridor: how its flow enters them
void add_shedding(Stage& stage);          // unserved energy and spilled must-run output; after everything that runs
void add_contract_columns(Stage& stage);  // deficit and excess; last

// Targets, caps and their linking rows, one entry per chain. `enforced`: a target of 1 and a cap of 0 leave out the
// column that would miss them; otherwise they have rows as all others have.
std::vector<ChainTargets> make_targets(const model::Study& study, const profiles::Profiles& profiles,
                                       const Units& units, bool enforced, LinkingBuilder& linking);

// The prices of a fixed plan, for windows that see no linking row.
void price_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                   const FixedPlan& fixed, std::vector<ChainTargets>& targets);

}  // namespace decawatt::planning
