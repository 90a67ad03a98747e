#include "cli/model_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "io/weather/read_any_weather.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/data_center/data_center_workload.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/wind/wind_power.hpp"

namespace decawatt::cli {

namespace {
using profiles::WeatherYear;
constexpr double kMeteorologicalHeightM = 10.0, kHighHeightM = 100.0;

void scaled(Columns& columns, const std::string& name, const std::string& of, double factor) {
    const std::span<const double> from = columns.of(of);
    const std::span<double> to = columns.add(name, from.size());
    std::ranges::transform(from, to.begin(), [factor](double value) { return factor * value; });
}

void add_weather(Columns& columns, const char* name, const base::Series& series) {
    if (!series.empty()) columns.add(name, series.of(0));
}

void add_winds(Columns& columns, const WeatherYear& weather) {
    for (const profiles::WindLevel& level : weather.wind)
        columns.add(fmt::format("wind_{}m_m_per_s", level.height_m), level.speed_m_per_s.of(0));
}

void pv_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const auto count = static_cast<std::size_t>(weather.axis.count);
    const auto zenith = columns.add("sun_zenith_deg", count), azimuth = columns.add("sun_azimuth_deg", count);
    const auto up = columns.add("sun_up_frac", count), plane = columns.add("plane_w_per_m2", count);
    const auto cell = columns.add("cell_deg_c", count), dc = columns.add("dc_frac", count);
    const auto ac = columns.add("ac_frac", count);
    const profiles::WindLevel& wind = weather.wind_near(kMeteorologicalHeightM);
    profiles::PvArray array(profiles::pv_system(config.study.pv_systems, model::PvSystemIndex{0}), wind.height_m);
    for (std::size_t t = 0; t < count; ++t) {
        const base::UtcSeconds start = weather.axis.instant(static_cast<std::int64_t>(t));
        const profiles::IntervalSun sun =
            profiles::interval_sun(start, weather.axis.step_s, config.place.latitude_deg, config.place.longitude_deg);
        const profiles::Irradiance irradiance =
            sun.up_frac == 0.0 ? profiles::Irradiance{0.0, 0.0, 0.0}
                               : profiles::Irradiance{weather.ghi_w_per_m2(t, 0), weather.dni_w_per_m2(t, 0),
                                                      weather.dhi_w_per_m2(t, 0)};
        const double outside = profiles::extraterrestrial_w_per_m2(base::civil_time(start, 0).day_of_year);
        const profiles::PvHour hour = array.step(irradiance, sun.position, outside, weather.temperature_deg_c(t, 0),
                                                 wind.speed_m_per_s(t, 0), weather.axis.step_h());
        zenith[t] = sun.position.zenith_deg;
        azimuth[t] = sun.position.azimuth_deg;
        up[t] = sun.up_frac;
        plane[t] = hour.plane_w_per_m2;
        cell[t] = hour.cell_deg_c;
        dc[t] = hour.dc_mw;
        ac[t] = hour.ac_mw;
    }
}

void wind_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const auto count = static_cast<std::size_t>(weather.axis.count);
    const profiles::WindFarm farm(config.study.turbines, model::TurbineIndex{0});
    const auto shear = columns.add("shear_exponent", count), density = columns.add("air_density_kg_per_m3", count);
    const profiles::WindLevel &low = weather.wind_near(kMeteorologicalHeightM), &high = weather.wind_near(kHighHeightM);
    for (std::size_t t = 0; t < count; ++t) {
        shear[t] = profiles::shear_exponent(low.speed_m_per_s(t, 0), high.speed_m_per_s(t, 0));
        density[t] = profiles::air_density_at_hub(weather.temperature_deg_c(t, 0), weather.pressure_pa(t, 0),
                                                  farm.hub_height_m());
    }
    columns.add("ac_frac", profiles::wind_output_frac(weather, model::SiteIndex{0}, farm));
}

void load_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const model::DataCenterIndex center{0};
    const profiles::DataCenterSeries load = profiles::data_center_load(config.study, weather, config.weather_year);
    columns.add("nameplate_it_mw", profiles::nameplate_mw(config.study, center, weather.axis));
    columns.add("it_mw", load.it_mw.of(0));
    columns.add("cooling_mw", load.cooling_mw.of(0));
    columns.add("electrical_loss_mw", load.electrical_loss_mw.of(0));
    columns.add("facility_mw", load.facility_mw.of(0));
}

}  // namespace

std::span<double> Columns::add(std::string name, std::size_t count) {
    std::vector<double>& values = values_.emplace_back(count, 0.0);
    all_.push_back({std::move(name), values});
    return values;
}

void Columns::add(std::string name, std::span<const double> values) {
    std::ranges::copy(values, add(std::move(name), values.size()).begin());
}

void Columns::add(const std::vector<profiles::TraceColumn>& columns) {
    for (const profiles::TraceColumn& column : columns)
        if (!has(column.name)) add(column.name, column.values);
}

bool Columns::has(const std::string& name) const {
    return std::ranges::find(all_, name, &profiles::TraceColumn::name) != all_.end();
}

std::span<const double> Columns::of(const std::string& name) const {
    const auto found = std::ranges::find(all_, name, &profiles::TraceColumn::name);
    base::expects(found != all_.end(), "a column that is read is there: " + name);
    return found->values;
}

Columns model_columns(io::ProfileModel model, const io::ProfileConfig& config, const io::WeatherReading& reading,
                      const std::string& weather_file) {
    using enum io::ProfileModel;
    const WeatherYear& weather = reading.weather;
    Columns columns;
    add_weather(columns, "temperature_deg_c", weather.temperature_deg_c);
    if (model == pv) {
        io::expect_variables(
            reading, weather_file,
            {"temperature_deg_c", "ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2", "wind_speed_m_per_s"},
            "a photovoltaic system");
        add_weather(columns, "ghi_w_per_m2", weather.ghi_w_per_m2);
        add_weather(columns, "dni_w_per_m2", weather.dni_w_per_m2);
        add_weather(columns, "dhi_w_per_m2", weather.dhi_w_per_m2);
        add_winds(columns, weather);
        pv_columns(config, weather, columns);
        scaled(columns, "dc_kw", "dc_frac", config.capacity_kw);
    } else if (model == wind) {
        io::expect_variables(reading, weather_file, {"temperature_deg_c", "pressure_pa", "wind_speed_m_per_s"},
                             "a wind farm");
        add_weather(columns, "pressure_pa", weather.pressure_pa);
        add_winds(columns, weather);
        wind_columns(config, weather, columns);
    } else {
        io::expect_variables(reading, weather_file, {"temperature_deg_c", "relative_humidity_frac", "pressure_pa"},
                             "a data centre");
        add_weather(columns, "relative_humidity_frac", weather.relative_humidity_frac);
        add_weather(columns, "pressure_pa", weather.pressure_pa);
        load_columns(config, weather, columns);
    }
    if (model != load) scaled(columns, "ac_kw", "ac_frac", config.capacity_kw);
    return columns;
}

}  // namespace decawatt::cli
