// The grid and the times of a netCDF file of ERA5. Inside io only.
#pragma once

#include <string>
#include <vector>

#include "base/time_axis.hpp"
#include "io/weather/netcdf_input.hpp"
#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

struct Era5Grid {
    std::string time, latitude, longitude;  // dimensions; "" where the file has one value alone
    std::size_t row = 0, column = 0;        // of the cell that is read
    std::vector<base::UtcSeconds> starts;   // of the hour that ends at each label, by the calendar of the file
};

// The cell nearest to the requested place, which becomes the place of `raw` with a note, and the hours of the file.
// Faults: coordinates without values or beyond the globe, a place off the grid, times that do not rise hour by hour.
Era5Grid read_era5_grid(const NetcdfInput& file, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults);

// All times of a variable at the cell (one value of a variable without times). Of final and preliminary data (expver)
// the final ones are taken where they are there, with a note. A fault where it has another dimension.
std::vector<double> at_cell(const NetcdfInput& file, const std::string& variable, const Era5Grid& grid, RawWeather& raw,
                            WeatherFaults& faults);

}  // namespace decawatt::io
