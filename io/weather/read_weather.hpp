// Weather files of the field, all read to the same thing: one place, UTC labels at the start of each interval.
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
    std::string format = {};                // of docs/weather_format.md; empty: told from the file's content
    std::optional<int> longest_gap_h = {};  // gaps up to this (3) are filled and reported, longer ones refused

    // For what a file leaves open; what a file says itself wins, and a note tells of the difference. Of a grid
    // (ERA5) the cell nearest to latitude and longitude is read.
    std::optional<double> latitude_deg = {}, longitude_deg = {}, elevation_m = {};
    std::optional<int> utc_offset_s = {};
    // The same in place of what the file says, as though the file had said it: its clock too, but for formats whose
    // rows are in UTC by definition.
    bool replaces_place = false;

    std::optional<int> year = {};  // the one to read, of a file that holds several (in the file's own time)
    bool whole_year = true;        // false: any stretch of at least a day is read, for looking at part of a year
};

struct WeatherReading {
    profiles::Location place;
    // One site. Left empty is what the file neither holds nor allows to derive: relative humidity (SRW, PVGIS hourly,
    // PVWatts), direct and diffuse where only global is given, all irradiance (SRW), directions, albedo, snow.
    profiles::WeatherYear weather;
    std::string format;              // what it was read as
    std::vector<std::string> notes;  // what was filled, converted or assumed, for the user to read
};

// Throws base::InputError with file, field, row (line), what was found and expected; all faults together.
// base::ResourceError where the file cannot be opened.
// A common file is read by read_any_weather.
// Throws base::ResourceError where there is no file that could be read: a folder, a pipe, a device.
void expect_weather_file(const std::filesystem::path& file);

WeatherReading read_weather(const std::filesystem::path& file, const WeatherRequest& request);

// The same from memory, for text formats. `file` is the name in messages.
WeatherReading read_weather_bytes(const std::string& file, std::string_view bytes, const WeatherRequest& request);

// The names `WeatherRequest::format` knows.
std::vector<std::string> weather_formats();

}  // namespace decawatt::io
