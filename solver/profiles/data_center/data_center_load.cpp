#include "profiles/data_center/data_center_load.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "base/index.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::profiles {

namespace {
// Cooling parameters of one data centre, taken from the columns.
struct CoolingPlant {
    model::Cooling kind;
    AirCooling air;
    LiquidCooling liquid;
    double liquid_frac;
};

CoolingPlant cooling_plant(const model::Study& study, std::size_t d) {
    const model::DataCenters& centers = study.data_centers;
    const model::Cooling kind = centers.cooling[d];
    CoolingPlant plant{kind, model::air_cooling_defaults(kind), {}, 0.0};
    const auto system =
        d < centers.cooling_system.size() ? centers.cooling_system[d] : base::none<model::CoolingSystemIndex>;
    if (system != base::none<model::CoolingSystemIndex>) {
        plant.air = study.cooling_systems.air[base::at(system)];
        plant.liquid = study.cooling_systems.liquid[base::at(system)];
    }
    if (kind == model::Cooling::liquid) {
        plant.liquid.supply_deg_c = centers.supply_temperature_deg_c[d];
        plant.liquid_frac = centers.liquid_frac[d];
    } else {
        plant.air.supply_deg_c = centers.supply_temperature_deg_c[d];
    }
    plant.air.min_supply_deg_c = std::min(plant.air.min_supply_deg_c, plant.air.supply_deg_c);
    return plant;
}

struct Heat {
    double it_mw, loss_mw, rated_mw;
};

CoolingPower cooling_power(const CoolingPlant& plant, const Heat& heat, const OutdoorAir& outside) {
    if (heat.rated_mw <= 0.0) return {};
    const double to_air = 1.0 - plant.liquid_frac, air_mw = to_air * heat.it_mw + heat.loss_mw;
    const HeatLoad load{air_mw, std::max(air_mw, plant.air.min_air_flow_frac * to_air * heat.rated_mw)};
    switch (plant.kind) {
        case model::Cooling::air_economizer:
            return air_economizer(load, plant.air, outside);
        case model::Cooling::water_economizer:
            return water_economizer(load, plant.air, outside);
        case model::Cooling::water_chiller:
            return water_chiller(load, plant.air, outside);
        case model::Cooling::air_chiller:
            return air_chiller(load, plant.air, outside);
        case model::Cooling::air_economizer_air_chiller:
            return air_economizer_air_chiller(load, plant.air, outside);
        case model::Cooling::liquid:
            break;
    }
    CoolingPower power = liquid_cooling(plant.liquid_frac * heat.it_mw, plant.liquid_frac * heat.rated_mw, plant.liquid,
                                        outside.temperature_deg_c);
    return power += water_economizer(load, plant.air, outside);
}

void resize(LoadTrace& trace, std::size_t hours) {
    for (std::vector<double>* column :
         {&trace.ups_loss_mw, &trace.distribution_loss_mw, &trace.lighting_mw, &trace.temperature_deg_c,
          &trace.wet_bulb_deg_c, &trace.free_cooling_frac, &trace.fan_mw, &trace.pump_mw, &trace.tower_mw,
          &trace.chiller_mw, &trace.cooling_mw, &trace.water_m3_per_h, &trace.facility_mw, &trace.pue})
        column->assign(hours, 0.0);
}

double draw_mw(double it_mw, const CoolingPower& cooling, const ElectricalLoss& loss) {
    return it_mw + cooling.total_mw() + loss.total_mw();
}

void set_hour(const ElectricalLoss& loss, const CoolingPower& cooling, const OutdoorAir& outside, std::size_t t,
              LoadTrace& trace) {
    const double it_mw = trace.work.it_mw[t], heat_mw = it_mw + loss.total_mw();
    trace.ups_loss_mw[t] = loss.ups_mw;
    trace.distribution_loss_mw[t] = loss.distribution_mw;
    trace.lighting_mw[t] = loss.lighting_mw;
    trace.temperature_deg_c[t] = outside.temperature_deg_c;
    trace.wet_bulb_deg_c[t] = outside.wet_bulb_deg_c;
    trace.free_cooling_frac[t] = heat_mw > 0.0 ? cooling.free_mw / heat_mw : 0.0;
    trace.fan_mw[t] = cooling.fan_mw;
    trace.pump_mw[t] = cooling.pump_mw;
    trace.tower_mw[t] = cooling.tower_mw;
    trace.chiller_mw[t] = cooling.chiller_mw;
    trace.cooling_mw[t] = cooling.total_mw();
    trace.water_m3_per_h[t] = cooling.water_m3_per_h();
    trace.facility_mw[t] = draw_mw(it_mw, cooling, loss);
    trace.pue[t] = it_mw > 0.0 ? trace.facility_mw[t] / it_mw : std::numeric_limits<double>::quiet_NaN();
}

LoadTrace trace_center(const model::Study& study, model::DataCenterIndex index, const std::vector<OutdoorAir>& outside,
                       int weather_year, const base::TimeAxis& axis) {
    LoadTrace trace;
    resize(trace, outside.size());
    trace.work = work_series(study, index, weather_year, axis);
    const CoolingPlant plant = cooling_plant(study, base::at(index));
    for (std::size_t t = 0; t < outside.size(); ++t) {
        const double it_mw = trace.work.it_mw[t], rated_mw = trace.work.rated_mw[t];
        const ElectricalLoss loss = electrical_loss(study.data_centers, index, it_mw, rated_mw);
        set_hour(loss, cooling_power(plant, {it_mw, loss.total_mw(), rated_mw}, outside[t]), outside[t], t, trace);
    }
    return trace;
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

std::vector<OutdoorAir> outdoor_air_of(const WeatherYear& weather, model::SiteIndex index) {
    std::vector<OutdoorAir> air;
    const auto hours = static_cast<std::size_t>(weather.axis.count);
    const std::size_t site = base::at(index);
    air.reserve(hours);
    for (std::size_t t = 0; t < hours; ++t)
        air.push_back(outdoor_air(weather.temperature_deg_c(t, site), weather.relative_humidity_frac(t, site),
                                  weather.pressure_pa(t, site)));
    return air;
}

std::vector<double> facility_mw(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                                std::span<const OutdoorAir> outside, const base::TimeAxis& axis) {
    base::expects(outside.size() == static_cast<std::size_t>(axis.count), "the air of every hour");
    std::vector<double> mw(outside.size());
    const WorkSeries work = work_series(study, index, training, axis);
    const CoolingPlant plant = cooling_plant(study, base::at(index));
    for (std::size_t t = 0; t < mw.size(); ++t) {
        const double it_mw = work.it_mw[t], rated_mw = work.rated_mw[t];
        const ElectricalLoss loss = electrical_loss(study.data_centers, index, it_mw, rated_mw);
        mw[t] = draw_mw(it_mw, cooling_power(plant, {it_mw, loss.total_mw(), rated_mw}, outside[t]), loss);
    }
    return mw;
}

DataCenterSeries data_center_load(const model::Study& study, const WeatherYear& weather, int weather_year) {
    const model::DataCenters& centers = study.data_centers;
    const auto hours = static_cast<std::size_t>(weather.axis.count);
    const base::Series empty(hours, centers.name.size());
    DataCenterSeries load{empty, empty, empty, empty, empty, empty};
    std::map<model::SiteIndex, std::vector<OutdoorAir>> outside;  // by site: shared by data centres
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        if (model::fixed_load_mw(study, static_cast<model::DataCenterIndex>(d))) continue;
        const auto [air, is_new] = outside.try_emplace(centers.site[d]);
        if (is_new) air->second = outdoor_air_of(weather, air->first);
        const LoadTrace trace =
            trace_center(study, static_cast<model::DataCenterIndex>(d), air->second, weather_year, weather.axis);
        for (std::size_t t = 0; t < hours; ++t) {
            load.it_mw(t, d) = trace.work.it_mw[t];
            load.electrical_loss_mw(t, d) = trace.ups_loss_mw[t] + trace.distribution_loss_mw[t] + trace.lighting_mw[t];
            load.cooling_mw(t, d) = trace.cooling_mw[t];
            load.facility_mw(t, d) = trace.facility_mw[t];
            load.water_m3_per_h(t, d) = trace.water_m3_per_h[t];
            load.deferrable_mw(t, d) = trace.work.deferrable_mw[t];
        }
    }
    return load;
}

LoadTrace load_trace(const model::Study& study, model::DataCenterIndex index, const WeatherYear& weather,
                     int weather_year) {
    const model::SiteIndex site = study.data_centers.site[base::at(index)];
    return trace_center(study, index, outdoor_air_of(weather, site), weather_year, weather.axis);
}

std::vector<TraceColumn> LoadTrace::columns() const {
    return {{"rated_mw", work.rated_mw},
            {"nameplate_mw", work.installed_mw},
            {"training_mw", work.training_mw},
            {"inference_mw", work.inference_mw},
            {"batch_mw", work.batch_mw},
            {"deferrable_mw", work.deferrable_mw},
            {"steady_mw", work.steady_mw},
            {"it_mw", work.it_mw},
            {"ups_loss_mw", ups_loss_mw},
            {"distribution_loss_mw", distribution_loss_mw},
            {"lighting_mw", lighting_mw},
            {"temperature_deg_c", temperature_deg_c},
            {"wet_bulb_deg_c", wet_bulb_deg_c},
            {"free_cooling_frac", free_cooling_frac},
            {"fan_mw", fan_mw},
            {"pump_mw", pump_mw},
            {"tower_mw", tower_mw},
            {"chiller_mw", chiller_mw},
            {"cooling_mw", cooling_mw},
            {"water_m3_per_h", water_m3_per_h},
            {"facility_mw", facility_mw},
            {"pue", pue}};
}

double power_usage_effectiveness(std::span<const double> facility_mw, std::span<const double> it_mw) {
    const double machines = std::accumulate(it_mw.begin(), it_mw.end(), 0.0);
    base::expects(machines > 0.0, "a PUE needs machines that ran");
    return std::accumulate(facility_mw.begin(), facility_mw.end(), 0.0) / machines;
}

double water_usage_effectiveness_l_per_kwh(std::span<const double> water_m3_per_h, std::span<const double> it_mw) {
    const double machines = std::accumulate(it_mw.begin(), it_mw.end(), 0.0);
    base::expects(machines > 0.0, "a WUE needs machines that ran");
    return std::accumulate(water_m3_per_h.begin(), water_m3_per_h.end(), 0.0) / machines;  // m3/MWh = L/kWh
}

}  // namespace decawatt::profiles
