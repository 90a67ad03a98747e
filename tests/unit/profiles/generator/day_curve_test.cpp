// Seasonal and daily curves and the tables of the normal score, against exact values.
#include "profiles/generator/day_curve.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "profiles/generator/normal_tables.hpp"
#include "profiles/generator/site_correlation.hpp"
#include "profiles/weather/distributions.hpp"

using namespace decawatt;

TEST_CASE("plateaus keep each month's weighted mean and stay level in its middle") {
    const model::Months wanted{4.0, 1.4, 3.0, 3.0, 2.0, 5.0, 1.0, 1.0, 1.2, 0.8, 4.0, 4.1};
    std::vector<double> weight;
    for (int d = 0; d < 365; ++d) weight.push_back(1.0 + 0.5 * std::sin(d / 20.0));
    const auto start = profiles::month_starts(2027);
    const auto value = profiles::month_plateaus(wanted, 2027, weight, 0.0);
    REQUIRE(value.size() == 365);
    for (std::size_t m = 0; m < 12; ++m) {
        double sum = 0.0, weights = 0.0;
        for (std::size_t d = start[m]; d < start[m + 1]; ++d) sum += weight[d] * value[d], weights += weight[d];
        CAPTURE(m);
        CHECK(sum / weights == doctest::Approx(wanted[m]).epsilon(1e-9));
        CHECK(value[start[m] + 10] == value[start[m] + 18]);
    }
    // Halfway between two months at the turn: days either side lie symmetric about the mean of the levels.
    const double january = value[15], february = value[45];
    CHECK(value[30] + value[31] == doctest::Approx(january + february));
    CHECK(profiles::month_plateaus(wanted, 2028, {}, 0.0).size() == 366);
}

TEST_CASE("hours lie on lines between noons") {
    const std::vector<double> noon{10.0, 34.0, 34.0};
    std::vector<double> hour(48);
    profiles::hours_between_noons(noon, hour);
    CHECK(hour[0] == 10.0);                    // level before the first noon
    CHECK(hour[12] == doctest::Approx(10.5));  // half an hour after noon, 24 a day
    CHECK(hour[35] == doctest::Approx(33.5));  // half an hour before the next
    CHECK(hour[47] == doctest::Approx(34.0));  // interpolated towards the noon after the last hour
    CHECK(profiles::between_noons(noon, 0.75) == doctest::Approx(16.0));
}

TEST_CASE("tables of the normal score have the stated accuracy") {
    double cdf = 0.0, speed = 0.0;
    const profiles::Weibull weibull{2.0, 1.0};
    for (double z = -7.9; z < 7.9; z += 0.00137) {
        cdf = std::max(cdf, std::abs(profiles::normal_cdf_table()(z) - profiles::normal_cdf(z)));
        if (z < -5.0) continue;  // of_score itself loses digits there
        const double v = std::exp(profiles::weibull_logarithm_table()(z) / weibull.shape);
        speed = std::max(speed, std::abs(v / weibull.of_score(z) - 1.0));
    }
    CHECK(cdf < 1.3e-7);
    CHECK(speed < 1e-6);
    CHECK(profiles::normal_cdf_table()(1e9) == doctest::Approx(1.0));
    CHECK(profiles::normal_cdf_table()(-1e9) < 1e-14);
}

TEST_CASE("a stretched correlation differs from west to east, and a smooth one starts flat") {
    model::Sites sites;
    sites.name = {"origin", "east", "north"};
    sites.latitude_deg = {36.0, 36.0, 37.0};
    sites.longitude_deg = {127.0, 128.0, 127.0};
    const profiles::SitePlane plane(sites);
    // One degree: 111.195 km north, cos 36 = .809017 of it east (mean radius 6371.0088 km).
    CHECK(plane.correlation({100.0, 1.0, 1.0}, 0, 2) == doctest::Approx(std::exp(-1.11195)).epsilon(1e-4));
    CHECK(plane.correlation({100.0, 1.0, 2.0}, 0, 1) == doctest::Approx(std::exp(-2.0 * 0.899589)).epsilon(1e-4));
    CHECK(plane.correlation({100.0, 2.0, 1.0}, 0, 2) == doctest::Approx(std::exp(-1.11195 * 1.11195)).epsilon(1e-4));
}
