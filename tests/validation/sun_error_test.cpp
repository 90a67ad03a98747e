// The fast solar position against SPA over the years and places of studies: what sun_position.hpp states.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "profiles/sun/spa.hpp"
#include "profiles/sun/sun_position.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr double kDegrees = 180.0 / 3.14159265358979323846;

double angle_deg(const SunDirection& a, const SunDirection& b) {
    const double east = a.east - b.east, north = a.north - b.north, up = a.up - b.up;
    return 2.0 * std::asin(std::sqrt(east * east + north * north + up * up) / 2.0) * kDegrees;
}
}  // namespace

TEST_CASE("the fast sun position compared with SPA, 2026 to 2035, from pole to pole") {
    constexpr int kStepS = 7 * 3600 + 13 * 60;  // meets every hour of the day and, over ten years, every season
    const auto first = base::utc_of_date(2026, 1, 1, 0), last = base::utc_of_date(2036, 1, 1, 0);
    double worst = 0.0, worst_zenith = 0.0, squares = 0.0, zenith_sum = 0.0;
    int count = 0;
    for (auto instant = first; instant < last; instant += kStepS) {
        const auto date = base::civil_time(instant, 0);
        const SpaGeocentric sun = spa_geocentric(static_cast<double>(instant), delta_t_s(date.year, date.month));
        for (double latitude_deg = -90.0; latitude_deg <= 90.0; latitude_deg += 15.0)
            for (const double longitude_deg : {-135.0, -45.0, 45.0, 135.0}) {
                const SpaPosition exact =
                    spa_position(sun, {.latitude_deg = latitude_deg, .longitude_deg = longitude_deg});
                const SunPosition fast = sun_position(instant, latitude_deg, longitude_deg);
                const double error =
                    angle_deg(direction_of({exact.geometric_zenith_deg(), exact.azimuth_deg}), direction_of(fast));
                const double zenith = fast.zenith_deg - exact.geometric_zenith_deg();
                worst = std::max(worst, error);
                worst_zenith = std::max(worst_zenith, std::abs(zenith));
                squares += error * error, zenith_sum += zenith;
                ++count;
            }
    }
    const double rms = std::sqrt(squares / count);
    MESSAGE(count << " positions: direction worst " << worst << ", rms " << rms << "; zenith worst " << worst_zenith
                  << ", mean " << zenith_sum / count << " degrees");
    CHECK(count > 600000);
    CHECK(worst < 0.0125);
    CHECK(worst > 0.0120);  // the stated error is the largest found
    CHECK(rms == doctest::Approx(0.0040).epsilon(0.03));
    CHECK(worst_zenith < 0.0125);
}
