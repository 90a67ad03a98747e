// ERA5 files on other grids and times, and netCDF files of something else.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/error.hpp"
#include "era5_reading.hpp"
#include "io/weather/read_any_weather.hpp"
#include "unit/io/netcdf_samples.hpp"

using namespace decawatt;
using test::NetcdfSample;
using test::SampleVariable;
using namespace decawatt::tests::era5;

TEST_CASE("Steps other than an hour, and times that do not rise") {
    const auto every = [](double hours) {
        return [=](NetcdfSample& sample) {
            for (std::size_t t = 0; t < 48; ++t) sample["time"].numbers[t] = 1065024.0 + hours * static_cast<double>(t);
        };
    };
    CHECK(complaint(every(3)).find("time: found steps of 3 h, expected hourly data: download all 24 hours") !=
          std::string::npos);
    CHECK(complaint(every(24)).find("steps of a day") != std::string::npos);
    CHECK(complaint(every(730)).find("monthly means") != std::string::npos);
    CHECK(complaint(every(-1)).find("2021-06-30T23:00:00Z after 2021-07-01T00:00:00Z, expected increasing times") !=
          std::string::npos);
    CHECK(complaint([](NetcdfSample& s) { s["time"].numbers[5] = s["time"].numbers[4]; }).find("time (row 6)") !=
          std::string::npos);
}

TEST_CASE("Grids: any order, 0 to 360 degrees, marks of missing values in coordinates") {
    const auto grid = [](const std::vector<double>& latitudes, const std::vector<double>& longitudes) {
        return [=](NetcdfSample& sample) {
            sample.dimensions = {{"time", 48}, {"latitude", 2}, {"longitude", 2}};
            sample["latitude"].numbers = latitudes, sample["longitude"].numbers = longitudes;
            for (auto& [name, variable] : sample.variables) {
                if (variable.dimensions.size() != 3) continue;
                std::vector<double> cells;
                for (const double number : variable.numbers)
                    for (int cell = 0; cell < 4; ++cell) cells.push_back(name == "sp" ? number + 100.0 * cell : number);
                variable.numbers = cells;
            }
        };
    };
    const auto at = [](double latitude, double longitude) {
        return io::WeatherRequest{
            .latitude_deg = latitude, .longitude_deg = longitude, .elevation_m = 100.0, .whole_year = false};
    };
    // Cells row by row: 0, 1 / 2, 3. Near the sun of the sample, whose irradiance all cells have.
    CHECK(reading_of(grid({37.25, 37.0}, {126.75, 127.0}), at(37.0, 127.0)).weather.pressure_pa(0, 0) ==
          doctest::Approx(100300.0));
    CHECK(reading_of(grid({37.0, 37.25}, {127.0, 126.75}), at(37.0, 127.0)).weather.pressure_pa(0, 0) ==
          doctest::Approx(100000.0));
    CHECK(reading_of(grid({37.0, 37.25}, {-233.0 + 360.0, 127.25}), at(37.0, -233.0)).weather.pressure_pa(0, 0) ==
          doctest::Approx(100000.0));
    CHECK_THROWS_WITH_AS(reading_of(grid({37.0, 37.25}, {359.75, 0.0}), at(37.0, 127.0)),
                         doctest::Contains("degrees off the grid of the file"), base::InputError);
    CHECK(complaint(grid({37.0, 37.25}, {126.75, 127.0})).find("2 × 2 cells") != std::string::npos);
    CHECK(complaint([](NetcdfSample& s) {
              s["longitude"].dimensions = {"latitude"};
          }).find("latitude: found a list of places along latitude") != std::string::npos);
    CHECK(complaint([&](NetcdfSample& s) {
              s["latitude"].numbers = {-999.0}, s["latitude"].number_attributes["_FillValue"] = {-999.0};
          }).find("latitude: found no value at a place of the grid") != std::string::npos);
    CHECK(complaint(grid({137.0, 137.25}, {126.75, 127.0}))
              .find("latitude: found 137, expected degrees from -90 to 90") != std::string::npos);
}

TEST_CASE("A netCDF file that is not ERA5 is rejected with its variables") {
    const auto other = complaint([](NetcdfSample& sample) {
        for (const char* name : {"t2m", "ssrd", "u10", "d2m", "v10"}) sample.variables.erase(name);
    });
    CHECK(
        other.find("variables: found a netCDF file of latitude, longitude, sp, time, u100, v100, expected ERA5 single "
                   "levels") != std::string::npos);
}
