#include "io/study/read_expansion.hpp"

#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
struct BuildColumns {
    const char *limit, *limit_per_year, *capex, *fixed_cost;
};

model::ExpansionOption read_option(const Row& row, const model::Horizon& horizon, const BuildColumns& columns) {
    model::ExpansionOption build;
    build.limit = row.number(columns.limit, 0.0);
    build.limit_per_year = row.number(columns.limit_per_year, build.limit);
    build.first_year = row.integer("build_first_year", horizon.first_year);
    build.last_year = row.integer("build_last_year", horizon.last_year);
    build.capex = kKwPerMw * row.number(columns.capex, 0.0);
    build.fixed_cost_per_year = kKwPerMw * row.number(columns.fixed_cost);
    build.lifetime_years = row.number("lifetime_years", 1.0);
    if (row.empty(columns.limit) && !row.empty(columns.limit_per_year))
        row.fault(columns.limit, "a limit for all years together");
    // Without a horizon, which is a fault of its own, its years are no default to compare with.
    if (horizon.last_year >= kEarliestYear && build.last_year < build.first_year)
        row.fault("build_last_year", "a year from build_first_year on");
    if (!build.possible()) return build;
    if (row.empty(columns.capex)) row.fault(columns.capex, "the cost of what may be built");
    if (row.empty("lifetime_years")) row.fault("lifetime_years", "the life of what may be built");
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

model::ExpansionOption read_energy_build(const Row& row, const model::Horizon& horizon) {
    return read_option(
        row, horizon,
        {"build_energy_limit_mwh", "build_energy_limit_mwh_per_year", "capex_per_kwh", "fixed_cost_per_kwh_year"});
}

}  // namespace decawatt::io
