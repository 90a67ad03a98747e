// The hourly output of NREL's PVWatts, which includes the weather used. It has no year, time zone, humidity or
// pressure. Hours 0 to 23 are starts; irradiance is the mean over the hour.
#include <fmt/format.h>
#include <array>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr auto kKnown = std::to_array<KnownColumn>({{"beamirradiance", dni_w_per_m2},
                                                    {"diffuseirradiance", dhi_w_per_m2},
                                                    {"ambienttemperature", temperature_deg_c},
                                                    {"windspeed", wind_speed_m_per_s}});

int header_line_of(const WeatherText& text, WeatherFaults& faults) {
    for (int line = 1; line <= text.count(); ++line) {
        const Fields fields = split_fields(text.line(line));
        if (fields.size() > 3 && fields[0] == "Month" && fields[1] == "Day" && fields[2] == "Hour") return line;
    }
    faults.stop("header", 1, "no line of columns", "Month,Day,Hour,...");
}

// The value after a name in the header, and its line; the first line if there is none.
struct HeadValue {
    std::string_view value;
    int line = 1;
};
HeadValue head_value(const WeatherText& text, int header_line, std::string_view plain) {
    for (int line = 1; line < header_line; ++line) {
        const Fields fields = split_fields(text.line(line));
        if (fields.size() > 1 && plain_name(fields[0]) == plain) return {fields[1], line};
    }
    return {};
}

// Longitude is positive to the west.
void read_place_of(const WeatherText& text, int header_line, const WeatherRequest& request, RawWeather& raw,
                   WeatherFaults& faults) {
    const auto number = [&](const char* plain, HeaderField what, std::optional<double> given) {
        const HeadValue found = head_value(text, header_line, plain);
        what.line = found.line;
        return place_number({what, found.value}, given, request, raw, faults);
    };
    const auto given_west = request.longitude_deg ? std::optional(-*request.longitude_deg) : std::optional<double>{};
    raw.place.latitude_deg = number("latdegn", latitude_field(0), request.latitude_deg);
    raw.place.longitude_deg = -number("longdegw", {"longitude in degrees west", 0, -180.0, 180.0}, given_west);
    raw.place.elevation_m = number("elevm", elevation_field(0), request.elevation_m);
    raw.place.utc_offset_s = *request.utc_offset_s;
}

std::optional<std::int64_t> row_start(const Fields& fields, int year, int line, WeatherFaults& faults) {
    const auto month = date_field(fields[0], "Month", line, faults), day = date_field(fields[1], "Day", line, faults),
               hour = date_field(fields[2], "Hour", line, faults);
    if (!month || !day || !hour) return std::nullopt;
    if (*hour < 0 || *hour >= base::kHoursPerDay) {
        faults.add("Hour", line, shown(fields[2]), "0 to 23");
        return std::nullopt;
    }
    return clock_seconds({year, *month, *day, *hour * base::kSecondsPerHour}, line, faults);
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
    read_place_of(text, header_line, request, raw, faults);
    const Fields header = split_fields(text.line(header_line));
    find_columns(header, header_line, kKnown, {}, raw, faults);
    const int year = request.year.value_or(kYearOfNone);
    raw.notes.push_back(fmt::format("the file names no year: its hours are those of {}", year));
    Fields fields;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if ((fields.size() == 1 && fields.front().empty()) || fields.front() == "Totals") continue;
        if (!has_width(fields, header.size(), line, faults)) continue;
        if (const auto start = row_start(fields, year, line, faults)) add_row(fields, line, *start, raw, faults);
    }
    return raw;
}

}  // namespace decawatt::io
