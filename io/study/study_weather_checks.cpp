#include "io/study/study_weather_checks.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "io/weather/write_climate.hpp"
#include "profiles/generator/site_correlation.hpp"

namespace decawatt::io {

namespace {
std::string shown_place(const profiles::Place& place) {
    return fmt::format("{:.4f} N, {:.4f} E", place.latitude_deg, place.longitude_deg);
}
}  // namespace

profiles::Place site_place(const model::Study& study, std::size_t site) {
    return {.name = study.sites.name[site],
            .latitude_deg = study.sites.latitude_deg[site],
            .longitude_deg = study.sites.longitude_deg[site],
            .elevation_m = study.sites.elevation_m[site],
            .utc_offset_s = study.utc_offset_s};
}

WeatherRequest site_request(const profiles::Place& site, const std::string& format) {
    WeatherRequest request;
    request.format = format;
    request.latitude_deg = site.latitude_deg;
    request.longitude_deg = site.longitude_deg;
    request.elevation_m = site.elevation_m;
    request.utc_offset_s = site.utc_offset_s;
    return request;
}

void expect_place(WeatherReading& reading, const profiles::Place& site, const std::filesystem::path& file) {
    const profiles::Place& there = reading.place;
    const double km =
        profiles::great_circle_km(site.latitude_deg, site.longitude_deg, there.latitude_deg, there.longitude_deg);
    if (km <= kSamePlaceKm) return;
    if (km > kFarthestWeatherKm)
        throw base::InputError(
            {{file.string(), "place", 0,
              fmt::format("{}, {:.0f} km from site {} ({})", shown_place(there), km, site.name, shown_place(site)),
              fmt::format("weather of at most {:g} km from its site", kFarthestWeatherKm)}});
    reading.notes.push_back(
        fmt::format("weather of {}, {:.1f} km from the site ({})", shown_place(there), km, shown_place(site)));
}

}  // namespace decawatt::io
