// Over 300 lines: one plan made by hand, whose figures all depend on one another.
#include "tests/unit/io/balanced_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace decawatt::test {

namespace {

using namespace model;

enum FleetId : std::size_t { solar, nuclear, gas, rooftop };
enum StoreId : std::size_t { battery, pumped };
enum RegionId : std::size_t { south, north };

constexpr std::size_t kHours = 48;
constexpr int kFirstYear = 2030;
constexpr double kSolarMw = 400.0, kNuclearMw = 300.0, kGasMw = 420.0, kRooftopMw = 10.0, kLoss = 0.02,
                 kUnservedMw = 5.0;
constexpr double kGasCost = 90.0, kNuclearCost = 12.0, kGridClean = 0.3, kRate = 0.05, kLife = 20.0;
constexpr std::size_t kShortHour = 30;  // load is shed at the hub

ExpansionOption option(double capex, double fixed_cost) {
    return {500.0, 500.0, kFirstYear, kFirstYear + 1, capex, fixed_cost, kLife};
}

double annual_cost(const ExpansionOption& build) {
    return build.capex * kRate / (1.0 - std::pow(1.0 + kRate, -build.lifetime_years)) + build.fixed_cost_per_year;
}

Study make_study() {
    Study study;
    study.name = "two regions";
    study.currency = "EUR";
    study.price_year = 2025;
    study.discount_rate = kRate;
    study.utc_offset_s = 9 * base::kSecondsPerHour;
    study.horizon = {kFirstYear, kFirstYear + 1, base::kSecondsPerHour};
    study.planning.unserved_cost_per_mwh = 5000.0;
    study.planning.spill_cost_per_mwh = 50.0;
    study.regions.name = {"South", "Nörd"};  // beyond ASCII, so that encodings are tried
    study.regions.latitude_deg = {35.0, 37.5};
    study.regions.longitude_deg = {126.5, 127.0};
    study.lines.name = {"link"};
    study.lines.from = {RegionIndex{1}};  // against its corridor, so that the sign in the interface must turn
    study.lines.to = {RegionIndex{0}};
    study.lines.build = {option(300.0e3, 0.0)};
    study.lines.reactance_pu = {0.0};
    study.lines.tap_ratio = {1.0};
    study.lines.phase_shift_deg = {0.0};
    study.interfaces.name = {"northward"};
    study.interfaces.members = {{{LineIndex{0}, -1.0}}};
    study.plants.name = {"solar a", "reactor", "turbine", "roof", "solar b"};
    study.plants.build = {{}, {}, {}, {}, option(900.0e3, 10.0e3)};
    study.stores.name = {"battery", "upper lake"};
    study.stores.build_power = {option(200.0e3, 1.0e3), {}};
    study.stores.build_energy = {option(150.0e3, 500.0), {}};
    study.data_centers.name = {"hub"};
    study.data_centers.region = {RegionIndex{0}};
    study.data_centers.contract = {ContractIndex{0}};
    study.data_centers.may_shed = {true};
    study.data_centers.cooling = {Cooling::liquid};
    study.data_centers.build_connection = {option(100.0e3, 0.0)};
    study.contracts.name = {"hub supply"};
    study.contracts.counts_clean = {true};
    study.contracts.hourly_target_frac = {{{kFirstYear + 1, 0.5}}};
    study.contracts.annual_target_frac = study.contracts.excess_cap_frac = {{}};
    study.contracts.grid_clean_frac = {{{kFirstYear, kGridClean}}};
    return study;
}

void add_entities(planning::Plan& plan) {
    const auto no_center = base::none<DataCenterIndex>;
    const auto no_contract = base::none<ContractIndex>;
    const RegionIndex s{0}, n{1};
    plan.plants.name = {"solar", "nuclear", "gas", "rooftop"};
    plan.plants.region = {s, s, n, s};
    plan.plants.behind = {no_center, no_center, no_center, DataCenterIndex{0}};
    plan.plants.technology = {Technology::solar, Technology::nuclear, Technology::gas, Technology::solar};
    plan.plants.contract = {ContractIndex{0}, no_contract, no_contract, ContractIndex{0}};
    plan.plants.clean = {true, true, false, true};
    plan.plants.renewable = {true, false, false, true};
    plan.plants.buildable = {true, false, false, false};
    plan.plants.members = {{PlantIndex{0}, PlantIndex{4}}, {PlantIndex{1}}, {PlantIndex{2}}, {PlantIndex{3}}};
    plan.stores.name = {"battery", "pumped storage"};
    plan.stores.region = {s, n};
    plan.stores.behind = {no_center, no_center};
    plan.stores.technology = {StoreTechnology::battery, StoreTechnology::pumped_storage};
    plan.stores.contract = {ContractIndex{0}, no_contract};
    plan.stores.charge_efficiency_frac = {0.95, 0.88};
    plan.stores.discharge_efficiency_frac = {0.94, 0.9};
    plan.stores.standing_loss_frac_per_h = {0.001, 0.0};
    plan.stores.buildable = {true, false};
    plan.stores.members = {{StoreIndex{0}}, {StoreIndex{1}}};
    plan.corridors.name = {"South-North"};
    plan.corridors.from = {s};
    plan.corridors.to = {n};
    plan.corridors.loss_frac = {kLoss};
    plan.corridors.members = {{LineIndex{0}}};
    plan.fleet_emission_t_per_mwh = {0.0, 0.0, 0.4, 0.0};
    plan.store_cycling_cost_per_mwh = {2.0, 0.5};
    plan.fleet_marginal_cost_per_mwh = base::Series(2, 4);
    for (std::size_t y = 0; y < 2; ++y) {
        plan.fleet_marginal_cost_per_mwh(y, nuclear) = kNuclearCost;
        plan.fleet_marginal_cost_per_mwh(y, gas) = kGasCost + static_cast<double>(y);
    }
}

void shape(planning::YearDispatch& d) {
    using base::Series;
    for (Series* s : {&d.generation_mw, &d.available_mw}) *s = Series(kHours, 4);
    for (Series* s : {&d.charge_mw, &d.discharge_mw, &d.content_mwh}) *s = Series(kHours, 2);
    for (Series* s : {&d.demand_mw, &d.unserved_mw, &d.spill_mw, &d.price_per_mwh}) *s = Series(kHours, 2);
    for (Series* s : {&d.flow_forward_mw, &d.flow_reverse_mw, &d.data_center_load_mw, &d.data_center_it_mw,
                      &d.data_center_import_mw, &d.data_center_unserved_mw, &d.data_center_spill_mw, &d.deficit_mw,
                      &d.excess_mw, &d.interface_flow_mw, &d.data_center_water_m3_per_h})
        *s = Series(kHours, 1);  // temperature stays empty: never written, so NaN
}

// Charges about noon, discharges in the evening, and comes back to the content it started from.
void run_store(planning::YearDispatch& d, const assets::StoreGroups& stores, std::size_t s, double charge_mw) {
    const double keep = 1.0 - stores.standing_loss_frac_per_h[s], in = stores.charge_efficiency_frac[s];
    const double out = stores.discharge_efficiency_frac[s];
    const double share = keep < 1.0 ? 0.85 : 1.0;  // the rest is lost while standing
    double gain = 0.0;
    for (std::size_t t = 0; t < kHours; ++t) {
        const std::size_t hour = t % 24;
        d.charge_mw(t, s) = hour >= 11 && hour < 15 ? charge_mw : 0.0;
        if (hour == 20 && share < 1.0) d.charge_mw(t, s) = 2.0;  // overlaps with discharging
        d.discharge_mw(t, s) = hour >= 18 && hour < 22 ? share * charge_mw * in * out : 0.0;
        gain = keep * gain + in * d.charge_mw(t, s) - d.discharge_mw(t, s) / out;
    }
    double content = keep < 1.0 ? gain / (1.0 - std::pow(keep, static_cast<double>(kHours))) : 50.0;
    for (std::size_t t = 0; t < kHours; ++t)
        d.content_mwh(t, s) = content = keep * content + in * d.charge_mw(t, s) - d.discharge_mw(t, s) / out;
}

void run_south(planning::YearDispatch& d, std::size_t t, double sun) {
    d.available_mw(t, solar) = kSolarMw * sun;
    d.available_mw(t, rooftop) = kRooftopMw * sun;
    d.available_mw(t, nuclear) = kNuclearMw;
    d.generation_mw(t, solar) = 0.95 * kSolarMw * sun;
    d.generation_mw(t, rooftop) = kRooftopMw * sun;
    d.generation_mw(t, nuclear) = kNuclearMw;
    d.data_center_load_mw(t, 0) = 100.0 + 5.0 * sun;
    d.data_center_it_mw(t, 0) = 80.0;
    d.data_center_water_m3_per_h(t, 0) = 120.0 + 30.0 * sun;
    d.data_center_unserved_mw(t, 0) = t == kShortHour ? kUnservedMw : 0.0;
    d.data_center_import_mw(t, 0) =
        d.data_center_load_mw(t, 0) - d.data_center_unserved_mw(t, 0) - d.generation_mw(t, rooftop);
    d.demand_mw(t, south) = 240.0;
    const double surplus = d.generation_mw(t, solar) + kNuclearMw + d.discharge_mw(t, battery) -
                           d.charge_mw(t, battery) - d.demand_mw(t, south) - d.data_center_import_mw(t, 0);
    d.flow_forward_mw(t, 0) = std::clamp(surplus, 0.0, 200.0);
    d.flow_reverse_mw(t, 0) = std::max(0.0, -surplus) / (1.0 - kLoss);
    d.spill_mw(t, south) = std::max(0.0, surplus) - d.flow_forward_mw(t, 0);
}

void run_north(planning::YearDispatch& d, std::size_t t) {
    d.demand_mw(t, north) = 330.0 + 60.0 * std::sin(static_cast<double>(t) / 4.0);
    const double need = d.demand_mw(t, north) + d.charge_mw(t, pumped) - d.discharge_mw(t, pumped) +
                        d.flow_reverse_mw(t, 0) - (1.0 - kLoss) * d.flow_forward_mw(t, 0);
    d.available_mw(t, gas) = kGasMw;
    d.generation_mw(t, gas) = std::min(kGasMw, need);
    d.unserved_mw(t, north) = need - d.generation_mw(t, gas);
    d.interface_flow_mw(t, 0) = d.flow_forward_mw(t, 0) - d.flow_reverse_mw(t, 0);
    for (const std::size_t r : {south, north})
        d.price_per_mwh(t, r) = d.unserved_mw(t, north) > 0.0 ? 5000.0 : kGasCost;
}

planning::YearDispatch make_dispatch(const planning::Plan& plan, int year, int weather_year, double weight) {
    planning::YearDispatch d;
    d.year = year;
    d.weather_year = weather_year;
    d.weight = weight;
    d.axis = {base::utc_of_date(year, 1, 1, 9 * base::kSecondsPerHour), base::kSecondsPerHour, kHours};
    shape(d);
    run_store(d, plan.stores, battery, 60.0);
    run_store(d, plan.stores, pumped, 20.0);
    for (std::size_t t = 0; t < kHours; ++t) {
        const double height = std::sin((static_cast<double>(t % 24) - 6.0) / 12.0 * 3.141592653589793);
        run_south(d, t, std::max(0.0, height) / weather_year);
        run_north(d, t);
        const double surplus = d.generation_mw(t, solar) + d.generation_mw(t, rooftop) + d.discharge_mw(t, battery) -
                               d.charge_mw(t, battery) - d.data_center_load_mw(t, 0);
        d.excess_mw(t, 0) = std::max(0.0, surplus);
        d.deficit_mw(t, 0) = std::max(0.0, -surplus);
    }
    return d;
}

void add_capacity(planning::Plan& plan) {
    planning::YearCapacity& c = plan.capacity;
    for (base::Series* s : {&c.fleet_mw, &c.fleet_built_mw}) *s = base::Series(2, 4);
    for (base::Series* s :
         {&c.store_charge_mw, &c.store_discharge_mw, &c.store_energy_mwh, &c.store_built_mw, &c.store_built_mwh})
        *s = base::Series(2, 2);
    for (base::Series* s : {&c.corridor_forward_mw, &c.corridor_reverse_mw, &c.corridor_built_mw, &c.connection_mw,
                            &c.connection_built_mw})
        *s = base::Series(2, 1);
    c.interface_limit_mw = base::Series(2, 1, std::nan(""));
    for (std::size_t y = 0; y < 2; ++y) {
        const std::array<double, 4> mw = {kSolarMw, kNuclearMw, kGasMw, kRooftopMw};
        for (std::size_t f = 0; f < mw.size(); ++f) c.fleet_mw(y, f) = mw[f];
        c.store_charge_mw(y, battery) = c.store_discharge_mw(y, battery) = 60.0;
        c.store_energy_mwh(y, battery) = 1800.0;
        c.store_charge_mw(y, pumped) = c.store_discharge_mw(y, pumped) = 20.0;
        c.store_energy_mwh(y, pumped) = 160.0;
        c.corridor_forward_mw(y, 0) = c.corridor_reverse_mw(y, 0) = 250.0;
        c.connection_mw(y, 0) = 120.0;
    }
    c.fleet_built_mw(0, solar) = 150.0;
    c.store_built_mw(1, battery) = 60.0;
    c.store_built_mwh(1, battery) = 400.0;
    c.corridor_built_mw(0, 0) = 50.0;
    c.connection_built_mw(1, 0) = 20.0;
}

double sum(const base::Series& series, std::size_t entity) {
    double total = 0.0;
    for (const double value : series.of(entity)) total += value;
    return total;
}

double sum_of_products(const base::Series& a, const base::Series& b, std::size_t entity_a, std::size_t entity_b) {
    double total = 0.0;
    for (std::size_t t = 0; t < a.times(); ++t) total += a(t, entity_a) * b(t, entity_b);
    return total;
}

// Behind the hub's connection: the roof; it imports at the mean emission of all in front of it.
void add_data_center(planning::YearSummary& s, const planning::YearDispatch& d, const planning::Plan& plan) {
    s.data_center_own_mwh[0] += d.weight * sum(d.generation_mw, rooftop);
    s.data_center_unserved_mwh[0] += d.weight * sum(d.data_center_unserved_mw, 0);
    for (std::size_t t = 0; t < kHours; ++t) {
        const double import_mw = d.data_center_import_mw(t, 0), gas_mw = d.generation_mw(t, gas);
        const double all_mw = gas_mw + d.generation_mw(t, solar) + d.generation_mw(t, nuclear);
        s.data_center_import_mwh[0] += d.weight * import_mw;
        s.data_center_grid_emission_t[0] += d.weight * import_mw * plan.fleet_emission_t_per_mwh[gas] * gas_mw / all_mw;
    }
}

void add_weather_year(planning::YearSummary& s, planning::ContractYear& c, const planning::YearDispatch& d,
                      const BalancedPlan& of, std::size_t y) {
    const planning::Plan& plan = of.plan;
    for (std::size_t f = 0; f < plan.plants.name.size(); ++f) {
        const double energy = d.weight * sum(d.generation_mw, f),
                     cost = plan.fleet_marginal_cost_per_mwh(y, f) * energy;
        s.fleet_generation_mwh[f] += energy;
        s.fleet_available_mwh[f] += d.weight * sum(d.available_mw, f);
        s.fleet_emission_t[f] += plan.fleet_emission_t_per_mwh[f] * energy;
        s.emission_t += plan.fleet_emission_t_per_mwh[f] * energy;
        s.operation_cost += cost;
        s.fleet_variable_cost[f] += cost;
        if (plan.plants.contract[f] == ContractIndex{0}) c.clean_mwh += energy, c.variable_cost += cost;
    }
    for (std::size_t e = 0; e < plan.stores.name.size(); ++e) {
        const double cost = d.weight * plan.store_cycling_cost_per_mwh[e] * sum(d.discharge_mw, e);
        s.operation_cost += cost;
        s.store_cycling_cost[e] += cost;
        if (plan.stores.contract[e] == ContractIndex{0}) c.variable_cost += cost;
    }
    for (std::size_t r = 0; r < of.study.regions.name.size(); ++r) {
        s.region_demand_mwh[r] += d.weight * sum(d.demand_mw, r);
        s.region_mean_price_per_mwh[r] += d.weight * sum_of_products(d.price_per_mwh, d.demand_mw, r, r);
        s.region_unserved_mwh[r] += d.weight * sum(d.unserved_mw, r);
        s.unserved_mwh += d.weight * sum(d.unserved_mw, r);
        s.spill_mwh += d.weight * sum(d.spill_mw, r);
    }
    for (std::size_t e = 0; e < plan.stores.name.size(); ++e)
        for (std::size_t t = 0; t < kHours; ++t)
            s.overlap_mwh += d.weight * std::min(d.charge_mw(t, e), d.discharge_mw(t, e));
    s.unserved_mwh += d.weight * sum(d.data_center_unserved_mw, 0);
    s.data_center_energy_mwh[0] += d.weight * sum(d.data_center_load_mw, 0);
    s.data_center_it_mwh[0] += d.weight * sum(d.data_center_it_mw, 0);
    add_data_center(s, d, plan);
    s.data_center_water_m3[0] += d.weight * sum(d.data_center_water_m3_per_h, 0);
    c.load_mwh += d.weight * sum(d.data_center_load_mw, 0);
    c.deficit_mwh += d.weight * sum(d.deficit_mw, 0);
    c.excess_mwh += d.weight * sum(d.excess_mw, 0);
    c.unserved_mwh += d.weight * sum(d.data_center_unserved_mw, 0);
    for (std::size_t t = 0; t < kHours; ++t) {  // what is not served is not bought
        const double bought_mw = d.deficit_mw(t, 0) - d.data_center_unserved_mw(t, 0);
        c.purchase_mwh += d.weight * bought_mw;
        c.purchase_cost += d.weight * d.price_per_mwh(t, south) * bought_mw;
    }
    c.sale_mwh += d.weight * sum(d.excess_mw, 0);
    c.sale_income += d.weight * sum_of_products(d.excess_mw, d.price_per_mwh, 0, south);
}

void finish(planning::YearSummary& s, planning::ContractYear& c, const BalancedPlan& of, std::size_t y) {
    const Study& study = of.study;
    const double late = y == 1 ? 1.0 : 0.0;  // what was built in the second year
    const double solar_cost = 150.0 * annual_cost(study.plants.build[4]);
    const double battery_cost =
        late * (60.0 * annual_cost(study.stores.build_power[0]) + 400.0 * annual_cost(study.stores.build_energy[0]));
    const double connection_cost = late * 20.0 * annual_cost(study.data_centers.build_connection[0]);
    for (const std::size_t r : {south, north}) s.region_mean_price_per_mwh[r] /= s.region_demand_mwh[r];
    s.data_center_pue = {s.data_center_energy_mwh[0] / s.data_center_it_mwh[0]};
    s.data_center_wue_l_per_kwh = {s.data_center_water_m3[0] / s.data_center_it_mwh[0]};
    s.data_center_pue_month = s.data_center_wue_l_per_kwh_month =
        base::Series(base::kMonthsPerYear, 1, std::numeric_limits<double>::quiet_NaN());
    s.data_center_pue_month(0, 0) = s.data_center_pue[0];  // all hours are in January
    s.data_center_wue_l_per_kwh_month(0, 0) = s.data_center_wue_l_per_kwh[0];
    s.region_price_without_scarcity_per_mwh = {kGasCost, kGasCost};
    s.capacity_cost = solar_cost + battery_cost + connection_cost + 50.0 * annual_cost(study.lines.build[0]);
    s.operation_cost += study.planning.spill_cost_per_mwh * s.spill_mwh;
    s.unserved_cost = study.planning.unserved_cost_per_mwh * s.unserved_mwh;
    c.fixed_cost = 150.0 * 10.0e3 + late * (60.0 * 1.0e3 + 400.0 * 500.0);
    s.fleet_annuity_cost[solar] = solar_cost - 150.0 * 10.0e3;
    s.fleet_fixed_cost[solar] = 150.0 * 10.0e3;
    s.store_fixed_cost[battery] = late * (60.0 * 1.0e3 + 400.0 * 500.0);
    s.store_annuity_cost[battery] = battery_cost - s.store_fixed_cost[battery];
    s.connection_annuity_cost = {connection_cost};
    s.connection_fixed_cost = {0.0};
    c.annuity_cost = solar_cost + battery_cost + connection_cost - c.fixed_cost;
    c.strict_score_frac = 1.0 - c.deficit_mwh / c.load_mwh;
    c.hourly_score_frac = 1.0 - (1.0 - kGridClean) * c.deficit_mwh / c.load_mwh;
    c.annual_matching_frac = c.clean_mwh / c.load_mwh;
    c.supply_cost_per_mwh =
        (c.annuity_cost + c.fixed_cost + c.variable_cost + c.purchase_cost - c.sale_income) / c.load_mwh;
}

void add_figures(BalancedPlan& made) {
    planning::Plan& plan = made.plan;
    double cost = 0.0, energy = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        planning::YearSummary s;
        planning::ContractYear c;
        for (auto* list : {&s.fleet_generation_mwh, &s.fleet_available_mwh, &s.fleet_emission_t, &s.fleet_annuity_cost,
                           &s.fleet_fixed_cost, &s.fleet_variable_cost, &s.fleet_fuel_cost, &s.fleet_carbon_cost})
            list->assign(4, 0.0);
        for (auto* list : {&s.store_annuity_cost, &s.store_fixed_cost, &s.store_cycling_cost}) list->assign(2, 0.0);
        for (auto* list : {&s.data_center_own_mwh, &s.data_center_curtailed_mwh, &s.data_center_import_mwh,
                           &s.data_center_export_mwh, &s.data_center_unserved_mwh, &s.data_center_own_emission_t,
                           &s.data_center_grid_emission_t})
            list->assign(1, 0.0);
        for (auto* list : {&s.region_demand_mwh, &s.region_mean_price_per_mwh, &s.region_unserved_mwh})
            list->assign(2, 0.0);
        s.data_center_energy_mwh = s.data_center_it_mwh = s.data_center_water_m3 = {0.0};
        for (const auto& d : plan.dispatch)
            if (d.year == plan.years[y]) add_weather_year(s, c, d, made, y);
        finish(s, c, made, y);
        plan.objective += plan.discount_factor[y] * (s.operation_cost + s.unserved_cost + s.capacity_cost);
        cost += plan.discount_factor[y] * c.supply_cost_per_mwh * c.load_mwh;
        energy += plan.discount_factor[y] * c.load_mwh;
        plan.summary.push_back(s);
        plan.contracts.push_back({c});
    }
    plan.supply_cost_per_mwh = {cost / energy};
    plan.certificate.primal_objective = plan.objective;
    plan.certificate.dual_objective = plan.objective * (1.0 - 1e-7);
    plan.certificate.relative_gap = 1e-7;
    plan.certificate.linking_violation = 3e-8;
}

}  // namespace

BalancedPlan make_balanced_plan(int weather_years) {
    BalancedPlan made{make_study(), {}};
    planning::Plan& plan = made.plan;
    plan.status = lp::Status::optimal;
    plan.years = {kFirstYear, kFirstYear + 1};
    plan.discount_factor = {std::pow(1.0 + kRate, -0.5), std::pow(1.0 + kRate, -1.5)};
    add_entities(plan);
    for (const int year : plan.years)
        for (int w = 1; w <= weather_years; ++w)
            plan.dispatch.push_back(make_dispatch(plan, year, w, weather_years == 1 ? 1.0 : w == 1 ? 0.25 : 0.75));
    add_capacity(plan);
    add_figures(made);
    return made;
}

}  // namespace decawatt::test
