// ERA5 in other units, packings, calendars and shapes: read correctly or refused by name.
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

TEST_CASE("Radiation, temperature, pressure and wind in every unit of the table") {
    const auto usual = reading_of([](NetcdfSample&) {});
    REQUIRE(*std::ranges::max_element(usual.weather.ghi_w_per_m2.all()) > 500.0);
    for (const auto& unit : {std::pair{"W m**-2", 1.0 / 3600.0}, std::pair{"W m-2", 1.0 / 3600.0},
                             std::pair{"kJ m^-2", 1e-3}, std::pair{"MJ/m2", 1e-6}, std::pair{"J m-2", 1.0},
                             std::pair{"Wh m-2", 1.0 / 3600.0}, std::pair{"kWh/m2", 1.0 / 3.6e6}}) {
        CAPTURE(unit.first);
        check_same(reading_of(rescaled("ssrd", unit.first, unit.second)).weather.ghi_w_per_m2,
                   usual.weather.ghi_w_per_m2, 1e-3);
    }
    CHECK(has_note(reading_of(rescaled("ssrd", "W m**-2", 1.0 / 3600.0)),
                   "ssrd: powers in W/m2 are taken as means over the hour before each label"));
    check_same(reading_of(rescaled("t2m", "degC", 1.0, -273.15)).weather.temperature_deg_c,
               usual.weather.temperature_deg_c, 1e-4);
    CHECK(usual.weather.temperature_deg_c(10, 0) == doctest::Approx(21.0));
    check_same(reading_of(rescaled("sp", "hPa", 0.01)).weather.pressure_pa, usual.weather.pressure_pa, 0.01);
    const auto knots = reading_of([](NetcdfSample& sample) {
        rescaled("u10", "knots", 3600.0 / 1852.0)(sample);
        rescaled("v10", "km/h", 3.6)(sample);
    });
    CHECK(knots.weather.wind[0].speed_m_per_s(7, 0) == doctest::Approx(5.0));
    CHECK(knots.weather.wind[0].direction_deg(7, 0) == doctest::Approx(216.8699));  // 180 + atan(3 / 4)
    CHECK(has_note(knots, "u10: converted from knots, where ERA5 has m s-1"));
}

TEST_CASE("Elevation from geopotential, or from metres") {
    const auto with_z = [](const char* units, double value) {
        return [=](NetcdfSample& sample) {
            sample.variables["z"] = {.dimensions = {"latitude", "longitude"}, .numbers = {value}, .texts = {}};
            sample["z"].text_attributes["units"] = units;
        };
    };
    CHECK(reading_of(with_z("m**2 s**-2", 980.665)).place.elevation_m == doctest::Approx(100.0));
    CHECK(reading_of(with_z("m", 250.0)).place.elevation_m == doctest::Approx(250.0));
    CHECK(complaint(with_z("m", 9806.65)).find("z: found 9806.65 m, expected -500 to 9000 m") != std::string::npos);
    CHECK(complaint(with_z("furlong", 1.0)).find("z: found units = \"furlong\"") != std::string::npos);
    // 100,000 Pa of the standard atmosphere
    CHECK(reading_of([](NetcdfSample&) {}, {.whole_year = false}).place.elevation_m ==
          doctest::Approx(111.0).epsilon(0.01));
}

TEST_CASE("Unknown and missing units are rejected by name, with the known ones") {
    CHECK(complaint(rescaled("ssrd", "furlong", 1.0)).find("ssrd: found units = \"furlong\", expected units of J/m2") !=
          std::string::npos);
    CHECK(complaint([](NetcdfSample& s) {
              s["t2m"].text_attributes.erase("units");
          }).find("t2m: found no units, expected units of degC, K or degF") != std::string::npos);
    CHECK(complaint(rescaled("latitude", "radians", 1.0)).find("latitude: found units = \"radians\"") !=
          std::string::npos);
    CHECK(has_note(reading_of([](NetcdfSample& s) { s["latitude"].text_attributes.erase("units"); }),
                   "latitude has no units: degrees_north are assumed"));
    CHECK(complaint([](NetcdfSample& s) {
              s["time"].text_attributes["units"] = "months since 1900-01-01";
          }).find("time: found units = \"months since 1900-01-01\"") != std::string::npos);
}

TEST_CASE("A calendar without leap days is read in its own dates") {
    const auto noleap = reading_of([](NetcdfSample& sample) {
        for (std::size_t t = 0; t < 48; ++t) sample["time"].numbers[t] = 44346.0 * 24.0 + static_cast<double>(t);
        sample["time"].text_attributes["calendar"] = "365_day";
    });
    CHECK(base::format_utc(noleap.weather.axis.start_utc_s) == "2021-06-30T23:00:00Z");
    CHECK(has_note(noleap, "calendar 365_day"));
    const auto leap = reading_of([](NetcdfSample& sample) {  // 28 February and 1 March 2020, 120 years and 58 days on
        for (std::size_t t = 0; t < 48; ++t)
            sample["time"].numbers[t] = (120.0 * 365.0 + 58.0) * 24.0 + static_cast<double>(t);
        sample["time"].text_attributes["calendar"] = "noleap";
        for (double& number : sample["ssrd"].numbers) number *= 0.3;  // July's sun rises earlier
    });
    CHECK(leap.weather.axis.count == 48);
    CHECK(has_note(leap, "29 February 2020 is missing: the hours are labelled as those of 2019"));
    CHECK(complaint([](NetcdfSample& s) {
              s["time"].text_attributes["calendar"] = "360_day";
          }).find("360_day has a 30 February") != std::string::npos);
}

TEST_CASE("Packed numbers, marks of missing values and valid ranges") {
    const auto packed = [](nc_type type, double scale, double offset) {
        return [=](NetcdfSample& sample) {
            auto& t2m = sample["t2m"];
            t2m.type = type;
            t2m.number_attributes = {{"scale_factor", {scale}}, {"add_offset", {offset}}};
            for (double& number : t2m.numbers) number = std::round((number - offset) / scale);
        };
    };
    CHECK(reading_of(packed(NC_SHORT, 0.1, 273.15)).weather.temperature_deg_c(10, 0) == doctest::Approx(21.0));
    // An hour with a mark of a missing value is filled between its neighbours: 20.9 and 21.1 degrees.
    const auto value_with = [&](const std::function<void(test::SampleVariable&)>& mark) {
        return reading_of([&](NetcdfSample& sample) {
                   packed(NC_SHORT, 0.1, 273.15)(sample);
                   mark(sample["t2m"]);
               })
            .weather.temperature_deg_c(10, 0);
    };
    CHECK(value_with([](SampleVariable& v) { v.numbers[10] = -32767; }) == doctest::Approx(21.0));  // NC_FILL_SHORT
    CHECK(value_with([](SampleVariable& v) { v.numbers[10] = 999, v.number_attributes["_FillValue"] = {999}; }) ==
          doctest::Approx(21.0));
    CHECK(value_with([](SampleVariable& v) {
              v.numbers[10] = 888, v.number_attributes["missing_value"] = {777, 888};
          }) == doctest::Approx(21.0));
    CHECK(complaint([&](NetcdfSample& sample) {  // a range of packed numbers, of which only the first ten are valid
              packed(NC_SHORT, 0.1, 273.15)(sample);
              sample["t2m"].text_attributes["units"] = "K";
              sample.variables["t2m"].attribute_type = NC_SHORT;
              sample["t2m"].number_attributes = {{"valid_range", {200, 209}}};
          })
              .find("38 h without a value") != std::string::npos);
    CHECK(value_with([](SampleVariable& v) { v.numbers[10] = 500, v.number_attributes["valid_max"] = {320.0}; }) ==
          doctest::Approx(21.0));  // of values, in K
}

TEST_CASE("Attributes that change values in another way are refused") {
    const auto with = [](const char* name, const std::vector<double>& numbers) {
        return [=](NetcdfSample& sample) { sample["t2m"].number_attributes[name] = numbers; };
    };
    CHECK(complaint(with("scale_factor", {1.0, 2.0})).find("t2m:scale_factor: found 2 values, expected one number") !=
          std::string::npos);
    CHECK(complaint(with("scale_factor", {0.0})).find("t2m:scale_factor: found 0") != std::string::npos);
    CHECK(complaint(with("valid_range", {1.0})).find("t2m:valid_range: found 1 values, expected 2 numbers") !=
          std::string::npos);
    CHECK(complaint(with("Scale", {2.0})).find("t2m:Scale: found an attribute that may change values") !=
          std::string::npos);
    CHECK(complaint([](NetcdfSample& s) {
              s["t2m"].text_attributes["scale_factor"] = "0.1";
          }).find("t2m:scale_factor: found text") != std::string::npos);
}

TEST_CASE("Unsigned bytes in a classic file") {
    const auto reading = reading_of([](NetcdfSample& sample) {
        auto& t2m = sample["t2m"];
        sample.format = 0;
        t2m.type = NC_BYTE;
        t2m.number_attributes = {{"add_offset", {273.15 - 180.0}}};
        t2m.text_attributes["_Unsigned"] = "true";
        for (std::size_t t = 0; t < 48; ++t) t2m.numbers[t] = std::floor(200.0 + static_cast<double>(t) / 4.0) - 256.0;
    });
    CHECK(reading.weather.temperature_deg_c(0, 0) == doctest::Approx(20.0));
    CHECK(reading.weather.temperature_deg_c(47, 0) == doctest::Approx(31.0));
}

TEST_CASE("A missing component of wind or radiation makes the whole missing, and the gap rule fills it") {
    const auto reading = reading_of([](NetcdfSample& sample) {
        sample["u10"].numbers[10] = kNone;
        sample["ssrd"].numbers[27] = kNone;  // 03 UTC: noon there
    });
    CHECK(reading.weather.wind[0].speed_m_per_s(10, 0) == doctest::Approx(5.0));
    CHECK(has_note(reading, "u10 (column 4): 1 values interpolated between their neighbours"));
    CHECK(reading.weather.ghi_w_per_m2(27, 0) > 500.0);
    CHECK(complaint([](NetcdfSample& sample) {
              for (std::size_t t = 10; t < 16; ++t) sample["v100"].numbers[t] = kNone;
          }).find("6 h without a value") != std::string::npos);
}

TEST_CASE("Sums since 00 UTC, as ERA5-Land has them, become hours") {
    const auto usual = reading_of([](NetcdfSample&) {});
    const auto land = [](NetcdfSample& sample) {  // label 00 holds the sum of the day before
        auto& ssrd = sample["ssrd"].numbers;
        for (std::size_t t = 2; t < 48; ++t)
            if ((t - 1) % 24 != 0) ssrd[t] += ssrd[t - 1];
        ssrd[0] = 2e7;
    };
    const auto reading = reading_of(land);
    for (std::size_t t = 1; t < 48; ++t)
        CHECK(std::abs(reading.weather.ghi_w_per_m2(t, 0) - usual.weather.ghi_w_per_m2(t, 0)) < 1.0);
    CHECK(has_note(reading, "ssrd is accumulated from 00 UTC on, as in ERA5-Land"));
    CHECK(!has_note(usual, "accumulated from 00 UTC"));
}

TEST_CASE("Final and preliminary data are combined to one series; ensembles are rejected") {
    const auto split = [](const char* dimension) {
        return [=](NetcdfSample& sample) {
            sample.dimensions.emplace_back(dimension, 2);
            sample.variables[dimension] = {.type = NC_INT, .dimensions = {dimension}, .numbers = {5, 1}, .texts = {}};
            for (auto& [name, variable] : sample.variables) {
                if (variable.dimensions.size() != 3) continue;
                variable.dimensions.insert(variable.dimensions.begin() + 1, dimension);
                std::vector<double> both;
                for (std::size_t t = 0; t < 48; ++t) {
                    both.push_back(t < 30 ? variable.numbers[t] + 1.0 : variable.numbers[t]);  // preliminary
                    both.push_back(t < 30 ? variable.numbers[t] : kNone);                      // final, while there
                }
                variable.numbers = both;
            }
        };
    };
    const auto reading = reading_of(split("expver"));
    CHECK(reading.weather.temperature_deg_c(10, 0) == doctest::Approx(21.0));
    CHECK(reading.weather.temperature_deg_c(40, 0) == doctest::Approx(24.0));
    CHECK(has_note(reading, "expver: final data are used where available"));
    const auto named = reading_of([](NetcdfSample& sample) {  // as files since 2024 have it
        SampleVariable versions{.type = NC_STRING, .dimensions = {"time"}, .numbers = {}, .texts = {}};
        for (int t = 0; t < 48; ++t) versions.texts.emplace_back(t < 30 ? "0001" : "0005");
        sample.variables["expver"] = versions;
    });
    CHECK(has_note(named, "expver: 18 hours are preliminary data (ERA5T)"));
    CHECK(complaint(split("number")).find("dimension number of 2, expected one member of the ensemble") !=
          std::string::npos);
}
