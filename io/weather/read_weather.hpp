// Reads common formats of weather files to the same structure: one place, UTC labels at the start of each interval.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "profiles/weather/location.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::io {

struct WeatherRequest {
    std::string format = {};  // of docs/weather_format.md; empty: detected from the content
    std::optional<int> longest_gap_h =
        {};  // gaps up to this length (default 3) are filled and reported, longer ones rejected

    // Used for values that a file does not state; values in the file have precedence, and differences are noted. In a
    // grid (ERA5) the cell nearest to latitude and longitude is read.
    std::optional<double> latitude_deg = {}, longitude_deg = {}, elevation_m = {};
    std::optional<int> utc_offset_s = {};
    // Whether these values replace those of the file, including the time zone of its labels, except for formats in UTC
    // by definition.
    bool replaces_place = false;

    std::optional<int> year = {};  // the year to read from a file with several (in the file's time)
    bool whole_year = true;        // false: any period of at least a day is read, for inspection of part of a year
};

struct WeatherReading {
    profiles::Location place;
    // One site. Variables that the file lacks and that cannot be derived are empty: relative humidity (SRW, PVGIS
    // hourly, PVWatts), direct and diffuse if only global is given, all irradiance (SRW), directions, albedo, snow.
    profiles::WeatherYear weather;
    std::string format;              // the format as which it was read
    std::vector<std::string> notes;  // values filled, converted or assumed, for the user
};

// Throws base::InputError with file, field, row (line), what was found and expected, with all faults;
// base::ResourceError if the file cannot be opened. Common files are read by read_any_weather.
// Throws base::ResourceError if the path is not a regular file but a folder, a pipe or a device.
void expect_weather_file(const std::filesystem::path& file);

WeatherReading read_weather(const std::filesystem::path& file, const WeatherRequest& request);

// The same from memory, for text formats. `file` is the name for messages.
WeatherReading read_weather_bytes(const std::string& file, std::string_view bytes, const WeatherRequest& request);

// The valid names for `WeatherRequest::format`.
std::vector<std::string> weather_formats();

}  // namespace decawatt::io
