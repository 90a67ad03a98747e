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
    double limit;                                       // most that may be built in this year: MW or MWh
    bool alive(int in_year) const { return year <= in_year && in_year <= last_year; }
};

// Mid-year convention: (1 + rate)^-(year - first_year + 1/2).
double discount_factor(const model::Study& study, int year);

// r / (1 - (1+r)^-n), and 1/n at r = 0: the annuity over n years of a capital cost of 1.
double capital_recovery_factor(double rate, double years);

// One per asset and year in which something may be built. Limits of the years before the horizon accumulate in its
// first year.
std::vector<Investment> make_investments(const model::Study& study, const assets::Groups& groups);

// Capacity additions of a fixed plan as investments whose limits are the amounts built; including years before the
// horizon if their lifetime extends into it. Negligible amounts (planning/negligible.hpp) are omitted, because columns
// bounded by them would have almost no interior. Throws base::InputError that names every addition of an asset that the
// study does not list.
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
