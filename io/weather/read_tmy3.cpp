// NREL's third set of typical years. Wilcox and Marion, "Users Manual for TMY3 Data Sets", NREL/TP-581-43156, 2008,
// tables 1-1 to 1-3: a label is the end of its hour, 01:00 to 24:00. SolarAnywhere fills only some of the columns, and
// appends a summary to the seven fields of the first line (solaranywhere.com, "File Formats", section "Meta Data"), and
// midnight as 00:00 of the next day (pvlib, pull request 1494). SAM treats files that begin at 00:00 as labelled by
// starts (ssc, shared/lib_weatherfile.cpp).
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <utility>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPercent = 0.01, kPascalPerMillibar = 100.0;
constexpr auto kKnown = std::to_array<KnownColumn>({{"ghi", ghi_w_per_m2},
                                                    {"dni", dni_w_per_m2},
                                                    {"dhi", dhi_w_per_m2},
                                                    {"drybulb", temperature_deg_c},
                                                    {"dewpoint", dew_point_deg_c},
                                                    {"rhum", relative_humidity_frac, kPercent},
                                                    {"pressure", pressure_pa, kPascalPerMillibar},
                                                    {"wdir", wind_direction_deg},
                                                    {"wspd", wind_speed_m_per_s},
                                                    {"alb", albedo_frac}});
constexpr std::array kMissingNumbers = {-9900.0, -9999.0, -999.0, -99.0, 9999.0};
constexpr int kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;

// The numbers of `7/1/2021` or `01:00`; none if the format differs.
template <std::size_t N>
std::optional<std::array<int, N>> numbers_between(std::string_view text, char separator) {
    std::array<int, N> numbers{};
    for (std::size_t k = 0; k < N; ++k) {
        const auto end = k + 1 < N ? text.find(separator) : text.size();
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view part = text.substr(0, end);
        const bool digits = !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
        if (!digits || part.size() > 4) return std::nullopt;
        numbers[k] = *to_integer(part);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return numbers;
}

// The label of a row in the file's time; 24:00 is midnight at the end of the day.
std::optional<std::int64_t> label_of(const Fields& fields, int line, WeatherFaults& faults) {
    const auto date = numbers_between<3>(fields[0], '/');
    const auto time = numbers_between<2>(fields[1], ':');
    if (!date) faults.add("date (column 1)", line, shown_number(fields[0]), "MM/DD/YYYY");
    if (!time || (*time)[1] > 59 || (*time)[0] * 60 + (*time)[1] > base::kHoursPerDay * 60) {
        faults.add("time (column 2)", line, shown_number(fields[1]), "HH:MM, 00:00 to 24:00");
        return std::nullopt;
    }
    if (!date) return std::nullopt;
    return clock_seconds({(*date)[2], (*date)[0], (*date)[1], (*time)[0] * base::kSecondsPerHour + (*time)[1] * 60},
                         line, faults);
}

// Handles midnight written as 00:00 of the day that it ends: with labels at interval ends, this is the case if the
// previous row is the last but one of the same day.
void take_midnights(RawWeather& raw) {
    std::size_t count = 0;
    for (std::size_t t = 1; t < raw.rows(); ++t) {
        const std::int64_t before = raw.start_local_s[t - 1];
        std::int64_t& label = raw.start_local_s[t];
        if (past_step_s(label, kSecondsPerDay) != 0 || before + raw.step_s != label + kSecondsPerDay) continue;
        label += kSecondsPerDay;
        ++count;
    }
    if (count > 0)
        raw.notes.push_back(
            fmt::format("{} rows at 00:00 follow the last hour of the same date: they are taken as its "
                        "24:00",
                        count));
}

// Converts labels to starts of intervals.
void take_starts(RawWeather& raw) {
    const bool starts = past_step_s(raw.start_local_s.front(), kSecondsPerDay) == 0;
    if (starts)
        raw.notes.emplace_back("the first row is at 00:00: labels are taken as starts of their intervals");
    else
        take_midnights(raw);
    for (std::int64_t& start : raw.start_local_s) start -= starts ? 0 : raw.step_s;
}

// The step between the first two labels; if midnight between them is written in another form, between the next two.
void find_label_step(RawWeather& raw, WeatherFaults& faults) {
    RawWeather first;
    for (std::size_t t = raw.rows() > 2 && past_step_s(raw.start_local_s[1], kSecondsPerDay) == 0 ? 1 : 0;
         t < raw.rows() && first.rows() < 2; ++t) {
        first.start_local_s.push_back(raw.start_local_s[t]);
        first.line.push_back(raw.line[t]);
    }
    find_step(first, faults);
    raw.step_s = first.step_s;
}

void read_first_line(const WeatherText& text, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    Fields fields = split_fields(text.line(1));
    constexpr std::size_t kFields = 7;
    if (request.replaces_place) fields.resize(std::max(fields.size(), kFields));
    if (fields.size() < kFields)
        faults.stop("line", 1, fmt::format("{} fields", fields.size()),
                    "station,name,state,time zone,latitude,longitude,elevation");
    raw.place.name = shown(fields[1]);
    read_place(
        {.line = 1, .latitude = fields[4], .longitude = fields[5], .elevation = fields[6], .time_zone = fields[3]},
        request, raw, faults);
    for (std::size_t f = kFields; f < fields.size(); ++f)
        if (!fields[f].empty()) raw.notes.push_back(fmt::format("the first line says: {}", shown(fields[f])));
}
}  // namespace

RawWeather read_tmy3(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "tmy3";
    read_first_line(text, request, raw, faults);
    Fields header = split_fields(text.line(2));
    while (header.size() > 2 && header.back().empty()) header.pop_back();
    find_columns(header, 2, kKnown, kMissingNumbers, raw, faults);
    Fields fields;
    for (int line = 3; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto label = label_of(fields, line, faults)) add_row(fields, line, *label, raw, faults);
    }
    find_label_step(raw, faults);
    take_starts(raw);
    return raw;
}

}  // namespace decawatt::io
