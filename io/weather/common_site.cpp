#include "io/weather/common_site.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/nearest_name.hpp"
#include "io/weather/judge_weather.hpp"
#include "io/weather/read_common_weather.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

namespace {

base::Series column_of(const base::Series& all, std::size_t site) {
    if (all.empty()) return {};
    base::Series one(all.times(), 1);
    std::ranges::copy(all.of(site), one.of(0).begin());
    return one;
}

}  // namespace

WeatherReading site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path) {
    const auto named = std::ranges::find(common.places, site, &profiles::Location::name);
    if (named == common.places.end() && common.places.size() != 1) {
        std::vector<std::string> names;
        for (const profiles::Location& place : common.places) names.push_back(place.name);
        throw base::InputError({{path.string(), "site", 0, site.empty() ? "several sites" : "no site " + site,
                                 base::one_of(site, names)}});
    }
    const auto s = named == common.places.end() ? 0 : static_cast<std::size_t>(named - common.places.begin());
    WeatherReading reading;
    reading.place = common.places[s];
    reading.format = kCommonFormat;
    reading.notes = common.notes;
    reading.weather.axis = common.weather.axis;
    reading.weather.sun_offset_s = common.weather.sun_offset_s;
    for (const WeatherVariable& variable : weather_variables())
        reading.weather.*variable.member = column_of(common.weather.*variable.member, s);
    for (const profiles::WindLevel& level : common.weather.wind)
        reading.weather.wind.push_back({.height_m = level.height_m,
                                        .speed_m_per_s = column_of(level.speed_m_per_s, s),
                                        .direction_deg = column_of(level.direction_deg, s)});
    return reading;
}

WeatherReading judged_site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path) {
    WeatherReading reading = site_of(common, site, path);
    WeatherFaults faults(path.string());
    for (std::string& note : judge_irradiance(reading.weather, reading.place, faults))
        reading.notes.push_back(std::move(note));
    note_unusual(reading.weather, reading.notes);
    return reading;
}

WeatherReading read_common_weather(const std::filesystem::path& path) {
    return site_of(read_common_sites(path), "", path);
}

}  // namespace decawatt::io
