#include "profiles/weather/sun_of_year.hpp"

#include <doctest/doctest.h>

using namespace decawatt;

TEST_CASE("irradiance that closes closes, and an excess of 10 W/m2 is seen") {
    const profiles::Location kPlace{"", 35.1, 126.9, 70.0, 9 * 3600};
    const base::TimeAxis axis = base::year_axis(2019, kPlace.utc_offset_s, 3600);
    const auto sun = profiles::sun_of_year(axis, kPlace, std::nullopt);
    const std::vector<double> dni(8760, 300.0), dhi(8760, 50.0);
    std::vector<double> ghi;
    for (const double cosine : sun.cos_zenith) ghi.push_back(300.0 * cosine + 60.0);
    const auto closure = profiles::closure_of(ghi, dni, dhi, sun.cos_zenith);
    CHECK(closure.mean_w_per_m2 == doctest::Approx(10.0));
    CHECK(closure.rms_w_per_m2 == doctest::Approx(10.0));
    CHECK(closure.count > 3800);  // half of the year's hours, less those with a low sun
    CHECK(closure.count < 4380);
    // By the sun of the hour's start: earlier in the morning, higher after noon.
    CHECK(profiles::closure_of(ghi, dni, dhi, profiles::sun_of_year(axis, kPlace, 0).cos_zenith).rms_w_per_m2 > 20.0);
}
