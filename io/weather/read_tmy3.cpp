// NREL's third set of typical years. Wilcox and Marion, "Users Manual for TMY3 Data Sets", NREL/TP-581-43156, 2008,
// tables 1-1 to 1-3.
#include <fmt/format.h>
#include <array>

#include "base/time_axis.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPercent = 0.01, kPascalPerMillibar = 100.0;
constexpr auto kKnown = std::to_array<KnownColumn>({{"ghiwm2", ghi_w_per_m2},
                                                    {"dniwm2", dni_w_per_m2},
                                                    {"dhiwm2", dhi_w_per_m2},
                                                    {"drybulbc", temperature_deg_c},
                                                    {"dewpointc", dew_point_deg_c},
                                                    {"rhum", relative_humidity_frac, kPercent},
                                                    {"pressurembar", pressure_pa, kPascalPerMillibar},
                                                    {"wdirdegrees", wind_direction_deg},
                                                    {"wspdms", wind_speed_m_per_s},
                                                    {"albunitless", albedo_frac}});
constexpr std::array kMissingNumbers = {-9900.0, 9999.0};

// MM/DD/YYYY and HH:MM, the end of the hour, 01:00 to 24:00.
std::optional<std::int64_t> row_start(const Fields& fields, int line, WeatherFaults& faults) {
    const std::string_view date = fields[0], time = fields[1];
    if (date.size() != 10 || date[2] != '/' || date[5] != '/') {
        faults.add("date (column 1)", line, shown(date), "MM/DD/YYYY");
        return std::nullopt;
    }
    if (time.size() != 5 || time[2] != ':' || time.substr(3) != "00") {
        faults.add("time (column 2)", line, shown(time), "01:00 to 24:00");
        return std::nullopt;
    }
    const auto month = date_field(date.substr(0, 2), "date (column 1)", line, faults),
               day = date_field(date.substr(3, 2), "date (column 1)", line, faults),
               year = date_field(date.substr(6), "date (column 1)", line, faults),
               hour = date_field(time.substr(0, 2), "time (column 2)", line, faults);
    if (!year || !month || !day || !hour) return std::nullopt;
    if (*hour < 1 || *hour > base::kHoursPerDay) {
        faults.add("time (column 2)", line, shown(time), "01:00 to 24:00");
        return std::nullopt;
    }
    return clock_seconds({*year, *month, *day, (*hour - 1) * base::kSecondsPerHour}, line, faults);
}
}  // namespace

RawWeather read_tmy3(const WeatherText& text, const WeatherRequest&, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "tmy3";
    const Fields place = split_fields(text.line(1)), header = split_fields(text.line(2));
    constexpr std::size_t kFields = 7;
    if (place.size() < kFields || !has_width(place, kFields, 1, faults))
        faults.stop("line", 1, fmt::format("{} fields", place.size()),
                    "station,name,state,time zone,latitude,longitude,elevation");
    raw.place = {.name = shown(place[1]),
                 .latitude_deg = header_number(place[4], latitude_field(1), faults),
                 .longitude_deg = header_number(place[5], longitude_field(1), faults),
                 .elevation_m = header_number(place[6], elevation_field(1), faults),
                 .utc_offset_s = offset_seconds(header_number(place[3], time_zone_field(1), faults))};
    raw.step_s = base::kSecondsPerHour;
    find_columns(header, 2, kKnown, kMissingNumbers, raw, faults);
    Fields fields;
    for (int line = 3; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto start = row_start(fields, line, faults)) add_row(fields, line, *start, raw, faults);
    }
    return raw;
}

}  // namespace decawatt::io
