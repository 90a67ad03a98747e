#include "profiles/data_center/data_center_load.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/index.hpp"
#include "profiles/data_center/data_center_cooling.hpp"
#include "profiles/data_center/data_center_workload.hpp"

namespace decawatt::profiles {

namespace {
// Fans do not slow down below this share of the air flow at nameplate power. Assumed: a usual turn-down limit.
constexpr double kMinAirFlowFrac = 0.3;

HeatLoad heat_load(double heat_mw, double nameplate_mw) {
    return {heat_mw, std::max(heat_mw, kMinAirFlowFrac * nameplate_mw)};
}

// What one data centre is, taken out of the columns once.
struct CoolingPlant {
    model::Cooling kind;
    AirCooling air;
    LiquidCooling liquid;
    double liquid_frac;
};

CoolingPlant cooling_plant(const model::DataCenters& centers, std::size_t d) {
    const model::Cooling kind = centers.cooling[d];
    CoolingPlant plant{kind, {}, {}, 0.0};
    if (kind != model::Cooling::air_economizer) plant.air = water_economizer_defaults();
    if (kind == model::Cooling::liquid) {
        plant.liquid.supply_deg_c = centers.supply_temperature_deg_c[d];
        plant.liquid_frac = centers.liquid_frac[d];
    } else {
        plant.air.supply_deg_c = centers.supply_temperature_deg_c[d];
    }
    plant.air.min_supply_deg_c = std::min(plant.air.min_supply_deg_c, plant.air.supply_deg_c);
    return plant;
}

double cooling_mw(const CoolingPlant& plant, double it_mw, double loss_mw, double nameplate_mw,
                  const OutdoorAir& outside) {
    if (nameplate_mw <= 0.0) return 0.0;
    switch (plant.kind) {
        case model::Cooling::air_economizer:
            return air_economizer_mw(heat_load(it_mw + loss_mw, nameplate_mw), plant.air, outside);
        case model::Cooling::water_economizer:
            return water_economizer_mw(heat_load(it_mw + loss_mw, nameplate_mw), plant.air, outside);
        case model::Cooling::liquid:
            break;
    }
    const double share = plant.liquid_frac;
    return liquid_cooling_mw(share * it_mw, share * nameplate_mw, plant.liquid, outside.temperature_deg_c) +
           water_economizer_mw(heat_load((1.0 - share) * it_mw + loss_mw, (1.0 - share) * nameplate_mw), plant.air,
                               outside);
}
}  // namespace

double ups_loss_frac(double load_frac, double constant, double linear, double square) {
    return constant + load_frac * (linear + load_frac * square);
}

ElectricalLoss electrical_loss(const model::DataCenters& centers, model::DataCenterIndex index, double it_mw,
                               double nameplate_mw) {
    const std::size_t d = base::at(index);
    if (nameplate_mw <= 0.0) return {0.0, 0.0, 0.0};
    const double distribution_mw = it_mw * (1.0 / (1.0 - centers.distribution_loss_frac[d]) - 1.0);
    const double rated_mw = centers.ups_redundancy[d] * nameplate_mw;
    const double load_frac = (it_mw + distribution_mw) / rated_mw;
    return {.ups_mw = rated_mw * ups_loss_frac(load_frac, centers.ups_loss_constant[d], centers.ups_loss_linear[d],
                                               centers.ups_loss_square[d]),
            .distribution_mw = distribution_mw,
            .lighting_mw = centers.lighting_frac[d] * nameplate_mw};
}

DataCenterSeries data_center_load(const model::Study& study, const WeatherYear& weather, int weather_year) {
    const model::DataCenters& centers = study.data_centers;
    const auto hours = static_cast<std::size_t>(weather.axis.count);
    const std::size_t count = centers.name.size();
    DataCenterSeries load{{hours, count}, {hours, count}, {hours, count}, {hours, count}};
    for (std::size_t d = 0; d < count; ++d) {
        const auto index = static_cast<model::DataCenterIndex>(d);
        const std::size_t site = base::at(centers.site[d]);
        const CoolingPlant plant = cooling_plant(centers, d);
        const std::vector<double> rated_mw = nameplate_mw(study, index, weather.axis);
        const std::vector<double> it_mw = it_power_mw(study, index, weather_year, weather.axis);
        for (std::size_t t = 0; t < hours; ++t) {
            const OutdoorAir outside =
                outdoor_air(weather.temperature_deg_c(t, site), weather.relative_humidity_frac(t, site),
                            weather.pressure_pa(t, site));
            const double loss_mw = electrical_loss(centers, index, it_mw[t], rated_mw[t]).total_mw();
            load.it_mw(t, d) = it_mw[t];
            load.electrical_loss_mw(t, d) = loss_mw;
            load.cooling_mw(t, d) = cooling_mw(plant, it_mw[t], loss_mw, rated_mw[t], outside);
            load.facility_mw(t, d) = load.it_mw(t, d) + load.cooling_mw(t, d) + load.electrical_loss_mw(t, d);
        }
    }
    return load;
}

double power_usage_effectiveness(std::span<const double> facility_mw, std::span<const double> it_mw) {
    const double machines = std::accumulate(it_mw.begin(), it_mw.end(), 0.0);
    base::expects(machines > 0.0, "a PUE needs machines that ran");
    return std::accumulate(facility_mw.begin(), facility_mw.end(), 0.0) / machines;
}

}  // namespace decawatt::profiles
