// EnergyPlus weather (EPW). EnergyPlus, Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary".
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
constexpr int kHeaderLines = 8, kPeriodLine = 8;
constexpr std::size_t kFewestFields = 22;  // up to the wind speed
constexpr int kMinutesPerHour = 60;

// Missing codes of the data dictionary. An albedo of zero is no ground's: files write it for "not given".
std::vector<WeatherColumn> epw_columns() {
    using enum Quantity;
    constexpr double kPercent = 0.01, kCentimetre = 0.01;
    const auto column = [](Quantity quantity, const char* name, std::size_t field, std::vector<double> missing) {
        return WeatherColumn{.quantity = quantity,
                             .name = name,
                             .field = field,
                             .height_m = kSurfaceM,
                             .scale = 1.0,
                             .offset = 0.0,
                             .missing = std::move(missing),
                             .values = {}};
    };
    std::vector<WeatherColumn> columns = {column(temperature_deg_c, "dry bulb", 6, {99.9}),
                                          column(dew_point_deg_c, "dew point", 7, {99.9}),
                                          column(relative_humidity_frac, "relative humidity", 8, {999.0}),
                                          column(pressure_pa, "pressure", 9, {999999.0}),
                                          column(ghi_w_per_m2, "global horizontal", 13, {9999.0}),
                                          column(dni_w_per_m2, "direct normal", 14, {9999.0}),
                                          column(dhi_w_per_m2, "diffuse horizontal", 15, {9999.0}),
                                          column(wind_direction_deg, "wind direction", 20, {999.0}),
                                          column(wind_speed_m_per_s, "wind speed", 21, {999.0}),
                                          column(snow_depth_m, "snow depth", 30, {999.0}),
                                          column(albedo_frac, "albedo", 32, {999.0, 0.0})};
    columns[2].scale = kPercent;
    columns[9].scale = kCentimetre;
    return columns;
}

void read_location(const WeatherText& text, RawWeather& raw, WeatherFaults& faults) {
    const Fields fields = split_fields(text.line(1));
    constexpr std::size_t kFields = 10;
    if (fields.size() < kFields || !has_width(fields, kFields, 1, faults) || plain_name(fields[0]) != "location")
        faults.stop("LOCATION", 1, fmt::format("{} fields", fields.size()),
                    "LOCATION,city,state,country,source,WMO,latitude,longitude,time zone,elevation");
    raw.place = {.name = shown(fields[1]),
                 .latitude_deg = header_number(fields[6], latitude_field(1), faults),
                 .longitude_deg = header_number(fields[7], longitude_field(1), faults),
                 .elevation_m = header_number(fields[9], elevation_field(1), faults),
                 .utc_offset_s = offset_seconds(header_number(fields[8], time_zone_field(1), faults))};
}

struct Period {
    int records_per_hour = 1;
    std::string first, last;  // month/day as plain digits "1/1"
};

// `month/day` or `month/day/year` as month/day, without blanks and leading zeros.
std::string month_and_day(std::string_view field) {
    std::string plain;
    int slashes = 0;
    for (const char c : field) {
        if (c == '/' && ++slashes == 2) break;
        const bool leading = plain.empty() || plain.back() == '/';
        if (c != ' ' && !(c == '0' && leading)) plain += c;
    }
    return plain;
}

Period read_period(const WeatherText& text, WeatherFaults& faults) {
    const Fields fields = split_fields(text.line(kPeriodLine));
    if (fields.size() < 7 || plain_name(fields[0]) != "dataperiods")
        faults.stop("DATA PERIODS", kPeriodLine, shown(text.line(kPeriodLine)),
                    "DATA PERIODS,1,records per hour,name,first weekday,first day,last day");
    const auto periods = to_integer(fields[1]), records = to_integer(fields[2]);
    if (periods != 1) faults.add("DATA PERIODS", kPeriodLine, shown(fields[1]), "one period");
    if (!records || *records < 1 || *records > kMinutesPerHour || kMinutesPerHour % *records != 0)
        faults.stop("records per hour", kPeriodLine, shown(fields[2]), "a divisor of 60");
    return {*records, month_and_day(fields[5]), month_and_day(fields[6])};
}

void read_holidays(const WeatherText& text, RawWeather& raw) {
    const Fields fields = split_fields(text.line(5));
    if (fields.size() < 4 || plain_name(fields[0]) != "holidaysdaylightsaving") return;
    const auto none = [](std::string_view field) { return field == "0" || field.empty(); };
    if (!none(fields[2]) || !none(fields[3]))
        raw.notes.push_back(
            fmt::format("the file announces daylight saving from {} to {}; its rows are in standard time, as the "
                        "format demands",
                        shown(fields[2]), shown(fields[3])));
}

// PVGIS writes its satellite's slot into a comment: hours from the row's label to the instant of irradiance. The label
// counts in UTC whatever the time zone of LOCATION: rows, and hours of the sun, are those of the CSV of the same place.
void read_pvgis_comment(const WeatherText& text, RawWeather& raw, WeatherFaults& faults) {
    constexpr int kCommentLine = 7;
    constexpr std::string_view kWords = "Irradiance Time Offset (h):";
    const std::string_view line = text.line(kCommentLine);
    const auto place = line.find(kWords);
    if (place == std::string_view::npos) return;
    const double offset_h = header_number(split_fields(line.substr(place + kWords.size())).front(),
                                          {"Irradiance Time Offset (h)", kCommentLine, -1.0, 1.0}, faults);
    raw.sun_offset_s = static_cast<int>(std::lround((1.0 + offset_h) * base::kSecondsPerHour));
    if (raw.place.utc_offset_s != 0)
        raw.notes.push_back(fmt::format("written by PVGIS: rows are in UTC, though LOCATION says time zone {:g}",
                                        raw.place.utc_offset_s / static_cast<double>(base::kSecondsPerHour)));
    raw.place.utc_offset_s = 0;
    raw.rows_in_utc = true;
}

std::optional<std::int64_t> row_start(const Fields& fields, int line, int step_s, WeatherFaults& faults) {
    const auto year = date_field(fields[0], "year", line, faults), month = date_field(fields[1], "month", line, faults),
               day = date_field(fields[2], "day", line, faults), hour = date_field(fields[3], "hour", line, faults),
               minute = date_field(fields[4], "minute", line, faults);
    if (!year || !month || !day || !hour || !minute) return std::nullopt;
    if (*hour < 1 || *hour > base::kHoursPerDay) {
        faults.add("hour", line, shown(fields[3]), "1 to 24");
        return std::nullopt;
    }
    int second = (*hour - 1) * base::kSecondsPerHour;
    const int step_min = step_s / kMinutesPerHour;
    if (step_s == base::kSecondsPerHour) {
        if (*minute != 0 && *minute != kMinutesPerHour / 2 && *minute != kMinutesPerHour) {
            faults.add("minute", line, shown(fields[4]), "0, 30 or 60 with one record an hour");
            return std::nullopt;
        }
    } else if (*minute < step_min || *minute > kMinutesPerHour || *minute % step_min != 0) {
        faults.add("minute", line, shown(fields[4]), fmt::format("{0}, ..., 60 in steps of {0}", step_min));
        return std::nullopt;
    } else {
        second += *minute * kMinutesPerHour - step_s;
    }
    return clock_seconds({*year, *month, *day, second}, line, faults);
}

void check_ends(const RawWeather& raw, const Period& period, WeatherFaults& faults) {
    const auto day_of = [&](std::size_t row) {
        const auto date = base::civil_time(raw.start_local_s[row], 0);
        return fmt::format("{}/{}", date.month, date.day);
    };
    if (raw.rows() == 0) return;
    if (day_of(0) != period.first)
        faults.add("date", raw.line.front(), day_of(0), "the first day of DATA PERIODS, " + shown(period.first));
    if (day_of(raw.rows() - 1) != period.last)
        faults.add("date", raw.line.back(), day_of(raw.rows() - 1),
                   "the last day of DATA PERIODS, " + shown(period.last));
}
// Many files write zero for a depth that nobody measured; of a winter that was measured, some hour has more.
void leave_out_zero_snow(RawWeather& raw) {
    const auto column = std::ranges::find(raw.columns, Quantity::snow_depth_m, &WeatherColumn::quantity);
    const auto is_nothing = [](double depth) { return std::isnan(depth) || depth == 0.0; };
    if (!std::ranges::all_of(column->values, is_nothing)) return;
    const auto zeros = std::ranges::count(column->values, 0.0);
    raw.columns.erase(column);
    if (zeros > 0) raw.notes.emplace_back("snow depth: zero in every row, taken as not recorded and left out");
}
}  // namespace

RawWeather read_epw(const WeatherText& text, const WeatherRequest&, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "epw";
    read_location(text, raw, faults);
    const Period period = read_period(text, faults);
    raw.step_s = base::kSecondsPerHour / period.records_per_hour;
    read_holidays(text, raw);
    read_pvgis_comment(text, raw, faults);
    raw.columns = epw_columns();
    Fields fields;
    std::size_t width = 0;
    for (int line = kHeaderLines + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (width == 0) width = std::max(fields.size(), kFewestFields);
        if (!has_width(fields, width, line, faults)) continue;
        if (const auto start = row_start(fields, line, raw.step_s, faults)) add_row(fields, line, *start, raw, faults);
    }
    check_ends(raw, period, faults);
    leave_out_zero_snow(raw);
    return raw;
}

}  // namespace decawatt::io
