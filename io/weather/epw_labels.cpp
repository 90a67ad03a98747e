#include "io/weather/epw_labels.hpp"

#include <fmt/format.h>

#include "base/time_axis.hpp"

namespace decawatt::io {

namespace {
constexpr int kMinutesPerHour = 60;

// Seconds from the start of the labelled hour to the start of the interval; none, and a fault, for other minutes.
std::optional<int> second_of_hour(int minute, std::string_view field, const EpwLabels& labels, int line,
                                  WeatherFaults& faults) {
    const int step_min = labels.step_s / kMinutesPerHour;
    if (labels.step_s == base::kSecondsPerHour) {
        if (minute == 0 || minute == kMinutesPerHour / 2 || minute == kMinutesPerHour) return 0;
        faults.add("minute", line, shown(field), "0, 30 or 60 with one record an hour");
        return std::nullopt;
    }
    const int least = labels.minutes_from_zero || labels.hours_from_zero ? 0 : step_min;
    const int most = labels.minutes_from_zero ? kMinutesPerHour - step_min : kMinutesPerHour;
    if (minute >= least && minute <= most && minute % step_min == 0)
        return (labels.minutes_from_zero ? minute : minute - step_min) * kMinutesPerHour;
    faults.add("minute", line, shown(field), fmt::format("{}, ..., {} in steps of {}", least, most, step_min));
    return std::nullopt;
}
}  // namespace

EpwLabels find_epw_labels(const Fields& first, RawWeather& raw) {
    const int step_s = raw.step_s;
    const int records = base::kSecondsPerHour / step_s, step_min = step_s / kMinutesPerHour;
    EpwLabels labels{step_s};
    if (first.size() < 5) return labels;
    labels.hours_from_zero = to_integer(first[3]) == 0;
    labels.minutes_from_zero = records > 1 && to_integer(first[4]) == 0;
    if (labels.minutes_from_zero)
        raw.notes.push_back(
            fmt::format("minutes run from 0 to {}: they are taken as starts of their intervals within "
                        "their hour",
                        kMinutesPerHour - step_min));
    if (labels.hours_from_zero && (records == 1 || labels.minutes_from_zero))
        raw.notes.emplace_back("hours run from 0 to 23: hour 0 is taken as 0:00 to 1:00");
    else if (labels.hours_from_zero)
        raw.notes.emplace_back("hours run from 0: hour and minute are taken as the time of day at the interval's end");
    return labels;
}

std::optional<std::int64_t> epw_row_start(const Fields& fields, int line, const EpwLabels& labels,
                                          WeatherFaults& faults) {
    const auto year = date_field(fields[0], "year", line, faults), month = date_field(fields[1], "month", line, faults),
               day = date_field(fields[2], "day", line, faults), hour = date_field(fields[3], "hour", line, faults),
               minute = date_field(fields[4], "minute", line, faults);
    if (!year || !month || !day || !hour || !minute) return std::nullopt;
    const int first_hour = labels.hours_from_zero ? 0 : 1;
    const bool hours_of_starts =
        labels.hours_from_zero && (labels.minutes_from_zero || labels.step_s == base::kSecondsPerHour);
    const int last_hour = base::kHoursPerDay - (hours_of_starts ? 1 : 0);
    if (*hour < first_hour || *hour > last_hour) {
        faults.add("hour", line, shown(fields[3]), fmt::format("{} to {}", first_hour, last_hour));
        return std::nullopt;
    }
    const auto second = second_of_hour(*minute, fields[4], labels, line, faults);
    if (!second) return std::nullopt;
    return clock_seconds({*year, *month, *day, (*hour - first_hour) * base::kSecondsPerHour + *second}, line, faults);
}

}  // namespace decawatt::io
