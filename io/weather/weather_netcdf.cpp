#include "io/weather/weather_netcdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

namespace {

constexpr hsize_t kChunkH = 1024;  // about six weeks of every site

void put_series(Group& root, const WeatherVariable& variable, const base::Series& series) {
    const hsize_t times = series.times(), sites = series.entities();
    const std::vector<hsize_t> chunk = {std::min(times, kChunkH), sites}, start = {0, 0}, count = {times, sites};
    root.create_chunked(variable.name, {"time", "site"}, {variable.units, variable.long_name}, chunk, false);
    std::vector<double> rows(times * sites);  // row-major over time × site
    for (std::size_t s = 0; s < sites; ++s)
        for (std::size_t t = 0; t < times; ++t) rows[t * sites + s] = series(t, s);
    root.write_block(variable.name, start, count, rows);
    if (variable.standard_name[0] != '\0') root.attribute(variable.name, "standard_name", variable.standard_name);
}

// Every height in one variable; a height without directions is left unwritten there and reads as NaN.
void put_levels(Group& root, const WeatherVariable& variable, const profiles::WeatherYear& weather,
                base::Series profiles::WindLevel::*column) {
    const hsize_t times = static_cast<hsize_t>(weather.axis.count);
    const hsize_t sites = weather.temperature_deg_c.entities();
    const std::vector<hsize_t> chunk = {1, std::min(times, kChunkH), sites};
    root.create_chunked(variable.name, {"height", "time", "site"}, {variable.units, variable.long_name}, chunk, false);
    std::vector<double> rows(times * sites);
    for (std::size_t level = 0; level < weather.wind.size(); ++level) {
        const base::Series& series = weather.wind[level].*column;
        if (series.empty()) continue;
        for (std::size_t s = 0; s < sites; ++s)
            for (std::size_t t = 0; t < times; ++t) rows[t * sites + s] = series(t, s);
        const std::vector<hsize_t> start = {level, 0, 0}, count = {1, times, sites};
        root.write_block(variable.name, start, count, rows);
    }
    root.attribute(variable.name, "standard_name", variable.standard_name);
}

void put_attributes(Group& root, const CommonWeather& common) {
    root.attribute("Conventions", "CF-1.8");
    root.attribute("title", common.weather_year > 0 ? fmt::format("weather year {}", common.weather_year)
                                                    : fmt::format("weather of {}", common.places.front().name));
    root.attribute("source", common.program);
    root.attribute("history", common.command_line);
    root.attribute(kWeatherFileMark, kWeatherFileVersion);
    root.attribute("made_from", common.made_from);
    root.attribute("step_s", common.weather.axis.step_s);
    root.attribute("labels", "the start of each interval, UTC; values are means over the interval");
    if (common.weather_year > 0) root.attribute("weather_year", common.weather_year);
    if (common.weather.sun_offset_s) {
        root.attribute("sun_offset_s", *common.weather.sun_offset_s);
        root.attribute("sun", "irradiance is that of the instant sun_offset_s after each label");
    }
}

void put_coordinates(Group& root, const CommonWeather& common) {
    const profiles::WeatherYear& weather = common.weather;
    std::vector<std::int64_t> instants(static_cast<std::size_t>(weather.axis.count));
    for (std::size_t t = 0; t < instants.size(); ++t) instants[t] = weather.axis.instant(static_cast<std::int64_t>(t));
    root.coordinate("time", {kTimeUnits, "start of the interval, UTC"}, std::span<const std::int64_t>(instants));
    root.attribute("time", "standard_name", "time");
    root.attribute("time", "calendar", "proleptic_gregorian");
    std::vector<std::string> names;
    for (const profiles::Location& place : common.places) names.push_back(place.name);
    root.coordinate("site", {"", "site"}, std::span<const std::string>(names));
    std::vector<double> heights;
    for (const profiles::WindLevel& level : weather.wind) heights.push_back(level.height_m);
    if (!heights.empty())
        root.coordinate("height", {"m", "height of the wind above the ground"}, std::span<const double>(heights));
    for (const PlaceVariable& variable : place_variables()) {
        std::vector<double> values;
        for (const profiles::Location& place : common.places) values.push_back(place.*variable.member);
        root.put(variable.name, {"site"}, {variable.units, variable.long_name}, values);
        if (variable.standard_name[0] != '\0') root.attribute(variable.name, "standard_name", variable.standard_name);
    }
    std::vector<std::int64_t> offsets;
    for (const profiles::Location& place : common.places) offsets.push_back(place.utc_offset_s);
    root.put("utc_offset_s", {"site"}, {"s", "local standard time less UTC"}, std::span<const std::int64_t>(offsets));
}

void put_provenance(Group group, const CommonWeather& common) {
    const auto put = [&](const char* name, const char* meaning, const std::vector<std::string>& texts) {
        if (texts.empty()) return;
        std::vector<std::int64_t> numbers;
        for (std::size_t i = 0; i < texts.size(); ++i) numbers.push_back(static_cast<std::int64_t>(i + 1));
        const std::string dimension = fmt::format("{}_number", name);
        group.coordinate(dimension, {"1", "from 1"}, std::span<const std::int64_t>(numbers));
        group.put(name, {dimension}, meaning, std::span<const std::string>(texts));
    };
    put("file", "what the weather was made from", common.sources);
    put("note", "what was filled, converted or assumed", common.notes);
}

void require_names(const std::filesystem::path& path, const CommonWeather& common) {
    std::set<std::string> known;
    std::vector<base::InputFault> faults;
    for (const profiles::Location& place : common.places)
        if (!known.insert(place.name).second)
            faults.push_back({path.string(), "site", 0, "two sites " + place.name, "sites of different names"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

bool same_hours(const base::TimeAxis& a, const base::TimeAxis& b) {
    return a.start_utc_s == b.start_utc_s && a.step_s == b.step_s && a.count == b.count;
}

// Column after column of the parts, each of one site; empty where one part has none.
base::Series beside(const std::vector<WeatherReading>& readings, base::Series profiles::WeatherYear::*column) {
    base::Series all(static_cast<std::size_t>(readings.front().weather.axis.count), readings.size());
    for (std::size_t s = 0; s < readings.size(); ++s) {
        const base::Series& part = readings[s].weather.*column;
        if (part.empty()) return {};
        std::ranges::copy(part.of(0), all.of(s).begin());
    }
    return all;
}

base::Series beside(const std::vector<WeatherReading>& readings, std::size_t level,
                    base::Series profiles::WindLevel::*column) {
    base::Series all(static_cast<std::size_t>(readings.front().weather.axis.count), readings.size());
    for (std::size_t s = 0; s < readings.size(); ++s) {
        const base::Series& part = readings[s].weather.wind[level].*column;
        if (part.empty()) return {};
        std::ranges::copy(part.of(0), all.of(s).begin());
    }
    return all;
}

// What must be the same of all parts.
void require_alike(const std::vector<WeatherReading>& readings, const std::vector<std::string>& sources) {
    const profiles::WeatherYear& first = readings.front().weather;
    const auto heights = [](const profiles::WeatherYear& weather) {
        std::string text;
        for (const profiles::WindLevel& level : weather.wind) text += fmt::format(" {}", level.height_m);
        return text;
    };
    std::vector<base::InputFault> faults;
    for (std::size_t i = 1; i < readings.size(); ++i) {
        const profiles::WeatherYear& here = readings[i].weather;
        const auto span = [](const base::TimeAxis& axis) {
            return fmt::format("{} intervals of {} s from {}", axis.count, axis.step_s,
                               base::format_utc(axis.start_utc_s));
        };
        if (!same_hours(first.axis, here.axis))
            faults.push_back(
                {sources[i], "time", 0, span(here.axis),
                 fmt::format("{}, as in {}; a file of its own for other hours", span(first.axis), sources[0])});
        if (heights(first) != heights(here))
            faults.push_back({sources[i], "wind", 0, fmt::format("heights{} m", heights(here)),
                              fmt::format("heights{} m, as in {}", heights(first), sources[0])});
        if (first.sun_offset_s != here.sun_offset_s)
            faults.push_back({sources[i], "irradiance", 0, "another instant within the interval",
                              fmt::format("the instant of {}", sources[0])});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

}  // namespace

void write_common_weather(const std::filesystem::path& path, const CommonWeather& common) {
    const profiles::WeatherYear& weather = common.weather;
    base::expects(common.places.size() == weather.temperature_deg_c.entities(), "one place per site of the weather");
    require_names(path, common);
    NetcdfFile file(path);
    {
        Group root = file.root();
        put_attributes(root, common);
        put_coordinates(root, common);
        for (const WeatherVariable& variable : weather_variables()) {
            const base::Series& series = weather.*variable.member;
            if (!series.empty()) put_series(root, variable, series);
        }
        if (!weather.wind.empty())
            put_levels(root, wind_speed_variable(), weather, &profiles::WindLevel::speed_m_per_s);
        const auto has_direction = [](const profiles::WindLevel& level) { return !level.direction_deg.empty(); };
        if (std::ranges::any_of(weather.wind, has_direction))
            put_levels(root, wind_direction_variable(), weather, &profiles::WindLevel::direction_deg);
        put_provenance(root.group("provenance"), common);
    }
    file.commit();
}

CommonWeather joined(const std::vector<WeatherReading>& readings, const std::vector<std::string>& sources) {
    base::expects(!readings.empty() && readings.size() == sources.size(), "one source for each of some readings");
    require_alike(readings, sources);
    using profiles::WeatherYear;
    CommonWeather all;
    all.sources = sources;
    WeatherYear& weather = all.weather;
    weather.axis = readings.front().weather.axis;
    weather.sun_offset_s = readings.front().weather.sun_offset_s;
    for (const WeatherVariable& variable : weather_variables()) {
        weather.*variable.member = beside(readings, variable.member);
        const auto has = [&](const WeatherReading& reading) { return !(reading.weather.*variable.member).empty(); };
        if ((weather.*variable.member).empty() && std::ranges::any_of(readings, has))
            all.notes.push_back(fmt::format("{}: left out, not every file has it", variable.name));
    }
    for (std::size_t level = 0; level < readings.front().weather.wind.size(); ++level) {
        weather.wind.push_back({.height_m = readings.front().weather.wind[level].height_m,
                                .speed_m_per_s = beside(readings, level, &profiles::WindLevel::speed_m_per_s),
                                .direction_deg = beside(readings, level, &profiles::WindLevel::direction_deg)});
        const auto has = [&](const WeatherReading& reading) {
            return !reading.weather.wind[level].direction_deg.empty();
        };
        if (weather.wind.back().direction_deg.empty() && std::ranges::any_of(readings, has))
            all.notes.push_back(fmt::format("{} at {:g} m: left out, not every file has it",
                                            wind_direction_variable().name, weather.wind.back().height_m));
    }
    std::set<std::string> formats;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        all.places.push_back(readings[i].place);
        if (formats.insert(readings[i].format).second)
            all.made_from += (all.made_from.empty() ? "" : ", ") + readings[i].format;
        for (const std::string& note : readings[i].notes)
            all.notes.push_back(readings.size() > 1 ? fmt::format("{}: {}", readings[i].place.name, note) : note);
    }
    return all;
}

}  // namespace decawatt::io
