// The common weather file as other programs write it again: other units, types, packings, orders of dimensions.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/error.hpp"
#include "io/weather/read_any_weather.hpp"
#include "io/weather/read_common_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "unit/io/netcdf_samples.hpp"

using namespace decawatt;
using test::NetcdfSample;
using test::SampleVariable;

namespace {
using Change = std::function<void(NetcdfSample&)>;

io::CommonWeather reading_of(const Change& change) {
    const test::SampleFile file("common_cf.nc");
    NetcdfSample sample = test::common_sample();
    change(sample);
    sample.write(file.path);
    REQUIRE(io::is_common_weather(file.path));
    return io::read_common_sites(file.path);
}

std::string complaint(const Change& change) {
    try {
        (void)reading_of(change);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "accepted";
}

void check_values(const io::CommonWeather& common, double tolerance = 0.0) {
    REQUIRE(common.places.size() == 2);
    CHECK(common.places[1].name == "süd");
    CHECK(common.places[1].utc_offset_s == -12600);
    CHECK(common.weather.axis.start_utc_s == base::utc_of_date(2021, 7, 1, 0));
    REQUIRE(common.weather.axis.count == 24);
    CHECK(common.weather.axis.step_s == 3600);
    REQUIRE(common.weather.wind.size() == 2);
    for (std::size_t t = 0; t < 24; ++t)
        for (std::size_t s = 0; s < 2; ++s) {
            const double hour = static_cast<double>(t), site = static_cast<double>(s);
            CHECK(std::abs(common.weather.temperature_deg_c(t, s) - (hour - 30.0 * site)) <= tolerance);
            CHECK(std::abs(common.weather.wind[1].speed_m_per_s(t, s) - (4.0 + hour / 8.0 + site)) <= tolerance);
            CHECK(std::abs(common.weather.wind[0].direction_deg(t, s) - (10.0 * hour + site)) <= tolerance);
        }
}

void pack(SampleVariable& variable, nc_type type, double scale, double offset) {
    variable.type = type;
    variable.number_attributes = {{"scale_factor", {scale}}, {"add_offset", {offset}}};
    for (double& number : variable.numbers) number = std::round((number - offset) / scale);
}

// Values over (a, b, c) in the order (c, a, b).
void rotate(NetcdfSample& sample, const char* name) {
    SampleVariable& variable = sample[name];
    const std::size_t last = variable.dimensions.back() == "site" ? 2 : 24, rows = variable.numbers.size() / last;
    std::vector<double> turned;
    for (std::size_t k = 0; k < last; ++k)
        for (std::size_t row = 0; row < rows; ++row) turned.push_back(variable.numbers[row * last + k]);
    variable.numbers = turned;
    std::rotate(variable.dimensions.begin(), variable.dimensions.end() - 1, variable.dimensions.end());
}
}  // namespace

TEST_CASE("A common file as it is written, and in the netCDF-3 formats with characters for names") {
    check_values(reading_of([](NetcdfSample&) {}));
    for (const int format : {0, NC_64BIT_OFFSET, NC_64BIT_DATA})
        check_values(reading_of([=](NetcdfSample& sample) {
            sample.format = format;
            sample.dimensions.emplace_back("letters", 5);
            sample["site"].type = NC_CHAR;
            sample["site"].dimensions = {"site", "letters"};
            sample["time"].type = NC_INT;
        }));
}

TEST_CASE("Packed values of a common file are unpacked") {
    check_values(reading_of([](NetcdfSample& sample) {
                     pack(sample["temperature_deg_c"], NC_SHORT, 0.01, 20.0);
                     pack(sample["wind_speed_m_per_s"], NC_INT, 0.125, 0.0);
                 }),
                 1e-9);
    CHECK(complaint([](NetcdfSample& sample) {
              pack(sample["temperature_deg_c"], NC_SHORT, 1.0, 0.0);
              sample["temperature_deg_c"].number_attributes["_FillValue"] = {7.0};
          }).find("temperature_deg_c: found nan at 2021-07-01T07:00:00Z (site north)") != std::string::npos);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["temperature_deg_c"].number_attributes["missing_value"] = {-99, 7};
          }).find("found nan at 2021-07-01T07:00:00Z") != std::string::npos);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["temperature_deg_c"].number_attributes["valid_max"] = {22.0};
          }).find("found nan at 2021-07-01T23:00:00Z") != std::string::npos);
}

TEST_CASE("Times of a common file in other units, from other dates") {
    for (const auto& [units, scale] : {std::pair{"hours since 2021-06-30T15:00:00+09:00", 1.0},
                                       std::pair{"seconds since 2021-06-30 06:00:00", 3600.0},
                                       std::pair{"days since 2021-06-30T06:00:00Z", 1.0 / 24.0}})
        check_values(reading_of([&, units = units, scale = scale](NetcdfSample& sample) {
            sample["time"].type = NC_DOUBLE;
            sample["time"].text_attributes["units"] = units;
            for (int t = 0; t < 24; ++t) sample["time"].numbers[static_cast<std::size_t>(t)] = scale * (t + 18);
        }));
    CHECK(complaint([](NetcdfSample& sample) {
              sample["time"].numbers[5] += 60.0;
          }).find("time: found 2021-07-01T05:01:00Z at place 6, expected 3600 s after the one before it") !=
          std::string::npos);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["time"].text_attributes["calendar"] = "360_day";
          }).find("360_day has a 30 February") != std::string::npos);
}

TEST_CASE("Dimensions of a common file in another order, or left out where they have one value") {
    check_values(reading_of([](NetcdfSample& sample) {
        for (const char* name : {"temperature_deg_c", "wind_speed_m_per_s", "wind_direction_deg"}) rotate(sample, name);
        rotate(sample, "wind_direction_deg");
    }));
    const auto one = reading_of([](NetcdfSample& sample) {  // the second site and the first height alone
        sample.dimensions = {{"time", 24}};
        for (auto& [name, variable] : sample.variables) {
            if (name == "time") continue;
            const bool hourly = variable.numbers.size() >= 48, by_height = name == "height";
            std::vector<double> kept;
            if (by_height) kept = {10.0};
            if (hourly)
                for (std::size_t t = 0; t < 24; ++t) kept.push_back(variable.numbers[2 * t + 1]);
            if (!hourly && !by_height && !variable.numbers.empty()) kept = {variable.numbers[1]};
            variable.numbers = kept;
            variable.dimensions = hourly ? std::vector<std::string>{"time"} : std::vector<std::string>{};
        }
        sample["site"].texts = {"süd"};
    });
    REQUIRE(one.places.size() == 1);
    CHECK(one.places[0].name == "süd");
    CHECK(one.places[0].latitude_deg == -35.25);
    CHECK(one.weather.temperature_deg_c(5, 0) == -25.0);
    REQUIRE(one.weather.wind.size() == 1);
    CHECK(one.weather.wind[0].speed_m_per_s(8, 0) == 3.0);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["temperature_deg_c"].dimensions = {"site", "height"};
              sample["temperature_deg_c"].numbers.resize(4);
          }).find("temperature_deg_c: found a shape of 2 × 2, expected a shape of 24 × 2") != std::string::npos);
}

TEST_CASE("Units of a common file that mean the same, and others that are converted") {
    const auto changed = reading_of([](NetcdfSample& sample) {
        sample["temperature_deg_c"].text_attributes["units"] = std::string(1, 'K');
        for (double& number : sample["temperature_deg_c"].numbers) number += 273.15;
        sample["wind_speed_m_per_s"].text_attributes["units"] = "m/s";
        sample["wind_direction_deg"].text_attributes["units"] = "degrees";
    });
    check_values(changed, 1e-9);
    CHECK(std::ranges::count(changed.notes, "temperature_deg_c: converted from K to degC") == 1);
    CHECK(changed.notes.size() == 1);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["temperature_deg_c"].text_attributes["units"] = std::string(1, 'm');
          }).find("temperature_deg_c: found units = \"m\", expected units = \"degC\" (known are degC, K or degF)") !=
          std::string::npos);
    CHECK(complaint([](NetcdfSample& sample) {
              sample["height"].text_attributes.erase("units");
          }).find("height: found no units") != std::string::npos);
}
