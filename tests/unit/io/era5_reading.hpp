// Helpers of the tests of ERA5 files.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/error.hpp"
#include "io/weather/read_any_weather.hpp"
#include "unit/io/netcdf_samples.hpp"

namespace decawatt::tests::era5 {

using namespace decawatt;
using test::NetcdfSample;
using test::SampleVariable;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
using Change = std::function<void(NetcdfSample&)>;

inline io::WeatherReading reading_of(const Change& change,
                                     const io::WeatherRequest& request = {.elevation_m = 100.0, .whole_year = false}) {
    const test::SampleFile file("era5_units.nc");
    NetcdfSample sample = test::era5_sample();
    change(sample);
    sample.write(file.path);
    return io::read_any_weather(file.path, request, "");
}

inline std::string complaint(const Change& change) {
    try {
        (void)reading_of(change);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "accepted";
}

inline bool has_note(const io::WeatherReading& reading, const std::string& part) {
    return std::ranges::any_of(reading.notes, [&](const std::string& n) { return n.find(part) != std::string::npos; });
}

inline Change rescaled(const char* name, const char* units, double scale, double offset = 0.0) {
    return [=](NetcdfSample& sample) {
        for (double& number : sample[name].numbers) number = number * scale + offset;
        sample[name].text_attributes["units"] = units;
    };
}

// Every hour of one quantity as in the sample of ERA5's own units.
inline void check_same(const base::Series& a, const base::Series& b, double tolerance) {
    REQUIRE(a.times() == b.times());
    for (std::size_t t = 0; t < a.times(); ++t) CHECK(std::abs(a(t, 0) - b(t, 0)) <= tolerance);
}

}  // namespace decawatt::tests::era5
