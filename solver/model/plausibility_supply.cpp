#include "model/plausibility_supply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/index.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

constexpr double kMwhPerGwh = 1000.0;

std::string keys(const std::string& name, int year) {
    return fmt::format("{}/{}", name, year);
}

// The technology of the plants that burn a fuel identifies it; none if they differ.
std::optional<Technology> technology_of_fuel(const Plants& plants, std::size_t fuel) {
    std::optional<Technology> found;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        if (plants.fuel[p] == none<FuelIndex> || at(plants.fuel[p]) != fuel) continue;
        if (found && *found != plants.technology[p]) return std::nullopt;
        found = plants.technology[p];
    }
    return found;
}

// Gas is cheap in North America and in countries with regulated prices (India, Saudi Arabia, the United Arab Emirates).
// In eastern Asia it is imported as LNG. A study without coordinates is treated as domestic.
GasMarket gas_market(const Study& study) {
    constexpr double kWestDeg = -170.0, kEastDeg = -50.0, kSouthDeg = 14.0, kAsiaDeg = 95.0, kEquatorDeg = 0.0;
    for (const char* currency : {"INR", "SAR", "AED"})
        if (units_per_usd(study.currency) == units_per_usd(currency)) return GasMarket::domestic;
    const Regions& regions = study.regions;
    bool america = true, asia = true;
    for (std::size_t r = 0; r < regions.name.size(); ++r) {
        const double latitude_deg = regions.latitude_deg[r], longitude_deg = regions.longitude_deg[r];
        if (latitude_deg == 0.0 && longitude_deg == 0.0) return GasMarket::domestic;
        america = america && longitude_deg >= kWestDeg && longitude_deg <= kEastDeg && latitude_deg >= kSouthDeg;
        asia = asia && longitude_deg >= kAsiaDeg && latitude_deg > kEquatorDeg;
    }
    if (america) return GasMarket::domestic;
    return asia ? GasMarket::asian : GasMarket::imported;
}

// A jump between years suggests a change of unit.
void check_growth(PlausibilityCheck& check, const std::string& region, const YearTable& energy_mwh) {
    for (auto later = energy_mwh.begin(); later != energy_mwh.end(); ++later) {
        if (later == energy_mwh.begin()) continue;
        const auto earlier = std::prev(later);
        if (!(earlier->second > 0.0) || !(later->second > 0.0)) continue;
        const double factor = std::pow(later->second / earlier->second, 1.0 / (later->first - earlier->first));
        if (kUsualYearlyGrowth.contains(factor)) continue;
        check.warn({"demand", keys(region, later->first), "annual_energy_gwh"},
                   fmt::format("{} GWh after {} in {}", base::readable(later->second / kMwhPerGwh),
                               base::readable(earlier->second / kMwhPerGwh), earlier->first),
                   fmt::format("{:g} to {:g} times the year before", kUsualYearlyGrowth.low, kUsualYearlyGrowth.high),
                   kUsualYearlyGrowth.source);
    }
}

void check_plant(PlausibilityCheck& check, std::size_t p) {
    const Plants& plants = check.study().plants;
    const std::string& name = plants.name[p];
    const Technology technology = plants.technology[p];
    const auto efficiency = usual_efficiency_frac(technology);
    // Nuclear fuel is often priced per MWh of electricity, with an efficiency of 1.
    const bool per_electricity = technology == Technology::nuclear && plants.efficiency_frac[p] == 1.0;
    if (efficiency && plants.fuel[p] != none<FuelIndex> && !per_electricity)
        check.expect({"plants", name, "efficiency_frac"}, plants.efficiency_frac[p], *efficiency,
                     std::string("of the fuel's heat, for ") + text(technology),
                     plants.efficiency_frac[p] == 1.0 ? "1 is the default" : "");
    check.expect_money({"plants", name, "variable_cost_per_mwh"}, plants.variable_cost_per_mwh[p],
                       kUsualVariableCostUsdPerMwh, "/MWh", "without fuel, per MWh");
    if (!plants.production_credit_per_mwh.empty())
        check.expect_money({"plants", name, "production_credit_per_mwh"}, plants.production_credit_per_mwh[p],
                           kUsualProductionCreditUsdPerMwh, "/MWh", "per MWh, not per kWh");
    const RampLimits ramp = plants.ramp_limits(p);
    for (const auto& [column, frac] :
         {std::pair("ramp_up_frac_per_h", ramp.up_frac_per_h), std::pair("ramp_down_frac_per_h", ramp.down_frac_per_h)})
        if (std::isfinite(frac))
            check.expect({"plants", name, column}, frac, kUsualRampFracPerH, "of capacity an hour");
    if (agreement_of(check.study(), static_cast<PlantIndex>(p))) return;  // bought, at a price
    check_build(check, {"plants", name}, plants.build[p],
                {usual_capex_usd_per_kw(technology), usual_lifetime_years(technology)});
}

void check_store(PlausibilityCheck& check, std::size_t s) {
    const Stores& stores = check.study().stores;
    const StoreTechnology technology = stores.technology[s];
    check.expect({"stores", stores.name[s], "charge_efficiency_frac"},
                 stores.charge_efficiency_frac[s] * stores.discharge_efficiency_frac[s],
                 usual_round_trip_frac(technology), "round-trip efficiency",
                 "charge_efficiency_frac and discharge_efficiency_frac each apply to one direction");
    if (stores.discharge_mw[s] > 0.0)
        check.expect({"stores", stores.name[s], "energy_mwh"}, stores.energy_mwh[s] / stores.discharge_mw[s],
                     usual_duration_h(technology), "h at full discharge");
    // If the whole cost is stated for energy, or for power, the other is zero.
    const ExpansionOption &power = stores.build_power[s], &energy = stores.build_energy[s];
    const UsualRange lifetime = usual_lifetime_years(technology);
    if (power.capex > 0.0 || !energy.possible())
        check_build(check, {"stores", stores.name[s]}, power, {usual_capex_usd_per_kw(technology), lifetime});
    if (energy.capex > 0.0 || !power.possible())
        check_build(check, {"stores", stores.name[s]}, energy,
                    {usual_capex_usd_per_kwh(technology), lifetime, BuiltUnit::energy, !power.possible()});
}

// Fixed panels should face the equator; an azimuth of 0 is south in some other tools, but north here.
void check_panels(PlausibilityCheck& check) {
    const Study& study = check.study();
    constexpr double kTropicsDeg = 23.5, kLeastTiltDeg = 10.0, kNarrowDeg = 60.0;
    std::vector<bool> judged(study.pv_systems.name.size(), false);
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        if (study.plants.pv_system[p] == none<PvSystemIndex> || study.plants.site[p] == none<SiteIndex>) continue;
        const std::size_t system = at(study.plants.pv_system[p]), site = at(study.plants.site[p]);
        const PvSystems& systems = study.pv_systems;
        const double latitude_deg = study.sites.latitude_deg[site];
        const double poleward_deg = latitude_deg > 0.0 ? 0.0 : 180.0;
        const double off_deg = std::abs(std::remainder(systems.azimuth_deg[system] - poleward_deg, 360.0));
        const bool fixed = system >= systems.detail.size() || systems.detail[system].mount == PvMount::fixed;
        if (judged[system] || !fixed || std::abs(latitude_deg) < kTropicsDeg || off_deg > kNarrowDeg ||
            systems.tilt_deg[system] < kLeastTiltDeg)
            continue;
        judged[system] = true;
        check.warn({"pv_systems", systems.name[system], "azimuth_deg"},
                   fmt::format("{:g} degrees, which faces the pole at site {}", systems.azimuth_deg[system],
                               study.sites.name[site]),
                   fmt::format("towards the equator: {:g} degrees; clockwise from north", 180.0 - poleward_deg),
                   "definition of azimuth_deg");
    }
}
}  // namespace

void check_demand(PlausibilityCheck& check) {
    const Regions& regions = check.study().regions;
    for (std::size_t r = 0; r < regions.name.size(); ++r)
        check_growth(check, regions.name[r], regions.annual_energy_mwh[r]);
}

void check_fuels(PlausibilityCheck& check) {
    const Study& study = check.study();
    const GasMarket market = gas_market(study);
    for (std::size_t f = 0; f < study.fuels.name.size(); ++f) {
        const auto technology = technology_of_fuel(study.plants, f);
        if (!technology) continue;
        const std::string& name = study.fuels.name[f];
        const double emission = study.fuels.emission_t_per_mwh_thermal[f];
        const auto emissions = usual_emission_t_per_mwh(*technology);
        constexpr double kCapturedTPerMwh = 0.04;  // below this the carbon is captured, or the fuel has none
        if (emissions && emission > kCapturedTPerMwh)
            check.expect({"fuels", name, "emission_t_per_mwh_thermal"}, emission, *emissions, "t/MWh of heat",
                         "56.1 kg/GJ of gas is 0.202 t/MWh");
        const auto prices = usual_fuel_price_usd_per_mwh(*technology, market);
        for (const auto& [year, price] : study.fuels.price_per_mwh_thermal[f])
            if (prices)
                check.expect_money({"prices", keys(name, year), "price"}, price, *prices, "/MWh of heat",
                                   "per MWh of heat, not per MMBtu, GJ or t");
    }
    for (const auto& [year, price] : study.carbon_price_per_t)
        check.expect_money({"prices", keys("carbon", year), "price"}, price, kUsualCarbonPriceUsdPerT, "/t of CO2");
}

void check_equipment(PlausibilityCheck& check) {
    const Study& study = check.study();
    check_panels(check);
    for (std::size_t t = 0; t < study.turbines.name.size(); ++t)
        check.expect({"turbines", study.turbines.name[t], "hub_height_m"}, study.turbines.hub_height_m[t],
                     kUsualHubHeightM, "m");
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) check_plant(check, p);
    for (std::size_t s = 0; s < study.stores.name.size(); ++s) check_store(check, s);
    for (std::size_t l = 0; l < study.lines.name.size(); ++l) {
        check.expect({"lines", study.lines.name[l], "loss_frac"}, study.lines.loss_frac[l], kUsualLineLossFrac,
                     "of the flow sent");
        check_build(check, {"lines", study.lines.name[l]}, study.lines.build[l],
                    {usual_line_capex_usd_per_kw(), usual_network_lifetime_years()});
    }
}

}  // namespace decawatt::model
