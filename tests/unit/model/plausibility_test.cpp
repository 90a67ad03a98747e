// Over 300 lines: one table of mistakes, all tested alike.
// A plausible study gives no warning; each mistake gives its own, with the path of the value and the usual range.
#include "model/plausibility.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "base/index.hpp"

using namespace decawatt;
using model::Study;

namespace {
constexpr double kKwPerMw = 1000.0;

model::ExpansionOption build(double capex_per_kw, double lifetime_years) {
    return {.limit = 100.0,
            .limit_per_year = 100.0,
            .first_year = 2030,
            .last_year = 2031,
            .capex = capex_per_kw * kKwPerMw,
            .fixed_cost_per_year = 0.02 * capex_per_kw * kKwPerMw,
            .lifetime_years = lifetime_years};
}

void add_plant(Study& study, const char* name, model::Technology technology, double capacity_mw, double capex_per_kw) {
    model::Plants& plants = study.plants;
    const bool burns = technology == model::Technology::gas;
    const bool sunny = technology == model::Technology::solar;
    plants.name.emplace_back(name);
    plants.region.push_back(model::RegionIndex{0});
    plants.technology.push_back(technology);
    plants.capacity_mw.push_back(capacity_mw);
    plants.fuel.push_back(burns ? model::FuelIndex{0} : base::none<model::FuelIndex>);
    plants.efficiency_frac.push_back(burns ? 0.55 : 1.0);
    plants.variable_cost_per_mwh.push_back(burns ? 3.0 : 0.0);
    plants.site.push_back(sunny ? model::SiteIndex{0} : base::none<model::SiteIndex>);
    plants.pv_system.push_back(sunny ? model::PvSystemIndex{0} : base::none<model::PvSystemIndex>);
    plants.build.push_back(capex_per_kw > 0.0 ? build(capex_per_kw, 25.0) : model::ExpansionOption{});
}

// A place in Korea with a gas plant, a solar project, a battery and a campus.
Study usual_study() {
    Study study;
    study.currency = "USD";
    study.discount_rate = 0.05;
    study.utc_offset_s = 9 * base::kSecondsPerHour;
    study.horizon = {.first_year = 2030, .last_year = 2031};
    study.planning.unserved_cost_per_mwh = 10000.0;
    study.sites.name = {"place"};
    study.sites.latitude_deg = {36.0};
    study.sites.longitude_deg = {127.0};
    study.sites.temperature_mean_deg_c = {{-2, 0, 6, 12, 18, 22, 25, 26, 21, 14, 7, 0}};
    study.regions.name = {"land"};
    study.regions.latitude_deg = {36.5};
    study.regions.longitude_deg = {127.5};
    study.regions.site = {model::SiteIndex{0}};
    study.regions.annual_energy_mwh = {{{2030, 40e6}, {2031, 41e6}}};
    study.fuels = {.name = {"gas"}, .emission_t_per_mwh_thermal = {0.202}, .price_per_mwh_thermal = {{{2030, 34.0}}}};
    study.carbon_price_per_t = {{2030, 20.0}};
    study.pv_systems.name = {"fixed"};
    study.pv_systems.tilt_deg = {30.0};
    study.pv_systems.azimuth_deg = {180.0};
    study.pv_systems.detail.resize(1);
    study.turbines.name = {"turbine"};
    study.turbines.hub_height_m = {100.0};
    add_plant(study, "gas plant", model::Technology::gas, 9000.0, 1000.0);
    add_plant(study, "solar", model::Technology::solar, 0.0, 900.0);
    study.stores.name = {"battery"};
    study.stores.technology = {model::StoreTechnology::battery};
    study.stores.discharge_mw = {100.0};
    study.stores.energy_mwh = {400.0};
    study.stores.charge_efficiency_frac = study.stores.discharge_efficiency_frac = {0.94};
    study.stores.build_power = {build(180.0, 15.0)};
    study.stores.build_energy = {build(200.0, 15.0)};
    study.lines.name = {"line"};
    study.lines.loss_frac = {0.03};
    study.lines.build = {build(400.0, 40.0)};
    study.markets = {.region = {model::RegionIndex{0}},
                     .buy_limit_mw = {500.0},
                     .sell_limit_mw = {0.0},
                     .emission_t_per_mwh = {0.4},
                     .buy_price_per_mwh = {{-20.0, 40.0, 90.0}},
                     .sell_price_per_mwh = {{}}};
    study.tariffs.name = {"tariff"};
    study.tariffs.network_cost_per_mwh = {4.0};
    study.tariffs.levy_cost_per_mwh = study.tariffs.losses_cost_per_mwh = study.tariffs.carbon_cost_per_mwh = {1.0};
    study.tariffs.fixed_cost_per_month = {500.0};
    study.tariffs.blocks = {
        {{.period = "all", .energy_price_per_mwh = 60.0, .demand_charge_per_mw_month = 8.0 * kKwPerMw}}};
    study.data_centers.name = {"campus"};
    study.data_centers.tariff = {model::TariffIndex{0}};
    study.data_centers.build_connection = {build(150.0, 40.0)};
    study.data_centers.terms = {{.charge_per_mw_year = 60.0 * kKwPerMw,
                                 .nonfirm = {.charge_per_mw_year = 20.0 * kKwPerMw, .build = build(100.0, 40.0)}}};
    study.data_centers.it_scale = {1.0};
    study.halls.name = {"hall"};
    study.halls.data_center = {model::DataCenterIndex{0}};
    study.halls.it_mw = {100.0};
    study.halls.gpus = {70000.0};
    return study;
}

struct Slip {
    const char* path;  // of the warning
    std::function<void(Study&)> make;
};

std::vector<Slip> supply_and_prices() {
    return {
        {"study.discount_rate", [](Study& s) { s.discount_rate = 0.5; }},
        {"planning.unserved_cost_per_mwh", [](Study& s) { s.planning.unserved_cost_per_mwh = 10.0; }},  // per kWh
        {"sites.place.longitude_deg",
         [](Study& s) { s.sites.longitude_deg = {67.0}, s.regions.site = {base::none<model::SiteIndex>}; }},
        {"regions.land.longitude_deg",
         [](Study& s) { s.regions.longitude_deg = {-127.5}, s.regions.site = {base::none<model::SiteIndex>}; }},
        {"sites.place.latitude_deg",
         [](Study& s) {
             s.sites.latitude_deg = {-36.0}, s.regions.latitude_deg = {-36.5}, s.pv_systems.azimuth_deg = {0.0};
         }},
        {"regions.land.latitude_deg", [](Study& s) { s.regions.latitude_deg = {-36.5}; }},
        {"demand.land/2031.annual_energy_gwh", [](Study& s) { s.regions.annual_energy_mwh[0][2031] = 41e9; }},
        {"prices.gas/2030.price", [](Study& s) { s.fuels.price_per_mwh_thermal[0][2030] = 12.5; }},   // per MMBtu
        {"prices.gas/2030.price", [](Study& s) { s.fuels.price_per_mwh_thermal[0][2030] = 500.0; }},  // per t
        {"prices.carbon/2030.price", [](Study& s) { s.carbon_price_per_t[2030] = 20000.0; }},
        {"fuels.gas.emission_t_per_mwh_thermal", [](Study& s) { s.fuels.emission_t_per_mwh_thermal = {202.0}; }},  // kg
        {"fuels.gas.emission_t_per_mwh_thermal",
         [](Study& s) { s.fuels.emission_t_per_mwh_thermal = {0.0561}; }},                          // t/GJ
        {"plants.gas plant.efficiency_frac", [](Study& s) { s.plants.efficiency_frac[0] = 1.0; }},  // left out
        {"plants.gas plant.efficiency_frac", [](Study& s) { s.plants.efficiency_frac[0] = 0.055; }},
        {"plants.gas plant.variable_cost_per_mwh", [](Study& s) { s.plants.variable_cost_per_mwh[0] = 3000.0; }},
        {"plants.gas plant.ramp_up_frac_per_h",
         [](Study& s) {
             s.plants.ramp.resize(s.plants.name.size()), s.plants.ramp[0].up_frac_per_h = 20.0;
         }},                                                                                         // percent
        {"plants.solar.capex_per_kw", [](Study& s) { s.plants.build[1] = build(900e3, 25.0); }},     // per MW
        {"plants.solar.capex_per_kw", [](Study& s) { s.plants.build[1] = build(0.9, 25.0); }},       // per W
        {"plants.solar.lifetime_years", [](Study& s) { s.plants.build[1] = build(900.0, 300.0); }},  // months
        {"plants.solar.fixed_cost_per_kw_year",
         [](Study& s) { s.plants.build[1].fixed_cost_per_year = 900.0 * kKwPerMw; }},
        {"stores.battery.capex_per_kw", [](Study& s) { s.stores.build_power = {build(180e3, 15.0)}; }},
        {"stores.battery.capex_per_kwh", [](Study& s) { s.stores.build_energy = {build(200e3, 15.0)}; }},
        {"stores.battery.charge_efficiency_frac", [](Study& s) { s.stores.charge_efficiency_frac = {0.5}; }},
        {"stores.battery.energy_mwh", [](Study& s) { s.stores.energy_mwh = {400e3}; }},  // kWh
        {"stores.battery.charge_efficiency_frac",
         [](Study& s) { s.stores.charge_efficiency_frac = s.stores.discharge_efficiency_frac = {0.85}; }},
        {"stores.battery.lifetime_years", [](Study& s) {
             s.stores.build_power = {build(180.0, 180.0)}, s.stores.build_energy = {build(200.0, 180.0)};
         }}};
}

std::vector<Slip> grid_and_load() {
    return {
        {"lines.line.capex_per_kw", [](Study& s) { s.lines.build = {build(400e3, 40.0)}; }},
        {"regions.land.latitude_deg", [](Study& s) { s.regions.longitude_deg = {141.5}; }},  // 1,260 km east
        {"lines.line.loss_frac", [](Study& s) { s.lines.loss_frac = {0.3}; }},
        {"pv_systems.fixed.azimuth_deg", [](Study& s) { s.pv_systems.azimuth_deg = {0.0}; }},  // south in PVGIS
        {"turbines.turbine.hub_height_m", [](Study& s) { s.turbines.hub_height_m = {1.0}; }},
        {"markets.land.region",
         [](Study& s) {
             s.markets.buy_price_per_mwh = {{0.04, 0.05}};
         }},  // per kWh
        {"tariffs.tariff.network_cost_per_mwh", [](Study& s) { s.tariffs.network_cost_per_mwh = {2e9}; }},
        {"tariffs.tariff.levy_cost_per_mwh", [](Study& s) { s.tariffs.levy_cost_per_mwh = {-2e3}; }},
        {"tariffs.tariff.losses_cost_per_mwh", [](Study& s) { s.tariffs.losses_cost_per_mwh = {900.0}; }},
        {"tariffs.tariff.carbon_cost_per_mwh", [](Study& s) { s.tariffs.carbon_cost_per_mwh = {5e3}; }},
        {"tariffs.tariff.fixed_cost_per_month", [](Study& s) { s.tariffs.fixed_cost_per_month = {1e9}; }},
        {"tariff_periods.tariff/all/all/1/0.energy_price_per_mwh",
         [](Study& s) { s.tariffs.blocks[0][0].energy_price_per_mwh = 60e3; }},
        {"tariff_periods.tariff/all/all/1/0.demand_charge_per_kw_month",
         [](Study& s) { s.tariffs.blocks[0][0].demand_charge_per_mw_month = 8e3 * kKwPerMw; }},  // per MW
        {"data_centers.campus.capex_per_kw", [](Study& s) { s.data_centers.build_connection = {build(150e3, 40.0)}; }},
        {"data_centers.campus.connection_charge_per_kw_year",
         [](Study& s) { s.data_centers.terms = {{.charge_per_mw_year = 60e3 * kKwPerMw}}; }},  // per MW
        {"data_centers.campus.nonfirm_charge_per_kw_year",
         [](Study& s) { s.data_centers.terms = {{.nonfirm = {.charge_per_mw_year = 0.06 * kKwPerMw}}}; }},
        {"data_centers.campus.nonfirm_capex_per_kw",
         [](Study& s) { s.data_centers.terms = {{.nonfirm = {.build = build(150e3, 40.0)}}}; }},
        {"halls.campus/hall.it_mw", [](Study& s) { s.halls.it_mw = {100e3}, s.halls.gpus = {0.0}; }},  // kW
        {"halls.campus/hall.kw_per_gpu", [](Study& s) { s.halls.gpus = {70.0}; }}};
}

void agree(Study& study, double max_mw, double side_cost_per_mwh) {
    study.agreements = {{.plant = model::PlantIndex{1},
                         .price_per_mwh = 60.0,
                         .side_cost_per_mwh = side_cost_per_mwh,
                         .first_year = 2030,
                         .last_year = 2031,
                         .max_mw = max_mw}};
}

std::vector<Slip> agreements_and_rules() {
    return {
        {"agreements.solar.max_mw", [](Study& s) { agree(s, 200e3, 5.0); }},                // kW
        {"agreements.solar.side_cost_per_mwh", [](Study& s) { agree(s, 200.0, 5000.0); }},  // per GWh
        {"firm_capacity.land/2030.margin_frac",
         [](Study& s) {
             s.firm_capacity = {
                 {.place = {.region = model::RegionIndex{0}}, .first_year = 2030, .margin_frac = 15.0}};  // per cent
         }},
    };
}

std::vector<Slip> slips() {
    std::vector<Slip> all = supply_and_prices();
    for (Slip& slip : grid_and_load()) all.push_back(std::move(slip));
    for (Slip& slip : agreements_and_rules()) all.push_back(std::move(slip));
    return all;
}
}  // namespace

TEST_CASE("a usual study gives no warning") {
    CHECK(model::plausibility_warnings(usual_study()).empty());
}

TEST_CASE("each mistake gives exactly one warning that names it") {
    for (const Slip& slip : slips()) {
        Study study = usual_study();
        slip.make(study);
        const auto warnings = model::plausibility_warnings(study);
        CAPTURE(std::string(slip.path));
        REQUIRE(warnings.size() == 1);
        CHECK(warnings[0].path() == slip.path);
        CHECK(!warnings[0].found.empty());
        CHECK(!warnings[0].usual.empty());
        CHECK(!warnings[0].source.empty());
    }
}

TEST_CASE("warnings name the value, the usual range and its source") {
    Study study = usual_study();
    study.fuels.price_per_mwh_thermal[0][2030] = 4.0;
    const auto warnings = model::plausibility_warnings(study);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].found == "4 USD/MWh of heat");
    CHECK(warnings[0].usual == "17 to 150 USD/MWh of heat; per MWh of heat, not per MMBtu, GJ or t");
    CHECK(warnings[0].source.find("1 USD/MMBtu is 3.412 USD/MWh") != std::string::npos);
}

TEST_CASE("gas at the price of Henry Hub is usual only in North America") {
    Study study = usual_study();
    study.fuels.price_per_mwh_thermal[0][2030] = 8.0;  // 2.3 USD/MMBtu
    CHECK(model::plausibility_warnings(study).size() == 1);
    study.utc_offset_s = -6 * base::kSecondsPerHour;
    study.sites.longitude_deg = {-100.0};
    study.regions.longitude_deg = {-100.5};
    CHECK(model::plausibility_warnings(study).empty());
    study.fuels.price_per_mwh_thermal[0][2030] = 3.5;  // USD/MMBtu without conversion
    CHECK(model::plausibility_warnings(study).size() == 1);
}

TEST_CASE("the check of a fuel uses the technology of the plants that burn it, where they share one") {
    Study study = usual_study();
    study.fuels.price_per_mwh_thermal[0][2030] = 500.0;
    const auto of_price = [&] {
        return std::ranges::count_if(model::plausibility_warnings(study),
                                     [](const auto& warning) { return warning.path() == "prices.gas/2030.price"; });
    };
    add_plant(study, "second", model::Technology::gas, 100.0, 1000.0);
    CHECK(of_price() == 1);
    study.plants.technology.back() = model::Technology::coal;
    CHECK(of_price() == 0);
}

TEST_CASE("published values of every technology are usual, another unit is not") {
    using model::Technology;
    struct Published {
        Technology technology;
        double capex_usd_per_kw, efficiency_frac, fuel_usd_per_mwh, emission_t_per_mwh;  // 0: none
    };
    // Investments: IEA and OECD-NEA, Projected Costs 2020, medians, and IRENA 2023; emission factors: IPCC 2006.
    for (const Published& p :
         {Published{Technology::nuclear, 4500.0, 0.33, 3.0, 0.0},
          Published{Technology::coal, 2000.0, 0.42, 10.0, 0.341}, Published{Technology::gas, 900.0, 0.55, 25.0, 0.202},
          Published{Technology::oil, 900.0, 0.35, 45.0, 0.279}, Published{Technology::hydro, 2800.0, 0.0, 0.0, 0.0},
          Published{Technology::solar, 758.0, 0.0, 0.0, 0.0}, Published{Technology::onshore, 1160.0, 0.0, 0.0, 0.0},
          Published{Technology::offshore, 2800.0, 0.0, 0.0, 0.0}}) {
        CAPTURE(model::text(p.technology));
        const auto capex = model::usual_capex_usd_per_kw(p.technology);
        CHECK(capex.contains(p.capex_usd_per_kw));
        CHECK(!capex.contains(1000.0 * p.capex_usd_per_kw));
        CHECK(!capex.contains(1e-3 * p.capex_usd_per_kw));
        const auto efficiency = model::usual_efficiency_frac(p.technology);
        CHECK(efficiency.has_value() == (p.efficiency_frac > 0.0));
        if (efficiency) CHECK((efficiency->contains(p.efficiency_frac) && !efficiency->contains(1.0)));
        const auto fuel = model::usual_fuel_price_usd_per_mwh(p.technology, model::GasMarket::imported);
        CHECK(fuel.has_value() == (p.fuel_usd_per_mwh > 0.0));
        if (fuel) CHECK((fuel->contains(p.fuel_usd_per_mwh) && !fuel->contains(p.fuel_usd_per_mwh / 20.0)));
        const auto emission = model::usual_emission_t_per_mwh(p.technology);
        if (emission) CHECK(emission->contains(p.emission_t_per_mwh));
        if (emission) CHECK(!emission->contains(p.emission_t_per_mwh * 1000.0 + 100.0));
    }
}

TEST_CASE("a store whose whole cost is stated for energy, or for power, is usual") {
    Study study = usual_study();
    study.stores.build_power = {build(0.0, 15.0)};
    CHECK(model::plausibility_warnings(study).empty());
    study.stores.build_power = {build(800.0, 15.0)};
    study.stores.build_energy = {build(0.0, 15.0)};
    CHECK(model::plausibility_warnings(study).empty());
}

TEST_CASE("costs are compared in US dollars, and not in unknown currencies") {
    Study study = usual_study();
    study.currency = "KRW";  // 900 KRW/kW is too low by orders of magnitude
    CHECK(model::plausibility_warnings(study).size() > 5);
    study.currency = "krona of the moon";
    CHECK(model::plausibility_warnings(study).empty());
    CHECK(*model::units_per_usd("krw") == doctest::Approx(1360.0));
}

TEST_CASE("panels that face the pole give a warning by hemisphere, trackers and flat roofs do not") {
    Study study = usual_study();
    study.sites.latitude_deg = {-36.0};
    study.regions.latitude_deg = {-36.5};
    model::Months& temperature = study.sites.temperature_mean_deg_c[0];
    std::rotate(temperature.begin(), temperature.begin() + 6, temperature.end());
    REQUIRE(model::plausibility_warnings(study).size() == 1);  // 180 faces the south pole there
    CHECK(model::plausibility_warnings(study)[0].path() == "pv_systems.fixed.azimuth_deg");
    study.pv_systems.azimuth_deg = {0.0};
    CHECK(model::plausibility_warnings(study).empty());
    study.pv_systems.azimuth_deg = {180.0};
    study.pv_systems.tilt_deg = {5.0};
    CHECK(model::plausibility_warnings(study).empty());
    study.pv_systems.tilt_deg = {30.0};
    study.pv_systems.detail[0].mount = model::PvMount::single_axis;
    CHECK(model::plausibility_warnings(study).empty());
}

TEST_CASE("places near the date line match their time zone") {
    Study study = usual_study();
    study.utc_offset_s = 14 * base::kSecondsPerHour;  // the Line Islands, at 157 degrees west
    study.sites.longitude_deg = {-157.0};
    study.regions.longitude_deg = {-157.5};
    study.fuels.price_per_mwh_thermal[0][2030] = 34.0;
    CHECK(model::plausibility_warnings(study).empty());
}

TEST_CASE("regions without coordinates have no location") {
    Study study = usual_study();
    study.regions.latitude_deg = {0.0};
    study.regions.longitude_deg = {0.0};  // nine hours from the study's time
    study.regions.site = {base::none<model::SiteIndex>};
    CHECK(model::plausibility_warnings(study).empty());
}

TEST_CASE("the hemisphere is determined only from seasons that differ clearly") {
    Study study = usual_study();
    study.sites.latitude_deg = {-36.0};
    study.regions.latitude_deg = {-36.5};
    study.pv_systems.azimuth_deg = {0.0};
    const auto warnings = model::plausibility_warnings(study);
    REQUIRE(warnings.size() == 1);  // winter at -2 / 3, summer at 73 / 3 degrees
    CHECK(warnings[0].found == "-36 degrees north, where December to February is 25.0 K colder than June to August");
    study.sites.temperature_mean_deg_c = {{14, 14, 15, 16, 16, 16, 16, 16, 16, 15, 15, 14}};  // 2 K
    CHECK(model::plausibility_warnings(study).empty());
}
