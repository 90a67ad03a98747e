// NASA POWER, hourly, as CSV. https://power.larc.nasa.gov/docs/services/api/temporal/hourly/: a label is the start of
// its hour, in UTC or in LST, which is UTC plus the longitude over 15 degrees, in whole hours.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/stated_unit.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPercent = 0.01, kPascalPerKilopascal = 1000.0, kDegreesPerHour = 15.0;
constexpr auto kKnown = std::to_array<KnownColumn>({{"allskysfcswdwn", ghi_w_per_m2},
                                                    {"allskysfcswdni", dni_w_per_m2},
                                                    {"allskysfcswdiff", dhi_w_per_m2},
                                                    {"t2m", temperature_deg_c},
                                                    {"t2mdew", dew_point_deg_c},
                                                    {"rh2m", relative_humidity_frac, kPercent},
                                                    {"ps", pressure_pa, kPascalPerKilopascal},
                                                    {"ws2m", wind_speed_m_per_s, 1.0, 0.0, 2.0},
                                                    {"ws10m", wind_speed_m_per_s},
                                                    {"ws50m", wind_speed_m_per_s, 1.0, 0.0, 50.0},
                                                    {"wd2m", wind_direction_deg, 1.0, 0.0, 2.0},
                                                    {"wd10m", wind_direction_deg},
                                                    {"wd50m", wind_direction_deg, 1.0, 0.0, 50.0},
                                                    {"allskysrfalb", albedo_frac}});

int end_of_head(const WeatherText& text, WeatherFaults& faults) {
    for (int line = 1; line <= text.count(); ++line)
        if (split_fields(text.line(line)).front() == "-END HEADER-") return line;
    faults.stop("header", 1, "no line -END HEADER-", "-BEGIN HEADER- ... -END HEADER-");
}

// The word after `key` in a line of the head.
std::string_view word_after(std::string_view line, std::string_view key) {
    const auto place = line.find(key);
    if (place == std::string_view::npos) return {};
    return first_word(line.substr(place + key.size()));
}

struct Clock {
    bool stated = false, utc = false;
};

// The dates that the header states, MM/DD/YYYY through MM/DD/YYYY.
struct Head {
    Clock clock;
    int dates_line = 0;
    std::string_view first_date, last_date;
};

void read_dates(std::string_view content, int line, Head& head, WeatherFaults& faults) {
    head.dates_line = line;
    head.clock.utc = content.find(" in UTC") != std::string_view::npos;
    head.clock.stated = head.clock.utc || content.find(" in LST") != std::string_view::npos;
    head.first_date = word_after(content, "):");
    head.last_date = word_after(content, "through");
    if (!head.clock.stated) faults.add("Dates", line, shown(content), "... in UTC or ... in LST");
}

Head read_head(const WeatherText& text, int end, const WeatherRequest& request, RawWeather& raw,
               WeatherFaults& faults) {
    Head head;
    bool placed = false, raised = false;
    const auto number = [&](const HeaderField& what, std::string_view value, std::optional<double> given) {
        return place_number({what, value}, given, request, raw, faults);
    };
    for (int line = 1; line < end; ++line) {
        const std::string_view content = text.line(line);
        if (content.starts_with("Dates")) {
            read_dates(content, line, head, faults);
        } else if (content.starts_with("Location:")) {
            placed = true;
            const bool small = content.find("latitude") != std::string_view::npos;
            raw.place.latitude_deg = number(latitude_field(line), word_after(content, small ? "latitude" : "Latitude"),
                                            request.latitude_deg);
            raw.place.longitude_deg = number(
                longitude_field(line), word_after(content, small ? "longitude" : "Longitude"), request.longitude_deg);
        } else if (const auto equals = content.find("= "); plain_name(content.substr(0, 9)) == "elevation") {
            raised = true;
            const auto value = equals == std::string_view::npos ? content : content.substr(equals);
            raw.place.elevation_m = number(elevation_field(line), word_after(value, "= "), request.elevation_m);
        }
    }
    if (!placed) faults.add("Location", end, "no such line in the header", "Location: latitude ... longitude ...");
    if (!raised) raw.place.elevation_m = number(elevation_field(end), {}, request.elevation_m);
    if (head.dates_line == 0)
        faults.add("Dates", end, "no such line in the header", "Dates (month/day/year): ... in UTC");
    return head;
}

// The lines that explain parameters begin with their name and end with the unit in brackets.
void read_units(const WeatherText& text, int end, RawWeather& raw, WeatherFaults& faults) {
    for (int line = 1; line < end; ++line) {
        const std::string_view content = text.line(line), name = content.substr(0, content.find_first_of(" \t"));
        for (WeatherColumn& column : raw.columns)
            if (column.name == name) apply_unit({unit_in_brackets(content), line}, column, raw, faults);
    }
}

// Rows from the first hour of the first date to the last hour of the last one.
void check_dates(const Head& head, const RawWeather& raw, WeatherFaults& faults) {
    if (raw.rows() == 0) return;
    const auto check = [&](std::size_t row, std::string_view date, int hour) {
        const auto found = base::civil_time(raw.start_local_s[row], 0);
        const auto day = fmt::format("{:02}/{:02}/{}", found.month, found.day, found.year);
        if (day != date || found.hour != hour)
            faults.add("YEAR,MO,DY,HR", raw.line[row], fmt::format("{} hour {}", day, found.hour),
                       fmt::format("{} hour {}, as line {} says: was the file truncated?", shown(date), hour,
                                   head.dates_line));
    };
    check(0, head.first_date, 0);
    check(raw.rows() - 1, head.last_date, base::kHoursPerDay - 1);
}

struct TimeFields {
    std::size_t year, month, day, hour;
};

std::optional<std::int64_t> row_start(const Fields& fields, const TimeFields& time, int line, WeatherFaults& faults) {
    const auto year = date_field(fields[time.year], "YEAR", line, faults),
               month = date_field(fields[time.month], "MO", line, faults),
               day = date_field(fields[time.day], "DY", line, faults),
               hour = date_field(fields[time.hour], "HR", line, faults);
    if (!year || !month || !day || !hour) return std::nullopt;
    if (*hour < 0 || *hour >= base::kHoursPerDay) {
        faults.add("HR", line, shown(fields[time.hour]), "0 to 23");
        return std::nullopt;
    }
    return clock_seconds({*year, *month, *day, *hour * base::kSecondsPerHour}, line, faults);
}

void take_clock(const Clock& clock, const WeatherRequest& request, RawWeather& raw) {
    raw.rows_in_utc = clock.utc;
    if (clock.utc) return;
    const double hours = std::round(raw.place.longitude_deg / kDegreesPerHour);
    raw.place.utc_offset_s = request.utc_offset_s.value_or(offset_seconds(hours));
    raw.notes.push_back(fmt::format("times in LST are taken as UTC{:+g} h{}",
                                    raw.place.utc_offset_s / static_cast<double>(base::kSecondsPerHour),
                                    request.utc_offset_s ? ", as requested" : ", the longitude over 15 degrees"));
}
}  // namespace

RawWeather read_power(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "nasa-power";
    raw.step_s = base::kSecondsPerHour;
    constexpr std::array kMissingNumbers = {-999.0, -99.0, -9999.0};
    const int header_line = end_of_head(text, faults) + 1;
    const Head head = read_head(text, header_line - 1, request, raw, faults);
    take_clock(head.clock, request, raw);
    const Fields header = split_fields(text.line(header_line));
    const auto place = [&](const char* plain, const char* name) {
        const auto field = find_field(header, plain);
        if (!field) faults.stop(name, header_line, "no such column", "columns YEAR, MO, DY, HR");
        return *field;
    };
    const TimeFields time{place("year", "YEAR"), place("mo", "MO"), place("dy", "DY"), place("hr", "HR")};
    find_columns(header, header_line, kKnown, kMissingNumbers, raw, faults);
    read_units(text, header_line - 1, raw, faults);
    Fields fields;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto start = row_start(fields, time, line, faults)) add_row(fields, line, *start, raw, faults);
    }
    check_dates(head, raw, faults);
    return raw;
}

}  // namespace decawatt::io
