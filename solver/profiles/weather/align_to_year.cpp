#include "profiles/weather/align_to_year.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::int64_t kDayS = 86400;

bool is_leap_day(const base::CivilTime& time) {
    return time.month == 2 && time.day == 29;
}

// First interval of the file for every interval of the target.
struct Plan {
    std::vector<std::size_t> source;
    std::size_t per_step = 1;
    std::int64_t repeated = 0,
                 shifted = 0;  // number of intervals repeated for a leap day, and taken from the file's other end
    bool drops_leap_day = false;
};

bool has_leap_day(const base::TimeAxis& axis) {
    for (base::UtcSeconds day = axis.start_utc_s; day < axis.end(); day += kDayS)
        if (is_leap_day(base::civil_time(day, 0))) return true;
    return is_leap_day(base::civil_time(axis.end() - 1, 0));
}

Plan plan_of(const base::TimeAxis& file, const base::TimeAxis& target) {
    const std::int64_t span_s = file.end() - file.start_utc_s;
    base::expects(span_s == 365 * kDayS || span_s == 366 * kDayS, "the weather covers a year");
    base::expects(target.step_s % file.step_s == 0, "the target's step is a multiple of the weather's");
    base::expects((target.start_utc_s - file.start_utc_s) % file.step_s == 0, "both axes share their steps");
    base::expects(target.end() - target.start_utc_s <= 366 * kDayS, "the target is a year at most");
    const bool file_has = has_leap_day(file), target_has = has_leap_day(target);
    Plan plan;
    plan.per_step = static_cast<std::size_t>(target.step_s / file.step_s);
    plan.drops_leap_day = file_has && !target_has;
    const int first_year = base::civil_time(file.start_utc_s, 0).year;
    const int target_year = base::civil_time(target.start_utc_s, 0).year;
    for (std::int64_t t = 0; t < target.count; ++t) {
        const auto date = base::civil_time(target.instant(t), 0);
        const bool repeats = is_leap_day(date) && !file_has;
        const int second = date.hour * base::kSecondsPerHour + date.minute * 60 + date.second;
        int year = first_year - 1;
        base::UtcSeconds instant = base::kAlways;
        do {  // searches the year of the file with this date
            ++year;
            instant = base::kAlways;
            base::expects(year <= first_year + 1, "every date lies in the weather's year");
            if (is_leap_day(date) && !repeats && !base::is_leap_year(year)) continue;
            instant = base::utc_of_date(year, date.month, repeats ? 28 : date.day, 0) + second;
        } while (instant < file.start_utc_s || instant >= file.end());
        plan.repeated += repeats ? 1 : 0;
        plan.shifted += year - first_year != date.year - target_year ? 1 : 0;
        plan.source.push_back(static_cast<std::size_t>((instant - file.start_utc_s) / file.step_s));
    }
    plan.shifted =
        std::min(plan.shifted, target.count - plan.shifted);  // the smaller of the two parts is the shifted one
    return plan;
}

base::Series mean_of(const base::Series& series, const Plan& plan) {
    if (series.empty()) return {};
    base::Series result(plan.source.size(), series.entities());
    for (std::size_t site = 0; site < series.entities(); ++site) {
        const auto from = series.of(site);
        const auto to = result.of(site);
        for (std::size_t t = 0; t < to.size(); ++t) {
            double sum = 0.0;  // an interval of the target may extend beyond the end of the file
            for (std::size_t k = 0; k < plan.per_step; ++k) sum += from[(plan.source[t] + k) % from.size()];
            to[t] = sum / static_cast<double>(plan.per_step);
        }
    }
    return result;
}

base::Series mean_direction(const base::Series& series, const Plan& plan) {
    if (series.empty() || plan.per_step == 1) return mean_of(series, plan);
    constexpr double kRadians = std::numbers::pi / 180.0;
    base::Series east = series, north = series;
    for (std::size_t site = 0; site < series.entities(); ++site)
        for (std::size_t t = 0; t < series.times(); ++t) {
            east(t, site) = std::sin(series(t, site) * kRadians);
            north(t, site) = std::cos(series(t, site) * kRadians);
        }
    base::Series result = mean_of(east, plan);
    const base::Series other = mean_of(north, plan);
    for (std::size_t site = 0; site < result.entities(); ++site)
        for (std::size_t t = 0; t < result.times(); ++t) {
            const double degrees = std::atan2(result(t, site), other(t, site)) / kRadians;
            result(t, site) = degrees < 0.0 ? degrees + 360.0 : degrees;
        }
    return result;
}

std::vector<std::string> notes_of(const Plan& plan, const base::TimeAxis& file, const base::TimeAxis& target) {
    std::vector<std::string> notes;
    if (plan.repeated > 0) notes.emplace_back("29 February repeats 28 February, because the file has none");
    if (plan.drops_leap_day) notes.emplace_back("29 February of the file is dropped, because the year has none");
    if (plan.shifted > 0)
        notes.push_back(
            fmt::format("the file's year begins at {}, the study's at {}: {:g} h are taken from the other end of the "
                        "file",
                        base::format_utc(file.start_utc_s), base::format_utc(target.start_utc_s),
                        static_cast<double>(plan.shifted) * target.step_h()));
    if (plan.per_step > 1) notes.push_back(fmt::format("{} steps of the file are averaged into one", plan.per_step));
    return notes;
}
}  // namespace

AlignedYear align_to_year(const WeatherYear& weather, const base::TimeAxis& target) {
    const Plan plan = plan_of(weather.axis, target);
    AlignedYear laid;
    laid.notes = notes_of(plan, weather.axis, target);
    WeatherYear& result = laid.weather;
    result.axis = target;
    result.temperature_deg_c = mean_of(weather.temperature_deg_c, plan);
    result.relative_humidity_frac = mean_of(weather.relative_humidity_frac, plan);
    result.ghi_w_per_m2 = mean_of(weather.ghi_w_per_m2, plan);
    result.dni_w_per_m2 = mean_of(weather.dni_w_per_m2, plan);
    result.dhi_w_per_m2 = mean_of(weather.dhi_w_per_m2, plan);
    result.pressure_pa = mean_of(weather.pressure_pa, plan);
    result.albedo_frac = mean_of(weather.albedo_frac, plan);
    result.snow_depth_m = mean_of(weather.snow_depth_m, plan);
    for (const WindLevel& level : weather.wind)
        result.wind.push_back(
            {level.height_m, mean_of(level.speed_m_per_s, plan), mean_direction(level.direction_deg, plan)});
    if (weather.sun_offset_s) result.sun_offset_s = *weather.sun_offset_s + (target.step_s - weather.axis.step_s) / 2;
    return laid;
}

}  // namespace decawatt::profiles
