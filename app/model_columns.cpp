#include "app/model_columns.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "io/weather/read_any_weather.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/photovoltaics/pv_trace.hpp"
#include "profiles/wind/wind_power.hpp"

namespace decawatt::app {

namespace {
using profiles::WeatherYear;

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
    for (const profiles::WindLevel& level : weather.wind)
        if (!level.direction_deg.empty())
            columns.add(fmt::format("wind_direction_{}m_deg", level.height_m), level.direction_deg.of(0));
}

void pv_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const profiles::PvSystem system = profiles::pv_system(config.study.pv_systems, model::PvSystemIndex{0});
    columns.add(profiles::pv_trace(weather, model::SiteIndex{0}, config.study.sites, system).columns());
    scaled(columns, "dc_kw", "dc_frac", config.capacity_kw);
    scaled(columns, "ac_kw", "ac_frac", config.capacity_kw);
}

void wind_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const profiles::WindFarm farm(config.study.turbines, model::TurbineIndex{0});
    columns.add(profiles::wind_trace(weather, model::SiteIndex{0}, farm).columns());
    scaled(columns, "ac_kw", "net_frac", config.capacity_kw);
}

void load_columns(const io::ProfileConfig& config, const WeatherYear& weather, Columns& columns) {
    const model::DataCenterIndex center{0};
    columns.add(profiles::load_trace(config.study, center, weather, config.weather_year).columns());
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
        io::expect_variables(reading, weather_file, {"temperature_deg_c", "ghi_w_per_m2", "wind_speed_m_per_s"},
                             "a photovoltaic system");
        add_weather(columns, "ghi_w_per_m2", weather.ghi_w_per_m2);
        add_weather(columns, "dni_w_per_m2", weather.dni_w_per_m2);
        add_weather(columns, "dhi_w_per_m2", weather.dhi_w_per_m2);
        add_weather(columns, "snow_depth_m", weather.snow_depth_m);
        add_winds(columns, weather);
        pv_columns(config, weather, columns);
    } else if (model == wind) {
        io::expect_variables(reading, weather_file, {"temperature_deg_c", "pressure_pa", "wind_speed_m_per_s"},
                             "a wind farm");
        add_weather(columns, "pressure_pa", weather.pressure_pa);
        add_weather(columns, "relative_humidity_frac", weather.relative_humidity_frac);
        add_winds(columns, weather);
        wind_columns(config, weather, columns);
    } else {
        io::expect_variables(reading, weather_file, {"temperature_deg_c", "relative_humidity_frac", "pressure_pa"},
                             "a data centre");
        add_weather(columns, "relative_humidity_frac", weather.relative_humidity_frac);
        add_weather(columns, "pressure_pa", weather.pressure_pa);
        load_columns(config, weather, columns);
    }
    return columns;
}

}  // namespace decawatt::app
