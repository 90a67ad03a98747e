// PVGIS of the European Commission's Joint Research Centre, versions 5.1 to 5.3: typical year and hourly radiation as
// CSV. "PVGIS user manual", sections on typical meteorological years and hourly radiation; UTC throughout.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/stated_unit.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPercent = 0.01;
constexpr auto kTypical = std::to_array<KnownColumn>({{"t2m", temperature_deg_c},
                                                      {"rh", relative_humidity_frac, kPercent},
                                                      {"gh", ghi_w_per_m2},
                                                      {"gbn", dni_w_per_m2},
                                                      {"gdh", dhi_w_per_m2},
                                                      {"ws10m", wind_speed_m_per_s},
                                                      {"wd10m", wind_direction_deg},
                                                      {"sp", pressure_pa}});
constexpr auto kHourly = std::to_array<KnownColumn>({{"gi", ghi_w_per_m2},
                                                     {"gdi", dhi_w_per_m2},
                                                     {"t2m", temperature_deg_c},
                                                     {"ws10m", wind_speed_m_per_s},
                                                     {"int", filled_by_source}});

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The value after `key:`, and its line; 0 if the header has none.
struct HeadValue {
    std::string_view value;
    int line = 0;
};
HeadValue head_value(const WeatherText& text, int header_line, std::string_view plain_key) {
    for (int line = 1; line < header_line; ++line) {
        const std::string_view content = text.line(line);
        const auto colon = content.find(':');
        if (colon == std::string_view::npos || plain_name(content.substr(0, colon)) != plain_key) continue;
        return {first_word(content.substr(colon + 1)), line};
    }
    return {};
}

void read_place_of(const WeatherText& text, int header_line, const WeatherRequest& request, RawWeather& raw,
                   WeatherFaults& faults) {
    const auto number = [&](HeaderField what, std::optional<double> given) {
        const HeadValue found = head_value(text, header_line, plain_name(what.name));
        what.line = std::max(1, found.line);
        return place_number({what, found.value}, given, request, raw, faults);
    };
    raw.place.latitude_deg = number({"Latitude (decimal degrees)", 0, -90.0, 90.0}, request.latitude_deg);
    raw.place.longitude_deg = number({"Longitude (decimal degrees)", 0, -180.0, 180.0}, request.longitude_deg);
    raw.place.elevation_m = number({"Elevation (m)", 0, -450.0, 6000.0}, request.elevation_m);
}

int header_line_of(const WeatherText& text, std::string_view first_column, WeatherFaults& faults) {
    for (int line = 1; line <= text.count(); ++line)
        if (plain_name(split_fields(text.line(line)).front()) == first_column) return line;
    faults.stop("header", 1, "no line of columns", std::string(first_column) + ",...");
}

// YYYYMMDD:HHMM
std::optional<std::int64_t> label_of(std::string_view field, int line, WeatherFaults& faults) {
    const auto number = [&](std::size_t from, std::size_t size) { return *to_integer(field.substr(from, size)); };
    bool fits = field.size() == 13 && field[8] == ':';
    for (std::size_t c = 0; fits && c < field.size(); ++c) fits = c == 8 || is_digit(field[c]);
    if (!fits || number(9, 2) >= base::kHoursPerDay || number(11, 2) > 59) {
        faults.add("time (column 1)", line, shown(field), "YYYYMMDD:HHMM");
        return std::nullopt;
    }
    return clock_seconds(
        {number(0, 4), number(4, 2), number(6, 2), number(9, 2) * base::kSecondsPerHour + number(11, 2) * 60}, line,
        faults);
}

// Units from the lines below the table that explain the columns: `T2m: 2-m air temperature (degree Celsius)`.
void read_legend(const WeatherText& text, int header_line, RawWeather& raw, WeatherFaults& faults) {
    for (int line = header_line + 1; line <= text.count(); ++line) {
        const std::string_view content = text.line(line);
        const auto colon = content.find(':');
        if (content.empty() || is_digit(content.front()) || colon == std::string_view::npos) continue;
        for (WeatherColumn& column : raw.columns)
            if (plain_name(content.substr(0, colon)) == plain_name(column.name))
                apply_unit({unit_in_brackets(content), line}, column, raw, faults);
    }
}

// Reads rows up to the first empty line; the lines after it explain the columns.
void read_rows(const WeatherText& text, int header_line, RawWeather& raw, WeatherFaults& faults) {
    const std::size_t width = split_fields(text.line(header_line)).size();
    Fields fields;
    bool ended = false;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        const bool row = fields.size() > 1 && !fields.front().empty() && is_digit(fields.front().front());
        if (fields.size() == 1 && fields.front().empty()) ended = true;
        if (ended) {
            if (row) faults.add("line", line, "a row after the end of the table", "words");
            continue;
        }
        if (!has_width(fields, width, line, faults)) continue;
        if (const auto label = label_of(fields.front(), line, faults)) add_row(fields, line, *label, raw, faults);
    }
}

// The table of the years from which the months were taken.
std::map<int, int> month_years(const WeatherText& text, int header_line, WeatherFaults& faults) {
    std::map<int, int> years;
    bool inside = false;
    for (int line = 1; line < header_line; ++line) {
        const Fields fields = split_fields(text.line(line));
        if (inside && fields.size() == 2) {
            const auto month = date_field(fields[0], "month", line, faults),
                       year = date_field(fields[1], "year", line, faults);
            if (month && year) years[*month] = *year;
        }
        inside = inside || (fields.size() == 2 && plain_name(fields[0]) == "month" && plain_name(fields[1]) == "year");
    }
    return years;
}

void check_month_years(const WeatherText& text, int header_line, const RawWeather& raw, WeatherFaults& faults) {
    const auto years = month_years(text, header_line, faults);
    if (years.empty() || raw.rows() == 0) return;
    for (const auto& [month, year] : years)
        if (std::ranges::none_of(raw.start_local_s,
                                 [&, m = month](std::int64_t start) { return base::civil_time(start, 0).month == m; }))
            faults.add(
                "time (column 1)", raw.line.back(), fmt::format("no row of month {}", month),
                fmt::format("month {} of {}, as the table month,year says: was the file truncated?", month, year));
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const auto date = base::civil_time(raw.start_local_s[t], 0);
        const auto stated = years.find(date.month);
        if (stated == years.end() || stated->second != date.year)
            faults.add("time (column 1)", raw.line[t], fmt::format("year {} in month {}", date.year, date.month),
                       stated == years.end() ? "a month of the table month,year"
                                             : fmt::format("{}, as in the table month,year", stated->second));
    }
}

constexpr std::string_view kBeam = "Gb(i)";

// Columns of the hourly table. If it has components, the beam is stored as global until `add_diffuse`.
void find_hourly_columns(const Fields& header, int header_line, RawWeather& raw, WeatherFaults& faults) {
    find_columns(header, header_line, kHourly, {}, raw, faults);
    if (find_field(header, "gi")) return;
    const auto beam = find_field(header, "gbi");
    if (!beam || !find_field(header, "gdi"))
        faults.stop("header", header_line, "no G(i), and not both of Gb(i) and Gd(i)", "irradiance");
    WeatherColumn column;
    column.quantity = ghi_w_per_m2;
    column.name = kBeam;
    column.field = *beam;
    raw.columns.push_back(std::move(column));
}

// Global is horizontal beam plus diffuse; direct normal is computed from both when the year is assembled.
void add_diffuse(RawWeather& raw) {
    WeatherColumn& global = raw.columns.back();
    if (global.name != kBeam) return;
    const auto diffuse = std::ranges::find(raw.columns, dhi_w_per_m2, &WeatherColumn::quantity);
    for (std::size_t t = 0; t < raw.rows(); ++t) global.values[t] += diffuse->values[t];
}

// Converts labels (time of the satellite image) to hours.
void take_slot(RawWeather& raw, WeatherFaults& faults) {
    const int past_s = past_step_s(raw.start_local_s.front(), raw.step_s);
    raw.sun_offset_s = past_s;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        if (past_step_s(raw.start_local_s[t], raw.step_s) != past_s)
            faults.add("time (column 1)", raw.line[t], "another minute", fmt::format("minute {}", past_s / 60));
        raw.start_local_s[t] -= past_s;
    }
}
}  // namespace

RawWeather read_pvgis_tmy(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "pvgis-tmy";
    raw.rows_in_utc = true;
    raw.step_s = base::kSecondsPerHour;
    const int header_line = header_line_of(text, "timeutc", faults);
    read_place_of(text, header_line, request, raw, faults);
    const HeadValue offset = head_value(text, header_line, "irradiancetimeoffseth");
    if (offset.line > 0) {
        const double hours =
            header_number(offset.value, {"Irradiance Time Offset (h)", offset.line, -1.0, 1.0}, faults);
        raw.sun_offset_s = static_cast<int>(std::lround(hours * base::kSecondsPerHour));
    } else {
        raw.sun_offset_s = 0;
        raw.notes.emplace_back("the file states no Irradiance Time Offset: irradiance is taken at the label's instant");
    }
    find_columns(split_fields(text.line(header_line)), header_line, kTypical, {}, raw, faults);
    read_legend(text, header_line, raw, faults);
    read_rows(text, header_line, raw, faults);
    check_month_years(text, header_line, raw, faults);
    return raw;
}

RawWeather read_pvgis_hourly(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "pvgis-hourly";
    raw.rows_in_utc = true;
    raw.step_s = base::kSecondsPerHour;
    const int header_line = header_line_of(text, "time", faults);
    read_place_of(text, header_line, request, raw, faults);
    const HeadValue slope = head_value(text, header_line, "slope");
    if (to_number(slope.value.substr(0, slope.value.find_first_not_of("+-.0123456789"))) != 0.0)
        faults.stop("Slope", std::max(1, slope.line), slope.line > 0 ? shown(slope.value) : "none stated",
                    "0: irradiance of a tilted plane is not global, direct and diffuse; ask PVGIS for a fixed plane of "
                    "slope 0 with radiation components");
    const Fields header = split_fields(text.line(header_line));
    find_hourly_columns(header, header_line, raw, faults);
    read_legend(text, header_line, raw, faults);
    read_rows(text, header_line, raw, faults);
    if (raw.rows() == 0) return raw;
    take_slot(raw, faults);
    add_diffuse(raw);
    return raw;
}

}  // namespace decawatt::io
