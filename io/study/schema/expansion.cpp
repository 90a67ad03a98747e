#include "io/study/schema/expansion.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kDurationH{0.0, 8760.0, true, false, "hours above 0, at most 8760"};
}  // namespace

Columns power_expansion() {
    return {
        {"build_limit_mw", number(kNotNegative).optional("nothing may be built"),
         "Capacity that may be built in all years together."},
        {"build_limit_mw_per_year", number(kNotNegative).optional("as build_limit_mw"),
         "Capacity that may be built in one year; requires build_limit_mw."},
        {"build_first_year", year().optional("first year of the horizon"),
         "First year in which capacity may be built."},
        {"build_last_year", year().optional("last year of the horizon"),
         "Last year in which capacity may be built; not before build_first_year."},
        {"capex_per_kw", number(kNotNegative).optional("required with a build limit"), "Investment cost of power."},
        {"fixed_cost_per_kw_year", number(kNotNegative).otherwise(0.0),
         "Fixed cost of operation of capacity that is built."},
        {"lifetime_years", number(kPositive).optional("required with a build limit"),
         "Years of operation of capacity that is built; also the period of its annuity."},
    };
}

Columns energy_expansion() {
    return {
        {"build_energy_limit_mwh", number(kNotNegative).optional("nothing may be built"),
         "Storage energy that may be built in all years together."},
        {"build_energy_limit_mwh_per_year", number(kNotNegative).optional("as build_energy_limit_mwh"),
         "Storage energy that may be built in one year; requires build_energy_limit_mwh."},
        {"capex_per_kwh", number(kNotNegative).optional("required with a build limit"),
         "Investment cost of storage "
         "energy."},
        {"fixed_cost_per_kwh_year", number(kNotNegative).otherwise(0.0),
         "Fixed cost of operation of storage energy that is built."},
    };
}

Columns store_durations() {
    return {
        {"build_duration_h", number(kDurationH).optional("any"),
         "Energy over power that are built in a year, where it is fixed. Without build_energy_limit_mwh the limit of "
         "energy is this times build_limit_mw, and capex_per_kwh may be left out if capex_per_kw holds the whole "
         "cost."},
        {"build_duration_min_h", number(kDurationH).optional("none"),
         "Least energy over power that are built in a year; not with build_duration_h."},
        {"build_duration_max_h", number(kDurationH).optional("none"),
         "Most energy over power that are built in a year; not with build_duration_h."},
    };
}

Columns operator+(Columns first, const Columns& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace decawatt::io::schema
