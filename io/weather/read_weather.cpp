#include "io/weather/read_weather.hpp"

#include <algorithm>
#include <array>

#include "base/nearest_name.hpp"
#include "io/foreign_file.hpp"
#include "io/hdf5/netcdf_length.hpp"
#include "io/input_file.hpp"
#include "io/weather/assemble.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/weather_netcdf.hpp"

namespace decawatt::io {

namespace {
using TextReader = RawWeather (*)(const WeatherText&, const WeatherRequest&, WeatherFaults&);

bool any_line(const WeatherText& text, bool (*is)(const Fields&)) {
    constexpr int kHeadLines = 60;
    Fields fields;
    for (int line = 1; line <= std::min(kHeadLines, text.count()); ++line) {
        split_fields(text.line(line), fields);
        if (is(fields)) return true;
    }
    return false;
}

bool has_metadata_rows(const WeatherText& text) {
    const Fields keys = split_fields(text.line(1)), header = split_fields(text.line(3));
    return (find_field(keys, "latitude") || find_field(keys, "lat")) &&
           (find_field(header, "month") || find_field(header, "mo"));
}

// The first line of a SAM CSV may begin with Location as well.
bool is_epw(const WeatherText& text) {
    return plain_name(split_fields(text.line(1)).front()) == "location" && !has_metadata_rows(text);
}
bool is_tmy3(const WeatherText& text) {
    return plain_name(split_fields(text.line(2)).front()) == "datemmddyyyy";
}
bool is_psm(const WeatherText& text) {
    const Fields keys = split_fields(text.line(1)), values = split_fields(text.line(2));
    const auto source = find_field(keys, "source");
    return has_metadata_rows(text) &&
           (find_field(keys, "localtimezone") || (source && *source < values.size() && values[*source] == "NSRDB"));
}
bool is_sam(const WeatherText& text) {
    return has_metadata_rows(text) && !is_psm(text);
}
bool is_psm_table(const WeatherText& text) {
    const Fields header = split_fields(text.line(1));
    return find_field(header, "year") && find_field(header, "month") && find_field(header, "hour") &&
           find_field(header, "ghi");
}
bool is_pvgis(const WeatherText& text) {
    return any_line(text, [](const Fields& f) { return plain_name(f[0]).starts_with("latitudedecimaldegrees"); });
}
bool is_pvgis_tmy(const WeatherText& text) {
    return is_pvgis(text) && any_line(text, [](const Fields& f) { return plain_name(f[0]) == "timeutc"; });
}
bool is_pvgis_hourly(const WeatherText& text) {
    return is_pvgis(text) && any_line(text, [](const Fields& f) { return f[0] == "time"; });
}
bool is_power(const WeatherText& text) {
    return any_line(text, [](const Fields& f) { return f[0] == "-BEGIN HEADER-"; });
}
bool is_pvwatts(const WeatherText& text) {
    return !has_metadata_rows(text) && (text.line(1).starts_with("PVWatts:") || any_line(text, [](const Fields& f) {
                                            return f.size() > 3 && f[0] == "Month" && f[1] == "Day";
                                        }));
}
bool is_srw(const WeatherText& text) {
    const Fields names = split_fields(text.line(3)), heights = split_fields(text.line(5));
    const auto is_speed = [](std::string_view name) {
        return plain_name(name) == "speed" || plain_name(name) == "velocity";
    };
    return std::ranges::any_of(names, is_speed) && heights.size() >= names.size() && to_number(heights.front());
}

struct TextFormat {
    const char* name;
    bool (*is)(const WeatherText&);
    TextReader read;
};
constexpr std::array kTextFormats = {
    TextFormat{"epw", is_epw, read_epw},
    TextFormat{"tmy3", is_tmy3, read_tmy3},
    TextFormat{"psm", is_psm, read_psm},
    TextFormat{"sam", is_sam, read_sam},
    TextFormat{"psm-table", is_psm_table, read_psm_table},
    TextFormat{"pvgis-tmy", is_pvgis_tmy, read_pvgis_tmy},
    TextFormat{"pvgis-hourly", is_pvgis_hourly, read_pvgis_hourly},
    TextFormat{"nasa-power", is_power, read_power},
    TextFormat{"pvwatts", is_pvwatts, read_pvwatts},
    TextFormat{"srw", is_srw, read_srw},
};
constexpr const char* kEra5 = "era5";

std::string known_names() {
    std::string all;
    for (const std::string& name : weather_formats()) all += (all.empty() ? "" : ", ") + name;
    return all;
}

const TextFormat* recognised_format(const WeatherText& text) {
    const auto found = std::ranges::find_if(kTextFormats, [&](const TextFormat& format) { return format.is(text); });
    return found == kTextFormats.end() ? nullptr : &*found;
}

// SAM CSV and NSRDB files have the same structure, so each may be read as the other.
bool may_be_read_as(const TextFormat& stated, const WeatherText& text) {
    const bool has_rows_of_both = stated.read == read_sam || stated.read == read_psm;
    return stated.is(text) || (has_rows_of_both && has_metadata_rows(text));
}

const TextFormat& find_format(const WeatherText& text, const std::string& stated, WeatherFaults& faults) {
    const TextFormat* recognised = recognised_format(text);
    if (stated.empty()) {
        if (!recognised) faults.stop("format", 1, shown(text.line(1)), "the head of one of " + known_names());
        return *recognised;
    }
    const auto format = std::ranges::find_if(kTextFormats, [&](const auto& known) { return stated == known.name; });
    if (format == kTextFormats.end()) faults.stop("format", 0, stated, base::one_of(stated, weather_formats()));
    if (recognised && !may_be_read_as(*format, text))
        faults.stop("format", 1, std::string("a file that looks like ") + recognised->name,
                    stated + ", the format stated: state " + recognised->name + ", or none");
    return *format;
}

}  // namespace

void expect_weather_file(const std::filesystem::path& file) {
    const auto kind = not_a_file(file);
    if (!kind) return;
    const std::string what = *kind == "a folder"       ? "is a folder; give the name of a weather file in it"
                             : *kind == "no such file" ? "no such weather file"
                                                       : "no weather file, but " + *kind;
    throw base::ResourceError(file.string() + ": " + what);
}

std::vector<std::string> weather_formats() {
    std::vector<std::string> names;
    names.reserve(std::size(kTextFormats) + 2);
    for (const TextFormat& format : kTextFormats) names.emplace_back(format.name);
    names.emplace_back(kEra5);
    names.emplace_back(kCommonFormat);
    return names;
}

WeatherReading read_weather_bytes(const std::string& file, std::string_view bytes, const WeatherRequest& request) {
    WeatherFaults faults(file);
    const WeatherText text = weather_text(bytes, faults);
    const TextFormat& format = find_format(text, request.format, faults);
    RawWeather raw = format.read(text, request, faults);
    if (text.latin1) raw.notes.emplace_back("the file is not UTF-8: its names are taken as Latin-1");
    if (text.cut) raw.notes.emplace_back("the last line has no end: was the file truncated there?");
    return assemble(std::move(raw), request, faults);
}

WeatherReading read_weather(const std::filesystem::path& file, const WeatherRequest& request) {
    expect_weather_file(file);
    const std::string head = first_bytes(file, kForeignHeadBytes);
    const std::string name = file.filename().string();
    if (const auto foreign = foreign_file(head)) WeatherFaults(name).stop("content", 0, foreign->what, foreign->remedy);
    if (is_netcdf(head)) {
        WeatherFaults faults(name);
        if (!request.format.empty() && request.format != kEra5)
            faults.stop("format", 0, "a netCDF file", request.format);
        return assemble(read_era5(file, request, faults), request, faults);
    }
    const std::string bytes = read_file(file);
    if (request.format == kEra5) WeatherFaults(name).stop("format", 1, shown(bytes.substr(0, 40)), "a netCDF file");
    return read_weather_bytes(name, bytes, request);
}

}  // namespace decawatt::io
