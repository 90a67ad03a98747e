// SAM's wind resource file (SRW): five header lines, then one row per step, without a time column. SAM help, "Weather
// File Formats: SRW Format for Wind": identifier, city, state, country, year, latitude, longitude, elevation, step in
// hours, number of rows; a comment; quantities; units; heights above ground.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/stated_unit.hpp"
#include "profiles/wind/air_density.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPascalPerAtmosphere = 101325.0, kDegreesPerHour = 15.0, kHighestM = 500.0, kThermometerM = 2.0;
constexpr int kHeadLines = 5;

struct KnownName {
    std::string_view plain;
    Quantity quantity;
    double scale;
};
constexpr auto kKnown = std::to_array<KnownName>({{"temperature", temperature_deg_c, 1.0},
                                                  {"temp", temperature_deg_c, 1.0},
                                                  {"pressure", pressure_pa, kPascalPerAtmosphere},
                                                  {"pres", pressure_pa, kPascalPerAtmosphere},
                                                  {"speed", wind_speed_m_per_s, 1.0},
                                                  {"velocity", wind_speed_m_per_s, 1.0},
                                                  {"direction", wind_direction_deg, 1.0},
                                                  {"dir", wind_direction_deg, 1.0}});

struct Span {
    int year, step_s, rows;
};

// If the header has no year: the year requested, or one with the same number of days.
std::optional<int> read_year(std::string_view field, int rows, const WeatherRequest& request, RawWeather& raw,
                             WeatherFaults& faults) {
    if (!is_open(field)) return date_field(field, "year", 1, faults);
    constexpr int kLeapDays = 366, kLeapYearOfNone = 2000;
    const bool leap = rows > 0 && rows % (kLeapDays * base::kHoursPerDay) == 0;
    const int year = request.year.value_or(leap ? kLeapYearOfNone : kYearOfNone);
    raw.notes.push_back(fmt::format("the file names no year: its rows are those of {}", year));
    return year;
}

Span read_first_line(const WeatherText& text, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    const Fields head = split_fields(text.line(1));
    constexpr std::size_t kFields = 10;
    if (head.size() < kFields || !has_width(head, kFields, 1, faults))
        faults.stop("line", 1, fmt::format("{} fields", head.size()),
                    "identifier,city,state,country,year,latitude,longitude,elevation,step,rows");
    raw.place.name = is_open(head[1]) ? std::string() : shown(head[1]);
    // Files of the WIND Toolkit say "Not Available".
    const std::string_view elevation = plain_name(head[7]) == "notavailable" ? std::string_view{} : head[7];
    read_place({.line = 1, .latitude = head[5], .longitude = head[6], .elevation = elevation}, request, raw, faults);
    const auto rows = date_field(head[9], "rows", 1, faults);
    const auto year = read_year(head[4], rows.value_or(0), request, raw, faults);
    const double step_h = header_number(head[8], {"step (h)", 1, 1.0 / 60.0, 1.0}, faults);
    faults.throw_if_any();
    const int step_s = 60 * static_cast<int>(std::lround(60.0 * step_h));
    if (base::kSecondsPerHour % step_s != 0) faults.stop("step (h)", 1, shown(head[8]), "a step that divides an hour");
    return {*year, step_s, *rows};
}

// Rows have no time: the first begins on 1 January in the place's standard time.
void take_clock(const WeatherRequest& request, RawWeather& raw) {
    raw.place.utc_offset_s =
        request.utc_offset_s.value_or(offset_seconds(std::round(raw.place.longitude_deg / kDegreesPerHour)));
    raw.notes.push_back(fmt::format("the file states no time zone: rows are taken at UTC{:+g} h{}",
                                    raw.place.utc_offset_s / static_cast<double>(base::kSecondsPerHour),
                                    request.utc_offset_s ? ", as requested" : ", the longitude over 15 degrees"));
}

// Temperature and pressure are needed near the ground: of several heights the lowest is used.
bool is_higher_copy(const Fields& names, const Fields& heights, std::size_t f, const KnownName& known) {
    if (known.quantity == wind_speed_m_per_s || known.quantity == wind_direction_deg) return false;
    for (std::size_t g = 0; g < names.size() && g < heights.size(); ++g) {
        if (g == f || plain_name(names[g]) != plain_name(names[f])) continue;
        const double own = to_number(heights[f]).value_or(0.0), other = to_number(heights[g]).value_or(0.0);
        if (other < own || (other == own && g < f)) return true;
    }
    return false;
}

// Converts from the height of the column to that of the models: 2 m above the ground for temperature, and the ground
// for pressure.
void bring_to_ground(WeatherColumn& column, RawWeather& raw) {
    if (column.quantity == temperature_deg_c && column.height_m > kThermometerM) {
        const double warmer_k = profiles::temperature_at_ground_deg_c(0.0, column.height_m, kThermometerM);
        column.offset += warmer_k;
        raw.notes.push_back(
            fmt::format("{}: adjusted to {:g} m, {:+.2f} K", shown(column.name), kThermometerM, warmer_k));
    }
    if (column.quantity == pressure_pa && column.height_m > 0.0) {
        const double more_pa = profiles::pressure_at_ground_pa(0.0, column.height_m);
        column.offset += more_pa;
        raw.notes.push_back(fmt::format("{}: adjusted to ground level, {:+.0f} Pa", shown(column.name), more_pa));
    }
}

void read_columns(const WeatherText& text, RawWeather& raw, WeatherFaults& faults) {
    const Fields names = split_fields(text.line(3)), units = split_fields(text.line(4)),
                 heights = split_fields(text.line(5));
    if (units.size() < names.size() || heights.size() < names.size())
        faults.stop("line", 5, fmt::format("{} units, {} heights", units.size(), heights.size()),
                    fmt::format("{}, one per column", names.size()));
    for (std::size_t f = 0; f < names.size(); ++f) {
        if (names[f].empty()) continue;
        const std::string plain = plain_name(names[f]);
        const auto known = std::ranges::find(kKnown, std::string_view(plain), &KnownName::plain);
        if (known == kKnown.end()) {
            faults.add(fmt::format("column {}", f + 1), 3, shown(names[f]),
                       "temperature, pressure, speed or direction");
            continue;
        }
        const double height_m = header_number(heights[f], {"height", 5, 0.0, kHighestM}, faults);
        if (is_higher_copy(names, heights, f, *known)) continue;
        WeatherColumn column;
        column.quantity = known->quantity;
        column.name = fmt::format("{} at {} m", names[f], heights[f]);
        column.field = f;
        column.height_m = height_m;
        column.scale = known->scale;
        column.missing = {-99.0, -999.0, -9999.0, -9900.0, 9999.0};
        for (const WeatherColumn& other : raw.columns)
            if (other.quantity == column.quantity && other.height_m == height_m)
                faults.add(shown(column.name), 5, "the height a second time", "every height once");
        if (is_blank(units[f])) faults.add(column_label(column), 4, "no unit", "C, atm, m/s or degrees");
        apply_unit({units[f], 4}, column, raw, faults);
        bring_to_ground(column, raw);
        raw.columns.push_back(std::move(column));
    }
}
}  // namespace

RawWeather read_srw(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "srw";
    const Span span = read_first_line(text, request, raw, faults);
    raw.step_s = span.step_s;
    take_clock(request, raw);
    read_columns(text, raw, faults);
    const std::size_t width = split_fields(text.line(3)).size();
    const auto first = clock_seconds({span.year, 1, 1, 0}, 1, faults);
    faults.throw_if_any();
    const int days = static_cast<int>((static_cast<std::int64_t>(span.rows) * span.step_s) / (24 * 3600));
    const bool drops_leap_day = base::is_leap_year(span.year) && days == 365;
    std::int64_t start = *first;
    const std::int64_t leap_day = *first + static_cast<std::int64_t>(59) * 24 * 3600;  // 29 February
    Fields fields;
    bool ended = false;
    for (int line = kHeadLines + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        const bool nothing = fields.size() == 1 && fields.front().empty();
        if (!nothing && ended) faults.add("line", line - 1, "an empty line between rows", "one row per step");
        ended = nothing;
        if (nothing || !has_width(fields, width, line, faults)) continue;
        if (drops_leap_day && start == leap_day) start += static_cast<std::int64_t>(24) * 3600;
        add_row(fields, line, start, raw, faults);
        start += span.step_s;
    }
    if (static_cast<int>(raw.rows()) != span.rows)
        faults.add("rows", text.count(), fmt::format("{} rows", raw.rows()),
                   fmt::format("{}, as line 1 says", span.rows));
    return raw;
}

}  // namespace decawatt::io
