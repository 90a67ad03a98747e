#include "io/weather/judge_weather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <span>

#include "io/weather/complete_irradiance.hpp"
#include "io/weather/fill_gaps.hpp"
#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

namespace {
void add_column(const base::Series& series, Quantity quantity, const char* name, RawWeather& raw) {
    if (series.empty()) return;
    WeatherColumn column;
    column.quantity = quantity;
    column.name = name;
    column.field = raw.columns.size();
    column.values.assign(series.of(0).begin(), series.of(0).end());
    raw.columns.push_back(std::move(column));
}

// The longest stretch of one value: where it begins, and how many intervals it lasts.
struct Run {
    std::size_t first = 0, count = 0;
};
Run longest_run(std::span<const double> values) {
    Run longest;
    for (std::size_t first = 0; first < values.size();) {
        std::size_t end = first + 1;
        while (end < values.size() && values[end] == values[first]) ++end;
        if (end - first > longest.count) longest = {first, end - first};
        first = end;
    }
    return longest;
}

void note_run(std::span<const double> values, const char* what, const base::TimeAxis& axis,
              std::vector<std::string>& notes) {
    constexpr double kLongH = 72.0;
    const Run run = longest_run(values);
    const double hours = static_cast<double>(run.count) * axis.step_h();
    if (hours >= kLongH)
        notes.push_back(fmt::format("{}: {:g} in each interval of {:g} h, from {} on: were values missing?", what,
                                    values[run.first], hours,
                                    base::format_utc(axis.instant(static_cast<std::int64_t>(run.first)))));
}
}  // namespace

std::vector<std::string> judge_irradiance(const profiles::WeatherYear& weather, const profiles::Location& place,
                                          WeatherFaults& faults) {
    RawWeather raw;
    raw.place = place;
    raw.step_s = weather.axis.step_s;
    raw.sun_offset_s = weather.sun_offset_s;
    for (std::int64_t t = 0; t < weather.axis.count; ++t) {
        raw.start_local_s.push_back(weather.axis.instant(t) + place.utc_offset_s);
        raw.line.push_back(static_cast<int>(t) + 1);
    }
    add_column(weather.ghi_w_per_m2, Quantity::ghi_w_per_m2, "ghi_w_per_m2", raw);
    add_column(weather.dni_w_per_m2, Quantity::dni_w_per_m2, "dni_w_per_m2", raw);
    add_column(weather.dhi_w_per_m2, Quantity::dhi_w_per_m2, "dhi_w_per_m2", raw);
    complete_irradiance(raw, weather.axis, {kLongestGapH, raw.step_s}, faults);
    faults.throw_if_any();
    const auto is_question = [](const std::string& note) {
        return note.ends_with('?') || note.find("? ") < note.size();
    };
    std::erase_if(raw.notes, [&](const std::string& note) { return !is_question(note); });
    return raw.notes;
}

void note_unusual(const profiles::WeatherYear& weather, std::vector<std::string>& notes) {
    // Inhabited places have means up to some 10 m/s at 10 m; Commonwealth Bay in Antarctica has 18 (assumption: 13).
    constexpr double kWindyMPerS = 13.0, kNearGroundM = 20.0;
    note_run(weather.temperature_deg_c.of(0), "temperature", weather.axis, notes);
    for (const profiles::WindLevel& level : weather.wind) {
        const auto speed = level.speed_m_per_s.of(0);
        note_run(speed, "wind speed", weather.axis, notes);
        const double mean = std::accumulate(speed.begin(), speed.end(), 0.0) / static_cast<double>(speed.size());
        if (level.height_m <= kNearGroundM && mean > kWindyMPerS)
            notes.push_back(
                fmt::format("wind speed at {:g} m: {:.1f} m/s in the mean, more than inhabited places have: "
                            "is the unit m/s?",
                            level.height_m, mean));
    }
}

}  // namespace decawatt::io
