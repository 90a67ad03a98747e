#include "io/study/study_weather_checks.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "io/weather/write_climate.hpp"
#include "profiles/generator/site_correlation.hpp"

namespace decawatt::io {

namespace {
std::string shown_place(const profiles::Location& place) {
    return fmt::format("{:.4f} N, {:.4f} E", place.latitude_deg, place.longitude_deg);
}

// Whether the axis ends one year after its start; false for a start on 29 February.
bool is_calendar_year(const base::TimeAxis& axis) {
    const base::CivilTime start = base::civil_time(axis.start_utc_s, 0);
    if (start.month == 2 && start.day == 29) return false;
    const std::int64_t past_s = axis.start_utc_s - base::utc_of_date(start.year, start.month, start.day, 0);
    return axis.end() == base::utc_of_date(start.year + 1, start.month, start.day, 0) + past_s;
}
}  // namespace

void expect_year(const base::TimeAxis& axis, const base::TimeAxis& study_year, const std::filesystem::path& file) {
    const auto fault = [&](const std::string& expected) {
        throw base::InputError(
            {{file.string(), "time", 0,
              fmt::format("{} intervals of {} s from {}", axis.count, axis.step_s, base::format_utc(axis.start_utc_s)),
              expected}});
    };
    if (!is_calendar_year(axis))
        fault("a year: from a day and hour, other than of 29 February, to the same a year later");
    if (base::kSecondsPerHour % axis.step_s != 0) fault("steps of an hour or of a part of it");
    if ((study_year.start_utc_s - axis.start_utc_s) % axis.step_s != 0)
        fault(
            fmt::format("steps that start with the study's hours, of which one starts at {}: shorter steps, or hours "
                        "of its UTC offset",
                        base::format_utc(study_year.start_utc_s)));
}

profiles::Location site_place(const model::Study& study, std::size_t site) {
    return {.name = study.sites.name[site],
            .latitude_deg = study.sites.latitude_deg[site],
            .longitude_deg = study.sites.longitude_deg[site],
            .elevation_m = study.sites.elevation_m[site],
            .utc_offset_s = study.utc_offset_s};
}

WeatherRequest site_request(const profiles::Location& site, const std::string& format) {
    WeatherRequest request;
    request.format = format;
    request.latitude_deg = site.latitude_deg;
    request.longitude_deg = site.longitude_deg;
    request.elevation_m = site.elevation_m;
    request.utc_offset_s = site.utc_offset_s;
    return request;
}

void expect_place(WeatherReading& reading, const profiles::Location& site, const std::filesystem::path& file) {
    const profiles::Location& there = reading.place;
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
