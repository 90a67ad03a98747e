// NREL's National Solar Radiation Database, physical solar model (PSM) version 3 and 4, as CSV; and SAM's CSV, which
// has the same two rows of metadata. SAM help, "Weather File Formats: SAM CSV Format for Solar"; names of columns as
// SAM itself reads them (ssc, shared/lib_weatherfile.cpp).
#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/time_axis.hpp"
#include "io/weather/header_place.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/stated_unit.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kPercent = 0.01, kPascalPerMillibar = 100.0, kCentimetre = 0.01;
constexpr auto kKnown = std::to_array<KnownColumn>({
    {"ghi", ghi_w_per_m2},
    {"gh", ghi_w_per_m2},
    {"global", ghi_w_per_m2},
    {"globalhorizontal", ghi_w_per_m2},
    {"globalhorizontalirradiance", ghi_w_per_m2},
    {"dni", dni_w_per_m2},
    {"dn", dni_w_per_m2},
    {"beam", dni_w_per_m2},
    {"directnormal", dni_w_per_m2},
    {"directbeamnormalirradiance", dni_w_per_m2},
    {"directnormalirradiance", dni_w_per_m2},
    {"dhi", dhi_w_per_m2},
    {"df", dhi_w_per_m2},
    {"diffuse", dhi_w_per_m2},
    {"diffusehorizontal", dhi_w_per_m2},
    {"diffusehorizontalirradiance", dhi_w_per_m2},
    {"temperature", temperature_deg_c},
    {"airtemperature", temperature_deg_c},
    {"tdry", temperature_deg_c},
    {"drybulb", temperature_deg_c},
    {"drybulbtemp", temperature_deg_c},
    {"drybulbtemperature", temperature_deg_c},
    {"ambient", temperature_deg_c},
    {"ambienttemp", temperature_deg_c},
    {"tamb", temperature_deg_c},
    {"tempair", temperature_deg_c},
    {"dewpoint", dew_point_deg_c},
    {"dewpointtemperature", dew_point_deg_c},
    {"tdew", dew_point_deg_c},
    {"tempdew", dew_point_deg_c},
    {"relativehumidity", relative_humidity_frac, kPercent},
    {"rh", relative_humidity_frac, kPercent},
    {"rhum", relative_humidity_frac, kPercent},
    {"humidity", relative_humidity_frac, kPercent},
    {"pressure", pressure_pa, kPascalPerMillibar},
    {"pres", pressure_pa, kPascalPerMillibar},
    {"airpressure", pressure_pa, kPascalPerMillibar},
    {"windspeed", wind_speed_m_per_s},
    {"wspd", wind_speed_m_per_s},
    {"ws", wind_speed_m_per_s},
    {"windvel", wind_speed_m_per_s},
    {"winddirection", wind_direction_deg},
    {"wdir", wind_direction_deg},
    {"wd", wind_direction_deg},
    {"surfacealbedo", albedo_frac},
    {"albedo", albedo_frac},
    {"alb", albedo_frac},
    {"snowdepth", snow_depth_m, kCentimetre},
    {"snow", snow_depth_m, kCentimetre},
    {"snowcover", snow_depth_m, kCentimetre},
    {"solarzenithangle", zenith_deg},
    {"fillflag", filled_by_source},
});
// The formats do not define their missing codes; none of these is a valid value.
constexpr std::array kMissingNumbers = {-99.0, -999.0, -9999.0, -99999.0, -9900.0, 9999.0, 99999.0, 999999.0};

struct TimeFields {
    std::size_t month, day, hour;
    std::optional<std::size_t> year, minute;
    int year_of_head = kYearOfNone;  // if there is no column for it
};

// The two rows of metadata: names and values.
struct Metadata {
    Fields names, values;

    // The first value that is not blank among these names.
    std::string_view of(std::initializer_list<const char*> plain) const {
        for (const char* name : plain)
            if (const auto field = find_field(names, name);
                field && *field < values.size() && !is_blank(values[*field]))
                return values[*field];
        return {};
    }
};

TimeFields time_fields(const Fields& header, int line, RawWeather& raw, WeatherFaults& faults) {
    const auto find = [&](const char* name, const char* brief) {
        const auto field = find_field(header, name);
        return field ? field : find_field(header, brief);
    };
    const auto place = [&](const char* name, const char* brief) {
        const auto field = find(name, brief);
        if (!field)
            faults.stop(name, line, "no such column",
                        "columns year, month, day, hour (and minute, in files of the NSRDB)");
        return *field;
    };
    const auto minute = raw.format == "sam" ? find("minute", "min") : place("minute", "min");
    if (!minute) raw.notes.emplace_back("no column Minute: hours are taken as their starts");
    const auto year = raw.format == "sam" ? find("year", "yr") : place("year", "yr");
    return {place("month", "mo"), place("day", "day"), place("hour", "hr"), year, minute};
}

// In SAM the year may be in the metadata instead, or absent.
void find_year(const Metadata& metadata, const WeatherRequest& request, TimeFields& time, RawWeather& raw) {
    if (time.year) return;
    const auto stated = to_integer(metadata.of({"year"}));
    time.year_of_head = stated ? *stated : request.year.value_or(kYearOfNone);
    raw.notes.push_back(fmt::format("no column Year: its rows are those of {}{}", time.year_of_head,
                                    stated ? ", as the metadata say" : ""));
}

// The label of a row: date, hour and minute in the file's time.
std::optional<std::int64_t> label_of(const Fields& fields, const TimeFields& time, int line, WeatherFaults& faults) {
    const auto year =
        time.year ? date_field(fields[*time.year], "year", line, faults) : std::optional(time.year_of_head);
    const auto month = date_field(fields[time.month], "month", line, faults),
               day = date_field(fields[time.day], "day", line, faults),
               hour = date_field(fields[time.hour], "hour", line, faults);
    const auto minute = time.minute ? date_field(fields[*time.minute], "minute", line, faults) : std::optional(0);
    if (!year || !month || !day || !hour || !minute) return std::nullopt;
    if (*hour < 0 || *hour > base::kHoursPerDay || *minute < 0 || *minute > 59) {
        faults.add("hour", line, fmt::format("{}:{:02}", *hour, *minute), "a time of day");
        return std::nullopt;
    }
    return clock_seconds({*year, *month, *day, *hour * base::kSecondsPerHour + *minute * 60}, line, faults);
}

// Units are in the metadata, `Pressure Units`: `mbar`, or, if SAM's `Units` or `HasUnits` is set, in a row below the
// names of the columns. Returns the line of the first row of values.
int read_units(const WeatherText& text, int header_line, const Metadata& metadata, RawWeather& raw,
               WeatherFaults& faults) {
    const std::string_view flag = metadata.of({"units", "hasunits"});
    const bool has_row = plain_name(flag) == "yes" || to_number(flag).value_or(0.0) != 0.0;
    const Fields row = has_row ? split_fields(text.line(header_line + 1)) : Fields{};
    for (WeatherColumn& column : raw.columns) {
        const std::string name = plain_name(column.name) + "units";
        apply_unit({metadata.of({name.c_str()}), 2}, column, raw, faults);
        if (column.field < row.size()) apply_unit({row[column.field], header_line + 1}, column, raw, faults);
    }
    return header_line + (has_row ? 2 : 1);
}

void read_table(const WeatherText& text, int header_line, const Metadata& metadata, const WeatherRequest& request,
                RawWeather& raw, WeatherFaults& faults) {
    const Fields header = split_fields(text.line(header_line));
    std::size_t width = header.size();
    while (width > 0 && header[width - 1].empty()) --width;
    TimeFields time = time_fields(header, header_line, raw, faults);
    find_year(metadata, request, time, raw);
    find_columns(header, header_line, kKnown, kMissingNumbers, raw, faults);
    Fields fields;
    for (int line = read_units(text, header_line, metadata, raw, faults); line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        const bool nothing = std::ranges::all_of(fields, [](auto field) { return field.empty(); });
        if (nothing || !has_width(fields, width, line, faults)) continue;
        if (const auto label = label_of(fields, time, line, faults)) add_row(fields, line, *label, raw, faults);
    }
    find_step(raw, faults);
}

// Whether hours count from 1 to 24: there is a 24 and no 0. (With both, the rows are not in order, which is reported
// later.)
bool hours_to_24(const WeatherText& text, int header_line) {
    const Fields header = split_fields(text.line(header_line));
    const auto hour = find_field(header, "hour") ? find_field(header, "hour") : find_field(header, "hr");
    bool last = false;
    Fields fields;
    for (int line = header_line + 1; line <= text.count(); ++line) {
        split_fields(text.line(line), fields);
        if (!hour || *hour >= fields.size() || fields[*hour].empty()) continue;
        if (to_integer(fields[*hour]) == 0) return false;
        last = last || to_integer(fields[*hour]) == base::kHoursPerDay;
    }
    return last;
}

// Converts labels to starts of intervals. The minute within the step must be the same in every row.
int take_label_offset(RawWeather& raw, WeatherFaults& faults) {
    const int within = past_step_s(raw.start_local_s.front(), raw.step_s);
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const int past = past_step_s(raw.start_local_s[t], raw.step_s);
        if (past != within)
            faults.add("minute", raw.line[t], fmt::format("{} min past the step", past / 60),
                       fmt::format("{} min, as in the first row", within / 60));
        raw.start_local_s[t] -= past;
    }
    return within;
}

Metadata read_metadata(const WeatherText& text, WeatherFaults& faults) {
    Metadata metadata{split_fields(text.line(1)), split_fields(text.line(2))};
    if (!has_width(metadata.values, metadata.names.size(), 2, faults)) faults.throw_if_any();
    return metadata;
}

// If `Time Zone` is blank, that of the place is used, as in SAM.
void read_place_of(const Metadata& metadata, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    const std::string_view local = metadata.of({"localtimezone"});
    std::string_view zone = metadata.of({"timezone", "tz"});
    const bool is_given = request.replaces_place && request.utc_offset_s;
    if (is_open(zone) && !is_open(local) && !is_given) {
        zone = local;
        raw.notes.push_back(
            fmt::format("Time Zone is blank: times are taken in the Local Time Zone, UTC{} h", shown(local)));
    }
    const std::string_view city = metadata.of({"city", "locationname"});
    raw.place.name =
        shown(city.empty() || city == "-" ? metadata.of({"locationid", "location", "stationid", "source"}) : city);
    read_place({.line = 2,
                .latitude = metadata.of({"latitude", "lat"}),
                .longitude = metadata.of({"longitude", "lon", "lng", "long"}),
                .elevation = metadata.of({"elevation", "elev", "el", "siteelevation", "altitude"}),
                .time_zone = zone},
               request, raw, faults);
    const auto zone_h = to_number(zone), local_h = to_number(local);
    if (zone_h && local_h && *local_h != *zone_h)
        raw.notes.push_back(
            fmt::format("times are at UTC{:+g} h, the place's own standard time is UTC{:+g} h", *zone_h, *local_h));
}

constexpr std::string_view kSnapshots =
    "values of the National Solar Radiation Database are snapshots at the labelled minute: the sun is taken there";
}  // namespace

RawWeather read_psm(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "psm";
    const Metadata metadata = read_metadata(text, faults);
    read_place_of(metadata, request, raw, faults);
    read_table(text, 3, metadata, request, raw, faults);
    raw.sun_offset_s = take_label_offset(raw, faults);
    raw.notes.emplace_back(kSnapshots);
    return raw;
}

RawWeather read_psm_table(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    if (!request.latitude_deg || !request.longitude_deg || !request.elevation_m || !request.utc_offset_s)
        faults.stop("place", 1, "a table without rows of metadata",
                    "latitude, longitude, elevation and UTC offset to be given along with the file (weather convert "
                    "--place, [place] of a profile, the site of a study)");
    RawWeather raw;
    raw.format = "psm-table";
    raw.place = {"", *request.latitude_deg, *request.longitude_deg, *request.elevation_m, *request.utc_offset_s};
    read_table(text, 1, {}, request, raw, faults);
    raw.sun_offset_s = take_label_offset(raw, faults);
    raw.notes.emplace_back(kSnapshots);
    return raw;
}

RawWeather read_sam(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults) {
    RawWeather raw;
    raw.format = "sam";
    const Metadata metadata = read_metadata(text, faults);
    read_place_of(metadata, request, raw, faults);
    read_table(text, 3, metadata, request, raw, faults);
    const bool ends_hours = hours_to_24(text, 3);
    if (ends_hours) raw.notes.emplace_back("hours run from 1 to 24: they are taken as ends of their hour");
    take_label_offset(raw, faults);
    if (ends_hours)
        for (std::int64_t& start : raw.start_local_s) start -= base::kSecondsPerHour;
    return raw;
}

}  // namespace decawatt::io
