// EnergyPlus weather (EPW). EnergyPlus, Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary".
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/epw_labels.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
constexpr int kHeaderLines = 8, kPeriodLine = 8;
constexpr std::size_t kFewestFields = 22;  // up to the wind speed
constexpr int kMinutesPerHour = 60;
constexpr int kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;

// Missing codes of the data dictionary, in which any value "greater or equal" is missing: 9999, 99999 and 999999. Here
// only nines count, so that values in kelvin are not taken as missing. No ground has an albedo of zero, which files
// write for unknown values.
std::vector<WeatherColumn> epw_columns() {
    using enum Quantity;
    constexpr double kPercent = 0.01, kCentimetre = 0.01;
    const auto column = [](Quantity quantity, const char* name, std::size_t field, double missing_from,
                           double scale = 1.0) {
        WeatherColumn result;
        result.quantity = quantity;
        result.name = name;
        result.field = field;
        result.scale = scale;
        result.missing = {-999.0, -9999.0};  // from other formats, left by converters
        result.missing_from = missing_from;
        return result;
    };
    std::vector<WeatherColumn> columns = {column(temperature_deg_c, "dry bulb", 6, 99.9),
                                          column(dew_point_deg_c, "dew point", 7, 99.9),
                                          column(relative_humidity_frac, "relative humidity", 8, 999.0, kPercent),
                                          column(pressure_pa, "pressure", 9, 999999.0),
                                          column(ghi_w_per_m2, "global horizontal", 13, 9999.0),
                                          column(dni_w_per_m2, "direct normal", 14, 9999.0),
                                          column(dhi_w_per_m2, "diffuse horizontal", 15, 9999.0),
                                          column(wind_direction_deg, "wind direction", 20, 999.0),
                                          column(wind_speed_m_per_s, "wind speed", 21, 999.0),
                                          column(snow_depth_m, "snow depth", 30, 999.0, kCentimetre),
                                          column(albedo_frac, "albedo", 32, 999.0)};
    columns.back().missing.push_back(0.0);
    return columns;
}

// Whether LOCATION may have latitude, longitude, time zone and elevation from field `first` on. The WMO number before
// them has five or six digits, and so cannot be a latitude.
bool is_place_at(const Fields& fields, std::size_t first) {
    const auto within = [&](std::size_t f, const HeaderField& what) {
        const auto value = to_number(fields[f]);
        return value && *value >= what.least && *value <= what.most;
    };
    constexpr std::size_t kWmoDigits = 5;
    const bool is_wmo = fields[first].size() >= kWmoDigits && fields[first].find('.') == std::string_view::npos;
    return !is_wmo && within(first, latitude_field(1)) && within(first + 1, longitude_field(1)) &&
           within(first + 2, time_zone_field(1)) && within(first + 3, elevation_field(1));
}

std::string joined(const Fields& fields, std::size_t from, std::size_t end) {
    std::string text;
    for (std::size_t f = from; f < end; ++f) text += (f > from ? ", " : "") + std::string(fields[f]);
    return shown(text);
}

constexpr std::size_t kLocationFields = 10, kLatitudeField = 6;
constexpr const char* kLocation =
    "LOCATION,city,state,country,source,WMO,latitude,longitude,time zone,elevation (10 fields; a comma within a name "
    "needs quotes)";

// The index of the first of the four fields of the place, also in a LOCATION with a wrong number of fields.
std::size_t find_place(const Fields& fields, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    if (fields.size() == kLocationFields) return kLatitudeField;
    std::vector<std::size_t> found;
    for (std::size_t first = 1; first + 4 <= fields.size(); ++first)
        if (is_place_at(fields, first)) found.push_back(first);
    if (found.size() != 1 && request.replaces_place) return kLatitudeField;
    if (found.size() != 1)
        faults.stop("LOCATION", 1,
                    fmt::format("{} fields, with {} places for latitude, longitude, time zone and elevation",
                                fields.size(), found.empty() ? "no" : "several"),
                    kLocation);
    const std::size_t first = found.front(), end = first + 4;
    std::string note = fmt::format(
        "LOCATION has {} fields instead of {}: latitude, longitude, time zone and elevation "
        "are taken from field {} on",
        fields.size(), kLocationFields, first + 1);
    if (end < fields.size()) note += fmt::format("; after them stands '{}'", joined(fields, end, fields.size()));
    if (first < kLatitudeField) note += fmt::format("; {} fields are missing before them", kLatitudeField - first);
    if (first > kLatitudeField) note += "; the fields before them are taken as a name with commas";
    raw.notes.push_back(note);
    return first;
}

void read_location(const WeatherText& text, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    Fields fields = split_fields(text.line(1));
    while (fields.size() > kLocationFields && fields.back().empty()) fields.pop_back();
    if (plain_name(fields[0]) != "location")
        faults.stop("LOCATION", 1, fmt::format("{} fields", fields.size()), kLocation);
    const std::size_t first = find_place(fields, request, raw, faults);
    const std::size_t name_end = first > kLatitudeField ? 2 + first - kLatitudeField : 2;
    raw.place.name = joined(fields, 1, name_end);
    fields.resize(std::max(fields.size(), first + 4));
    read_place({.line = 1,
                .latitude = fields[first],
                .longitude = fields[first + 1],
                .elevation = fields[first + 3],
                .time_zone = fields[first + 2]},
               request, raw, faults);
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

Period read_period(const WeatherText& text, RawWeather& raw, WeatherFaults& faults) {
    constexpr std::size_t kFields = 7, kFewest = 5;
    Fields fields = split_fields(text.line(kPeriodLine));
    while (fields.size() > kFields && fields.back().empty()) fields.pop_back();
    const auto is_day = [](std::string_view field) { return field.find('/') != std::string_view::npos; };
    std::size_t first = fields.size() == kFields ? kFields - 2 : 3;
    while (first + 2 < fields.size() && !(is_day(fields[first]) && is_day(fields[first + 1]))) ++first;
    if (fields.size() < kFewest || plain_name(fields[0]) != "dataperiods")
        faults.stop("DATA PERIODS", kPeriodLine, shown(text.line(kPeriodLine)),
                    "DATA PERIODS,1,records per hour,name,first weekday,first day,last day");
    if (fields.size() != kFields)
        raw.notes.push_back(fmt::format("DATA PERIODS has {} fields instead of {}: its days are taken from {} on",
                                        fields.size(), kFields, first + 1));
    const auto periods = to_integer(fields[1]), records = to_integer(fields[2]);
    if (periods != 1) faults.add("DATA PERIODS", kPeriodLine, shown(fields[1]), "one period");
    if (!records || *records < 1 || *records > kMinutesPerHour || kMinutesPerHour % *records != 0)
        faults.stop("records per hour", kPeriodLine, shown(fields[2]), "a divisor of 60");
    return {*records, month_and_day(fields[first]), month_and_day(fields[first + 1])};
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

// PVGIS states the time of its satellite image in a comment: hours from the row's label to the instant of irradiance.
// Labels are in UTC whatever the time zone of LOCATION: the rows are those of the CSV for the same place.
void read_pvgis_comment(const WeatherText& text, RawWeather& raw, WeatherFaults& faults) {
    constexpr int kCommentLine = 7;
    constexpr std::string_view kWords = "Irradiance Time Offset (h):";
    const std::string_view line = text.line(kCommentLine);
    const auto place = line.find(kWords);
    if (place == std::string_view::npos) return;
    const double offset_h = header_number(first_word(line.substr(place + kWords.size())),
                                          {"Irradiance Time Offset (h)", kCommentLine, -1.0, 1.0}, faults);
    raw.sun_offset_s = static_cast<int>(std::lround((1.0 + offset_h) * base::kSecondsPerHour));
    if (raw.place.utc_offset_s != 0)
        raw.notes.push_back(fmt::format("written by PVGIS: rows are in UTC, though LOCATION says time zone {:g}",
                                        raw.place.utc_offset_s / static_cast<double>(base::kSecondsPerHour)));
    raw.place.utc_offset_s = 0;
    raw.rows_in_utc = true;
}

// Checks that the rows are those of DATA PERIODS: from the first interval of its first day to the last of its last day.
void check_ends(const RawWeather& raw, const Period& period, WeatherFaults& faults) {
    if (raw.rows() == 0) return;
    const auto check = [&](std::size_t row, std::int64_t day_s, const char* which, const std::string& day) {
        const std::int64_t start = raw.start_local_s[row];
        const auto date = base::civil_time(start, 0);
        const auto found = fmt::format("{}/{}", date.month, date.day);
        if (found != day)
            faults.add("date", raw.line[row], found, fmt::format("the {} day of DATA PERIODS, {}", which, shown(day)));
        else if (past_step_s(start, kSecondsPerDay) != day_s)
            faults.add(
                "hour", raw.line[row], fmt::format("{}:{:02}", date.hour, date.minute),
                fmt::format("the {} interval of day {}, as DATA PERIODS says: was the file truncated?", which, day));
    };
    check(0, 0, "first", period.first);
    check(raw.rows() - 1, kSecondsPerDay - raw.step_s, "last", period.last);
}

// Compares the rows of the first day with the records per hour of DATA PERIODS.
void check_records(const RawWeather& raw, const Period& period, WeatherFaults& faults) {
    if (raw.rows() == 0) return;
    const auto day_of = [&](std::size_t row) { return raw.start_local_s[row] / kSecondsPerDay; };
    std::size_t rows = 1;
    while (rows < raw.rows() && day_of(rows) == day_of(0)) ++rows;
    const int found = static_cast<int>(rows) / base::kHoursPerDay;
    if (static_cast<int>(rows) % base::kHoursPerDay != 0 || found == period.records_per_hour) return;
    faults.stop("records per hour", kPeriodLine,
                fmt::format("{}, and {} rows of the first day", period.records_per_hour, rows),
                fmt::format("{} records per hour, as the rows have", found));
}

// Omits snow depth if it is zero throughout, because many files write zero for depths that were not measured.
void leave_out_zero_snow(RawWeather& raw) {
    const auto column = std::ranges::find(raw.columns, Quantity::snow_depth_m, &WeatherColumn::quantity);
    if (column->bad) return;
    const auto is_nothing = [](double depth) { return std::isnan(depth) || depth == 0.0; };
    if (!std::ranges::all_of(column->values, is_nothing)) return;
    const auto zeros = std::ranges::count(column->values, 0.0);
    raw.columns.erase(column);
    if (zeros > 0) raw.notes.emplace_back("snow depth: zero in every row, taken as not recorded and left out");
}
}  // namespace

RawWeather read_epw(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "epw";
    read_location(text, request, raw, faults);
    const Period period = read_period(text, raw, faults);
    raw.step_s = base::kSecondsPerHour / period.records_per_hour;
    read_holidays(text, raw);
    read_pvgis_comment(text, raw, faults);
    raw.columns = epw_columns();
    if (raw.step_s < base::kSecondsPerHour)
        raw.notes.emplace_back(
            "several records an hour: irradiance is taken as the mean in W/m2 over each interval, not as "
            "the energy of it");
    const EpwLabels labels = find_epw_labels(split_fields(text.line(kHeaderLines + 1)), raw);
    Fields fields;
    std::size_t width = 0;
    for (int line = kHeaderLines + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (width == 0) width = std::max(fields.size(), kFewestFields);
        if (!has_width(fields, width, line, faults)) continue;
        if (const auto start = epw_row_start(fields, line, labels, faults)) add_row(fields, line, *start, raw, faults);
    }
    check_records(raw, period, faults);
    check_ends(raw, period, faults);
    leave_out_zero_snow(raw);
    return raw;
}

}  // namespace decawatt::io
