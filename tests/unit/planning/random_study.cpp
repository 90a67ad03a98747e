#include "random_study.hpp"

#include <array>

namespace decawatt::tests {

double Draws::between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_()) / 4294967295.0;
}

std::vector<double> Draws::series(double low, double high) {
    std::vector<double> values(hours_);
    for (double& value : values) value = between(low, high);
    return values;
}

std::vector<PlantSpec> draw_plants(Draws& draws) {
    std::vector<PlantSpec> plants;
    for (int r = 0; r < 3; ++r) {
        const std::string place = std::array{" 0", " 1", " 2"}[static_cast<std::size_t>(r)];
        plants.push_back({.name = "base" + place,
                          .capacity_mw = draws.between(50.0, 300.0),
                          .variable_cost_per_mwh = 5.0,
                          .technology = model::Technology::nuclear,
                          .region = r,
                          .must_run_frac = 0.6});
        plants.push_back({.name = "gas" + place,
                          .capacity_mw = draws.between(50.0, 200.0),
                          .variable_cost_per_mwh = 2.0,
                          .region = r,
                          .emission_t_per_mwh_thermal = 0.2,
                          .fuel_price = draws.between(20.0, 40.0),
                          .efficiency_frac = 0.5});
        plants.push_back({.name = "sun" + place,
                          .capacity_mw = 80.0,
                          .technology = model::Technology::solar,
                          .region = r,
                          .resource_frac = draws.series(0.0, 1.0),
                          .build = may_build(150.0, draws.between(100.0, 900.0))});
    }
    plants.push_back({.name = "contracted wind",
                      .technology = model::Technology::onshore,
                      .region = 1,
                      .contract = 0,
                      .resource_frac = draws.series(0.0, 1.0),
                      .build = may_build(900.0, 600.0)});
    plants.push_back(
        {.name = "own engine", .capacity_mw = 10.0, .variable_cost_per_mwh = 95.0, .behind = 0, .contract = 0});
    return plants;
}

SmallStudy draw_study(Draws& draws, const std::vector<PlantSpec>& plants, const Sizes& sizes) {
    const double all = sizes.all;
    const auto build = [&](double limit_mw, double capex) {
        return may_build(all * sizes.build_limits * limit_mw, capex);
    };
    SmallStudy small(2);
    small.study.discount_rate = 0.05;
    small.study.planning.spill_cost_per_mwh = 2.0;
    for (const char* name : {"a", "b", "c"}) small.region(name, draws.series(all * 100.0, all * 400.0));
    small.contract("deal", 0.5, 0.4, 0.5, 0.2);
    small.data_center({.name = "node",
                       .draw_mw = draws.series(all * 40.0, all * 90.0),
                       .connection_mw = all * 60.0,
                       .contract = 0,
                       .build = build(20.0, 50.0)});
    small.data_center(
        {.name = "folded", .draw_mw = draws.series(all * 40.0, all * 60.0), .connection_mw = all * 55.0, .region = 2});
    for (PlantSpec plant : plants) {
        plant.capacity_mw *= all;
        plant.build.limit *= all * sizes.build_limits;
        plant.build.limit_per_year *= all * sizes.build_limits;
        small.plant(plant);
    }
    small.store({.name = "dam",
                 .power_mw = all * 30.0,
                 .energy_mwh = all * 150.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.88,
                 .standing_loss_frac_per_h = 0.001,
                 .cycling_cost_per_mwh = 1.0,
                 .region = 1});
    small.store({.name = "battery",
                 .charge_efficiency_frac = 0.95,
                 .discharge_efficiency_frac = 0.95,
                 .cycling_cost_per_mwh = 0.5,
                 .behind = 0,
                 .contract = 0,
                 .build_power = build(50.0, 20.0),
                 .build_energy = build(200.0, 15.0)});
    small.line(0, 1, all * 60.0);
    const int bc = small.line(1, 2, all * 80.0, 0.03, build(40.0, 300.0));
    const int ca = small.line(2, 0, all * 50.0, 0.0, build(40.0, 200.0));
    small.interface({{static_cast<model::LineIndex>(bc), 1.0}, {static_cast<model::LineIndex>(ca), -1.0}}, all * 70.0);
    return small;
}

SmallStudy draw_study_with_targets(Draws& draws) {
    SmallStudy small = draw_study(draws, draw_plants(draws));
    model::Study& study = small.study;
    const auto drawn = [&](double share) { return draws.between(0.0, 1.0) < share; };
    const auto one_of = [&](double low, double high, double extreme) {
        if (!drawn(0.6)) return model::YearTable{};
        return model::YearTable{{2030, drawn(0.2) ? extreme : draws.between(low, high)}};
    };
    study.contracts.hourly_target_frac = {one_of(0.2, 0.9, 1.0)};
    study.contracts.annual_target_frac = {one_of(0.2, 1.1, 1.0)};
    study.contracts.excess_cap_frac = {one_of(0.1, 0.6, 0.0)};
    study.contracts.grid_clean_frac = {{{2030, draws.between(0.0, 0.6)}}};
    if (drawn(0.5)) study.emission_cap_t = {{2030, draws.between(200.0, 4000.0)}};
    if (drawn(0.5)) study.planning.target_scope = model::TargetScope::mean;
    study.data_centers.may_shed[1] = drawn(0.5);
    // No two ways of running cost the same, so that figures have one value.
    for (std::size_t p = 0; p < study.plants.name.size(); ++p)
        study.plants.variable_cost_per_mwh[p] += draws.between(1.0, 9.0);
    if (drawn(0.6)) {
        small.weather_years(drawn(0.5) ? std::vector<double>{0.3, 0.7} : std::vector<double>{0.2, 0.5, 0.3});
        for (double& factor : small.resource_factor) factor = draws.between(0.6, 1.0);
    }
    return small;
}

}  // namespace decawatt::tests
