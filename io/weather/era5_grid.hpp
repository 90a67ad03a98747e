// The grid and the times of a netCDF file of ERA5. Internal to io.
#pragma once

#include <string>
#include <vector>

#include "base/time_axis.hpp"
#include "io/weather/netcdf_input.hpp"
#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

struct Era5Grid {
    std::string time, latitude, longitude;  // dimensions; "" if the file has a single value
    std::size_t row = 0, column = 0;        // of the cell that is read
    std::vector<base::UtcSeconds> starts;   // of the hour that ends at each label, by the calendar of the file
};

// The cell nearest to the requested place, which becomes the place of `raw` with a note, and the hours of the file.
// Faults: coordinates that are missing or out of range, a place outside the grid, times that are not consecutive hours.
Era5Grid read_era5_grid(const NetcdfInput& file, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults);

// All times of a variable at the cell (one value of a variable without times). Of final and preliminary data (expver)
// the final ones are used if present, with a note. A fault if it has another dimension.
std::vector<double> at_cell(const NetcdfInput& file, const std::string& variable, const Era5Grid& grid, RawWeather& raw,
                            WeatherFaults& faults);

}  // namespace decawatt::io
