#include "profiles/sun/sun_position.hpp"

#include <cmath>
#include <numbers>

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kDegreesPerHour = 15.0;
constexpr base::UtcSeconds kJ2000UtcSeconds = 946728000;  // 2000-01-01T12:00Z, the epoch of the almanac
constexpr double kSecondsPerDay = 86400.0;

// Remainder in [0, period), also for negative values.
double wrapped(double value, double period) {
    return value - period * std::floor(value / period);
}

struct Equatorial {
    double right_ascension, sin_declination, cos_declination;  // radians
};

Equatorial equatorial(double days_since_j2000) {
    const double n = days_since_j2000;
    const double mean_longitude_deg = wrapped(280.460 + 0.9856474 * n, 360.0);
    const double mean_anomaly = wrapped(357.528 + 0.9856003 * n, 360.0) * kRadians;
    const double ecliptic_longitude =
        (mean_longitude_deg + 1.915 * std::sin(mean_anomaly) + 0.020 * std::sin(2.0 * mean_anomaly)) * kRadians;
    const double obliquity = (23.439 - 4e-7 * n) * kRadians;
    const double sin_declination = std::sin(obliquity) * std::sin(ecliptic_longitude);
    return {
        .right_ascension = std::atan2(std::cos(obliquity) * std::sin(ecliptic_longitude), std::cos(ecliptic_longitude)),
        .sin_declination = sin_declination,
        .cos_declination = std::sqrt(1.0 - sin_declination * sin_declination)};
}

bool is_up(const SunPosition& sun) {
    return sun.zenith_deg < 90.0;
}
}  // namespace

SunPosition sun_position(base::UtcSeconds instant, double latitude_deg, double longitude_deg) {
    const double days = static_cast<double>(instant - kJ2000UtcSeconds) / kSecondsPerDay;
    const Equatorial sun = equatorial(days);

    // Days since J2000 begin at noon, hours of universal time at midnight.
    const double hour_ut = wrapped(days + 0.5, 1.0) * base::kHoursPerDay;
    const double sidereal_h = wrapped(6.697375 + 0.0657098242 * days + hour_ut + longitude_deg / kDegreesPerHour, 24.0);
    const double hour_angle = sidereal_h * kDegreesPerHour * kRadians - sun.right_ascension;

    const double sin_latitude = std::sin(latitude_deg * kRadians), cos_latitude = std::cos(latitude_deg * kRadians);
    const double east = -sun.cos_declination * std::sin(hour_angle);
    const double north = cos_latitude * sun.sin_declination - sin_latitude * sun.cos_declination * std::cos(hour_angle);
    const double up = sin_latitude * sun.sin_declination + cos_latitude * sun.cos_declination * std::cos(hour_angle);
    return {.zenith_deg = std::atan2(std::hypot(east, north), up) / kRadians,
            .azimuth_deg = wrapped(std::atan2(east, north) / kRadians, 360.0)};
}

IntervalSun interval_sun(base::UtcSeconds start, int step_s, double latitude_deg, double longitude_deg) {
    const auto at = [&](base::UtcSeconds instant) { return sun_position(instant, latitude_deg, longitude_deg); };
    const base::UtcSeconds end = start + step_s;
    const bool up_at_start = is_up(at(start)), up_at_end = is_up(at(end));
    if (up_at_start == up_at_end) return {at(start + step_s / 2), up_at_start ? 1.0 : 0.0};

    base::UtcSeconds before = start, after = end;  // bisect the one crossing of the horizon
    while (after - before > 1) {
        const base::UtcSeconds middle = before + (after - before) / 2;
        (is_up(at(middle)) == up_at_start ? before : after) = middle;
    }
    const base::UtcSeconds first = up_at_start ? start : after, last = up_at_start ? before : end;
    return {at(first + (last - first) / 2), static_cast<double>(last - first) / step_s};
}

double extraterrestrial_w_per_m2(int day_of_year) {
    const double b = 2.0 * std::numbers::pi * (day_of_year - 1) / 365.0;
    return kSolarConstantWPerM2 * (1.00011 + 0.034221 * std::cos(b) + 0.00128 * std::sin(b) +
                                   0.000719 * std::cos(2.0 * b) + 7.7e-5 * std::sin(2.0 * b));
}

}  // namespace decawatt::profiles
