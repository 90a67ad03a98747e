#include "io/weather/read_any_weather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "io/weather/common_site.hpp"
#include "io/weather/read_common_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

bool is_common(const std::filesystem::path& file, const WeatherRequest& request) {
    expect_weather_file(file);
    if (request.format != kCommonFormat && !(request.format.empty() && is_common_weather(file))) return false;
    std::vector<base::InputFault> faults;
    const auto refuse = [&](bool requested, const char* what) {
        if (requested)
            faults.push_back({file.string(), what, 0, "requested for a common file",
                              "nothing: a common file has no gaps, and states its place"});
    };
    refuse(request.year.has_value(), "year");
    refuse(request.longest_gap_h.has_value(), "longest gap");
    refuse(request.replaces_place, "place");
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return true;
}

WeatherReading read_any_weather(const std::filesystem::path& file, const WeatherRequest& request,
                                const std::string& site) {
    if (is_common(file, request)) return judged_site_of(read_common_sites(file), site, file);
    return read_weather(file, request);
}

std::vector<WeatherReading> read_all_sites(const std::filesystem::path& file, const WeatherRequest& request) {
    if (!is_common(file, request)) return {read_any_weather(file, request, "")};
    const CommonWeather common = read_common_sites(file);
    std::vector<WeatherReading> all;
    for (const profiles::Location& place : common.places) all.push_back(judged_site_of(common, place.name, file));
    return all;
}

void expect_variables(const WeatherReading& reading, const std::filesystem::path& file,
                      const std::vector<std::string>& names, const std::string& use) {
    std::vector<base::InputFault> faults;
    for (const std::string& name : names) {
        bool there = name == wind_speed_variable().name && !reading.weather.wind.empty();
        for (const WeatherVariable& variable : weather_variables())
            there = there || (name == variable.name && !(reading.weather.*variable.member).empty());
        if (!there) faults.push_back({file.string(), name, 0, "no such variable", fmt::format("what {} needs", use)});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

}  // namespace decawatt::io
