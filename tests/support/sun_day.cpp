#include "tests/support/sun_day.hpp"

#include <cmath>
#include <numbers>

#include "base/time_axis.hpp"

namespace decawatt::tests {

using profiles::spa_geocentric;
using profiles::SpaGeocentric;
using profiles::SpaObserver;

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;
constexpr double kHorizonElevationDeg = -0.8333;  // section A.2.1
constexpr double kDegreesPerSecond = 360.0 / kSecondsPerDay;
constexpr double kToleranceS = 0.01;
constexpr int kMaxSteps = 20;

double sin_deg(double angle) {
    return std::sin(angle * kRadians);
}
double cos_deg(double angle) {
    return std::cos(angle * kRadians);
}

// Hour angle of a geocentric sun, -180..180.
double hour_angle_deg(const SpaGeocentric& sun, double longitude_deg) {
    const double turned = sun.sidereal_deg + longitude_deg - sun.right_ascension_deg + 180.0;
    return turned - 360.0 * std::floor(turned / 360.0) - 180.0;
}

// The instant near `utc_s` at which the centre is at the horizon's elevation, by Newton's method (equation A14). None
// where the sun does not reach it there.
std::optional<double> horizon_utc_s(double utc_s, const SpaObserver& observer, double delta_t_s) {
    const double latitude = observer.latitude_deg;
    for (int step = 0; step < kMaxSteps; ++step) {
        const SpaGeocentric sun = spa_geocentric(utc_s, delta_t_s);
        const double hour = hour_angle_deg(sun, observer.longitude_deg), d = sun.declination_deg;
        const double elevation_deg =
            std::asin(sin_deg(latitude) * sin_deg(d) + cos_deg(latitude) * cos_deg(d) * cos_deg(hour)) / kRadians;
        const double change_s = (elevation_deg - kHorizonElevationDeg) * cos_deg(elevation_deg) /
                                (kDegreesPerSecond * cos_deg(d) * cos_deg(latitude) * sin_deg(hour));
        if (!(std::abs(change_s) < kSecondsPerDay / 2.0)) return std::nullopt;
        utc_s += change_s;
        if (std::abs(change_s) < kToleranceS) return utc_s;
    }
    return std::nullopt;
}
}  // namespace

SunDay spa_sun_day(const CivilDay& day, const SpaObserver& observer, double delta_t_s) {
    SunDay result{};
    const auto midnight = base::utc_of_date(day.year, day.month, day.day, day.utc_offset_s);
    double transit = static_cast<double>(midnight) + kSecondsPerDay / 2.0;
    SpaGeocentric sun;
    for (double change_s = kSecondsPerDay; std::abs(change_s) >= kToleranceS; transit += change_s) {
        sun = spa_geocentric(transit, delta_t_s);
        change_s = -hour_angle_deg(sun, observer.longitude_deg) / kDegreesPerSecond;
    }
    result.transit_utc_s = transit;
    const double latitude = observer.latitude_deg, d = sun.declination_deg;
    result.up_at_transit = 90.0 - std::abs(latitude - d) > kHorizonElevationDeg;
    const double cosine =
        (sin_deg(kHorizonElevationDeg) - sin_deg(latitude) * sin_deg(d)) / (cos_deg(latitude) * cos_deg(d));
    if (!(std::abs(cosine) <= 1.0)) return result;
    const double half_day_s = std::acos(cosine) / kRadians / kDegreesPerSecond;
    result.sunrise_utc_s = horizon_utc_s(transit - half_day_s, observer, delta_t_s);
    result.sunset_utc_s = horizon_utc_s(transit + half_day_s, observer, delta_t_s);
    return result;
}

}  // namespace decawatt::tests
