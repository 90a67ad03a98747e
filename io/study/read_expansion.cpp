#include "io/study/read_expansion.hpp"

#include <fmt/format.h>

#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
struct BuildColumns {
    const char *limit, *limit_per_year, *capex, *fixed_cost;
    const char *first_year = "build_first_year", *last_year = "build_last_year", *lifetime = "lifetime_years";
};

model::ExpansionOption read_option(const Row& row, const model::Horizon& horizon, const BuildColumns& columns) {
    model::ExpansionOption build;
    build.limit = row.number(columns.limit, 0.0);
    build.limit_per_year = row.number(columns.limit_per_year, build.limit);
    build.first_year = row.integer(columns.first_year, horizon.first_year);
    build.last_year = row.integer(columns.last_year, horizon.last_year);
    build.capex = kKwPerMw * row.number(columns.capex, 0.0);
    build.fixed_cost_per_year = kKwPerMw * row.number(columns.fixed_cost);
    build.lifetime_years = row.number(columns.lifetime, 1.0);
    if (row.empty(columns.limit) && !row.empty(columns.limit_per_year))
        row.fault(columns.limit, "a limit for all years together");
    // Without a horizon, which is reported separately, there are no default years for comparison.
    if (horizon.last_year >= kEarliestYear && build.last_year < build.first_year)
        row.fault(columns.last_year, fmt::format("a year from {} on", columns.first_year));
    if (!build.possible()) return build;
    if (row.empty(columns.capex)) row.fault(columns.capex, "the cost of what may be built");
    if (row.empty(columns.lifetime)) row.fault(columns.lifetime, "the life of what may be built");
    return build;
}
}  // namespace

model::ExpansionOption read_build(const Row& row, const model::Horizon& horizon) {
    return read_option(row, horizon,
                       {"build_limit_mw", "build_limit_mw_per_year", "capex_per_kw", "fixed_cost_per_kw_year"});
}

model::ExpansionOption read_unit_build(const Row& row, const model::Horizon& horizon) {
    model::ExpansionOption build = read_build(row, horizon);
    build.unit_mw = row.number("unit_mw", 0.0);
    return build;
}

model::ExpansionOption read_nonfirm_build(const Row& row, const model::Horizon& horizon) {
    return read_option(row, horizon,
                       {"nonfirm_build_limit_mw", "nonfirm_build_limit_mw_per_year", "nonfirm_capex_per_kw",
                        "nonfirm_fixed_cost_per_kw_year", "nonfirm_build_first_year", "nonfirm_build_last_year",
                        "nonfirm_lifetime_years"});
}

namespace {
// What a fixed duration says of energy that its columns do not state.
void complete_energy(const Row& row, double duration_h, const model::ExpansionOption& power,
                     model::ExpansionOption& energy) {
    if (!row.empty("build_energy_limit_mwh") || !power.possible()) return;
    energy.limit = duration_h * power.limit;
    energy.limit_per_year = duration_h * power.limit_per_year;
    energy.lifetime_years = power.lifetime_years;
}
}  // namespace

model::StoreDuration read_duration(const Row& row, const model::ExpansionOption& power,
                                   model::ExpansionOption& energy) {
    model::StoreDuration duration;
    const auto fixed = row.stated_number("build_duration_h");
    duration.least_h = fixed.value_or(row.stated_number("build_duration_min_h").value_or(0.0));
    duration.most_h = fixed.value_or(row.stated_number("build_duration_max_h").value_or(kInfinity));
    if (!duration.stated()) return duration;
    for (const char* bound : {"build_duration_min_h", "build_duration_max_h"})
        if (fixed && !row.empty(bound)) row.fault(bound, "nothing beside build_duration_h");
    if (duration.least_h > duration.most_h)
        row.fault("build_duration_max_h", fmt::format("at least build_duration_min_h, {:g}", duration.least_h));
    if (fixed) complete_energy(row, *fixed, power, energy);
    const auto builds = [](const model::ExpansionOption& option) {
        return option.possible() && option.limit_per_year > 0.0;
    };
    if (!builds(power)) row.fault("build_limit_mw", "a limit above 0, also in a year: the store has a duration");
    if (!builds(energy))
        row.fault("build_energy_limit_mwh", "a limit above 0, also in a year: the store has a duration");
    return duration;
}

model::ExpansionOption read_energy_build(const Row& row, const model::Horizon& horizon) {
    return read_option(
        row, horizon,
        {"build_energy_limit_mwh", "build_energy_limit_mwh_per_year", "capex_per_kwh", "fixed_cost_per_kwh_year"});
}

}  // namespace decawatt::io
