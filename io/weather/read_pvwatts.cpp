// The hourly output of NREL's PVWatts, which carries the weather it was computed from. No year, no time zone, no
// humidity, no pressure. Hours 0 to 23 are starts; irradiance is the mean over the hour.
#include <fmt/format.h>
#include <array>

#include "base/time_axis.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr auto kKnown = std::to_array<KnownColumn>({{"beamirradiancewm2", dni_w_per_m2},
                                                    {"diffuseirradiancewm2", dhi_w_per_m2},
                                                    {"ambienttemperaturec", temperature_deg_c},
                                                    {"windspeedms", wind_speed_m_per_s}});
constexpr int kYearOfNone = 2001;  // the rows name no year; this one has no leap day, and its hours the sun of any

int header_line_of(const WeatherText& text, WeatherFaults& faults) {
    for (int line = 1; line <= text.count(); ++line) {
        const Fields fields = split_fields(text.line(line));
        if (fields.size() > 3 && fields[0] == "Month" && fields[1] == "Day" && fields[2] == "Hour") return line;
    }
    faults.stop("header", 1, "no line of columns", "Month,Day,Hour,...");
}

double head_number(const WeatherText& text, int header_line, std::string_view plain, HeaderField what,
                   WeatherFaults& faults) {
    for (int line = 1; line < header_line; ++line) {
        const Fields fields = split_fields(text.line(line));
        if (fields.size() < 2 || plain_name(fields[0]) != plain) continue;
        what.line = line;
        return header_number(fields[1], what, faults);
    }
    faults.add(what.name, 1, "no such line in the head", "a number");
    return 0.0;
}

std::optional<std::int64_t> row_start(const Fields& fields, int line, WeatherFaults& faults) {
    const auto month = date_field(fields[0], "Month", line, faults), day = date_field(fields[1], "Day", line, faults),
               hour = date_field(fields[2], "Hour", line, faults);
    if (!month || !day || !hour) return std::nullopt;
    if (*hour < 0 || *hour >= base::kHoursPerDay) {
        faults.add("Hour", line, shown(fields[2]), "0 to 23");
        return std::nullopt;
    }
    return clock_seconds({kYearOfNone, *month, *day, *hour * base::kSecondsPerHour}, line, faults);
}
}  // namespace

RawWeather read_pvwatts(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "pvwatts";
    raw.step_s = base::kSecondsPerHour;
    if (!request.utc_offset_s)
        faults.stop("time zone", 1, "none in a file of PVWatts",
                    "a UTC offset to be given along with the file (weather convert --place, [place] of a profile, the "
                    "site of a study)");
    const int header_line = header_line_of(text, faults);
    raw.place = {
        .name = "",
        .latitude_deg = head_number(text, header_line, "latdegn", latitude_field(0), faults),
        .longitude_deg = -head_number(text, header_line, "longdegw", longitude_field(0), faults),  // west is positive
        .elevation_m = head_number(text, header_line, "elevm", elevation_field(0), faults),
        .utc_offset_s = *request.utc_offset_s};
    const Fields header = split_fields(text.line(header_line));
    find_columns(header, header_line, kKnown, {}, raw, faults);
    raw.notes.push_back(fmt::format("the file names no year: its hours are those of {}", kYearOfNone));
    Fields fields;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if ((fields.size() == 1 && fields.front().empty()) || fields.front() == "Totals") continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto start = row_start(fields, line, faults)) add_row(fields, line, *start, raw, faults);
    }
    return raw;
}

}  // namespace decawatt::io
