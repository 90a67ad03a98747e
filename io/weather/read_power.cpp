// NASA POWER, hourly, as CSV. https://power.larc.nasa.gov/docs/services/api/temporal/hourly/: a label is the start of
// its hour, in UTC or in LST, which is UTC plus the longitude over 15 degrees, in whole hours.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/readers.hpp"

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
    line.remove_prefix(place + key.size());
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return line.substr(0, line.find_first_of(" \t,"));
}

struct Clock {
    bool stated = false, utc = false;
};

// Units stand in brackets at the end of the lines that explain parameters.
void check_unit(std::string_view content, int line, WeatherFaults& faults) {
    const auto open = content.rfind('(');
    if (!content.starts_with("ALLSKY_SFC_SW_D") || open == std::string_view::npos) return;
    const std::string unit = plain_name(content.substr(open));
    if (unit != "whm2" && unit != "wm2")
        faults.add(shown(content.substr(0, content.find(' '))), line, shown(content.substr(open)),
                   "(Wh/m^2) or (W/m^2) of hourly values");
}

Clock read_head(const WeatherText& text, int end, RawWeather& raw, WeatherFaults& faults) {
    Clock clock;
    bool placed = false, raised = false;
    for (int line = 1; line < end; ++line) {
        const std::string_view content = text.line(line);
        if (content.starts_with("Dates")) {
            clock.utc = content.find(" in UTC") != std::string_view::npos;
            clock.stated = clock.utc || content.find(" in LST") != std::string_view::npos;
            if (!clock.stated) faults.add("Dates", line, shown(content), "... in UTC or ... in LST");
        } else if (content.starts_with("Location:")) {
            placed = true;
            const bool small = content.find("latitude") != std::string_view::npos;
            raw.place.latitude_deg =
                header_number(word_after(content, small ? "latitude" : "Latitude"), latitude_field(line), faults);
            raw.place.longitude_deg =
                header_number(word_after(content, small ? "longitude" : "Longitude"), longitude_field(line), faults);
        } else if (const auto equals = content.find("= "); plain_name(content.substr(0, 9)) == "elevation") {
            raised = true;
            const auto value = equals == std::string_view::npos ? content : content.substr(equals);
            raw.place.elevation_m = header_number(word_after(value, "= "), elevation_field(line), faults);
        }
        check_unit(content, line, faults);
    }
    if (!placed) faults.add("Location", end, "no such line in the header", "Location: latitude ... longitude ...");
    if (!raised) faults.add("Elevation", end, "no such line in the header", "Elevation from ... = ... meters");
    if (!clock.stated) faults.add("Dates", end, "no such line in the header", "Dates (month/day/year): ... in UTC");
    return clock;
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
                                    request.utc_offset_s ? ", as asked for" : ", the longitude over 15 degrees"));
}
}  // namespace

RawWeather read_power(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "nasa-power";
    raw.step_s = base::kSecondsPerHour;
    constexpr std::array kMissingNumbers = {-999.0};
    const int header_line = end_of_head(text, faults) + 1;
    take_clock(read_head(text, header_line - 1, raw, faults), request, raw);
    const Fields header = split_fields(text.line(header_line));
    const auto place = [&](const char* plain, const char* name) {
        const auto field = find_field(header, plain);
        if (!field) faults.stop(name, header_line, "no such column", "columns YEAR, MO, DY, HR");
        return *field;
    };
    const TimeFields time{place("year", "YEAR"), place("mo", "MO"), place("dy", "DY"), place("hr", "HR")};
    find_columns(header, header_line, kKnown, kMissingNumbers, raw, faults);
    Fields fields;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (fields.size() == 1 && fields.front().empty()) continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto start = row_start(fields, time, line, faults)) add_row(fields, line, *start, raw, faults);
    }
    return raw;
}

}  // namespace decawatt::io
