// Distances between sites and the correlation that they give, by hand.
#include "profiles/generator/site_correlation.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

namespace {
constexpr double kRadiusKm = 6371.0088;

model::Sites sites_at(const std::vector<double>& latitude_deg, const std::vector<double>& longitude_deg) {
    model::Sites sites;
    sites.name.assign(latitude_deg.size(), "site");
    sites.latitude_deg = latitude_deg;
    sites.longitude_deg = longitude_deg;
    return sites;
}
}  // namespace

TEST_CASE("a great circle is measured over poles, parallels and the date line") {
    const double quarter = 0.5 * std::numbers::pi * kRadiusKm;
    CHECK(great_circle_km(0.0, 0.0, 0.0, 90.0) == Approx(quarter).epsilon(1e-12));
    CHECK(great_circle_km(0.0, 10.0, 90.0, 77.0) == Approx(quarter).epsilon(1e-12));
    CHECK(great_circle_km(0.0, 179.0, 0.0, -179.0) == Approx(quarter / 45.0).epsilon(1e-12));
    CHECK(great_circle_km(60.0, 0.0, 60.0, 180.0) == Approx(quarter * 60.0 / 90.0).epsilon(1e-12));  // over the pole
    CHECK(great_circle_km(37.0, 127.0, 37.0, 127.0) == 0.0);
    CHECK(great_circle_km(0.0, 0.0, 0.0, 180.0) == Approx(2.0 * quarter).epsilon(1e-12));
}

TEST_CASE("the correlation of sites at one place is 1 less a millionth, and of others falls with distance") {
    model::Reach reach;
    reach.length_km = 500.0;
    reach.exponent = 1.0;
    reach.east_west_stretch = 1.0;
    const SitePlane plane(sites_at({0.0, 0.0, 4.5}, {0.0, 0.0, 0.0}));
    CHECK(plane.correlation(reach, 0, 1) == 1.0);
    const double apart = std::exp(-0.025 * std::numbers::pi * kRadiusKm / 500.0);
    CHECK(plane.correlation(reach, 0, 2) == Approx(apart).epsilon(1e-12));
    const SiteCorrelation correlation(plane, reach);
    std::vector<double> values = {1.0, 0.0, 0.0, 0.0, 0.0, 1.0};  // two hours of three sites
    correlation.apply(values, 2);
    CHECK(values[0] == 1.0);
    CHECK(values[2] == Approx(1.0 - 1e-6).epsilon(1e-12));
    CHECK(values[4] == Approx((1.0 - 1e-6) * apart).epsilon(1e-12));
    // The own part of the third: its share with the first two leaves nearly sqrt(1 - apart^2).
    CHECK(values[5] == Approx(std::sqrt(1.0 - apart * apart)).epsilon(1e-5));
    CHECK(values[1] == 0.0);
}
