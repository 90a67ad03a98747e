// The investments of the program, which are border variables, with their costs.
#pragma once

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

// One border variable: how much of an asset is built in a year, in the program's power unit (or power unit × hours).
struct Investment {
    CapacityKind kind;
    std::size_t asset;                                  // row of its table: plant, store, line or data centre
    std::size_t group;                                  // of plants, stores or lines, or the data centre
    int year;                                           // available from 1 January of this year
    int last_year;                                      // the last year of its life; may be after the horizon
    double annuity_per_unit_year, fixed_per_unit_year;  // currency per MW; per MWh for the energy of a store
    double limit;                                       // that may be built in this year: MW or MWh
    double most = 0.0;  // that bounds of slacks count on: `limit`; of a fixed plan, what the study allows in its place
    int first_service_year = 0;  // where it comes later than it is paid for
    bool alive(int in_year) const { return year <= in_year && in_year <= last_year; }  // and paid for
    bool in_service(int in_year) const { return alive(in_year) && in_year >= first_service_year; }
};

// Mid-year convention: (1 + rate)^-(year - first_year + 1/2).
double discount_factor(const model::Study& study, int year);

// Annuity of an option per MW, or MWh, without its fixed cost: CRF × capex, after tax where the option states a factor.
double annuity_per_unit_year(const model::Study& study, const model::ExpansionOption& option);

// One per asset and year in which something may be built. Limits of the years before the horizon accumulate in its
// first year.
std::vector<Investment> make_investments(const model::Study& study, const assets::Groups& groups);

// Those of another study with the same options, as they come into service in `study`: where an option of `study` begins
// later (first_year), what is built before is paid for as in `base` and comes into service then. `base_study`: that of
// `base`. Throws base::InputError, naming every option that differs otherwise, where the groups of plants, stores and
// lines differ too; `name` is the scenario in messages.
std::vector<Investment> same_investments(const model::Study& study, const assets::Groups& groups,
                                         const std::string& name, const model::Study& base_study,
                                         const assets::Groups& base_groups, const std::vector<Investment>& base);

// What a fixed plan has built, as investments whose limit is what was built; also of years before the horizon, as long
// as they may live into it; what was built before the study's first_year comes into service then. What is negligible
// (planning/negligible.hpp) is left out: a column bounded by it has no interior worth the name. Throws base::InputError
// where the study has no such thing to build, naming every such build.
std::vector<Investment> fixed_investments(const model::Study& study, const profiles::Profiles& profiles,
                                          const assets::Groups& groups, const std::vector<CapacityAddition>& built);

// Adds border variables fixed at the amounts built, with their discounted costs.
void add_fixed_border(const model::Study& study, const std::vector<Investment>& investments, const Units& units,
                      lp::Border& border);

// The name of the asset in its table.
const std::string& asset_name(const model::Study& study, const Investment& investment);

// Adds border variables with their bounds and discounted costs, and a linking row for each asset whose limit over all
// years can bind. Annuities and fixed costs are charged only in years of the asset's life within the horizon, so that
// the end of the horizon does not penalise investment.
void add_border(const model::Study& study, const std::vector<Investment>& investments, const Units& units,
                lp::Border& border, LinkingBuilder& linking);

}  // namespace decawatt::planning
