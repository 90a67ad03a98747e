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

// Unit vector to the sun: towards the vernal equinox, 90 degrees east of it on the equator, and the pole.
struct Equatorial {
    double x, y, z;
};

Equatorial equatorial(double days_since_j2000) {
    const double n = days_since_j2000;
    const double mean_longitude_deg = 280.460 + 0.9856474 * n;
    const double mean_anomaly = wrapped(357.528 + 0.9856003 * n, 360.0) * kRadians;
    const double sine = std::sin(mean_anomaly), sine_of_double = 2.0 * sine * std::cos(mean_anomaly);
    const double longitude = wrapped(mean_longitude_deg + 1.915 * sine + 0.020 * sine_of_double, 360.0) * kRadians;
    // Cosine and sine of the obliquity, 23.439 degrees less a drift, to first order in the drift: accurate to 1e-8.
    static const double cos_obliquity = std::cos(23.439 * kRadians), sin_obliquity = std::sin(23.439 * kRadians);
    const double drift = 4e-7 * kRadians * n, sin_longitude = std::sin(longitude);
    return {std::cos(longitude), (cos_obliquity + drift * sin_obliquity) * sin_longitude,
            (sin_obliquity - drift * cos_obliquity) * sin_longitude};
}
}  // namespace

SunPosition position_of(const SunDirection& direction) {
    const double level = std::sqrt(direction.east * direction.east + direction.north * direction.north);
    return {.zenith_deg = std::atan2(level, direction.up) / kRadians,
            .azimuth_deg = wrapped(std::atan2(direction.east, direction.north) / kRadians, 360.0)};
}

SunDirection direction_of(const SunPosition& position) {
    const double zenith = position.zenith_deg * kRadians, azimuth = position.azimuth_deg * kRadians;
    return {std::sin(zenith) * std::sin(azimuth), std::sin(zenith) * std::cos(azimuth), std::cos(zenith)};
}

SunPath::SunPath(double latitude_deg, double longitude_deg)
    : sin_latitude_(std::sin(latitude_deg * kRadians)),
      cos_latitude_(std::cos(latitude_deg * kRadians)),
      longitude_h_(longitude_deg / kDegreesPerHour) {}

SunDirection SunPath::direction(double utc_s) const {
    const double days = (utc_s - static_cast<double>(kJ2000UtcSeconds)) / kSecondsPerDay;
    const Equatorial sun = equatorial(days);
    // Days since J2000 begin at noon, and hours of universal time at midnight.
    const double hour_ut = wrapped(days + 0.5, 1.0) * base::kHoursPerDay;
    const double sidereal_h = wrapped(6.697375 + 0.0657098242 * days + hour_ut + longitude_h_, 24.0);
    const double angle = sidereal_h * kDegreesPerHour * kRadians, sine = std::sin(angle), cosine = std::cos(angle);
    const double meridian = sun.x * cosine + sun.y * sine;  // cos declination × cos hour angle
    return {.east = sun.y * cosine - sun.x * sine,
            .north = cos_latitude_ * sun.z - sin_latitude_ * meridian,
            .up = sin_latitude_ * sun.z + cos_latitude_ * meridian};
}

// The horizon crossing between two instants, to half a second: false position with the Illinois modification.
double SunPath::horizon_utc_s(double before_utc_s, double after_utc_s) const {
    constexpr double kToleranceS = 0.5;
    double before = before_utc_s, after = after_utc_s;
    double up_before = direction(before).up, up_after = direction(after).up;
    for (double last = after;;) {
        const double now = before + (after - before) * up_before / (up_before - up_after);
        if (std::abs(now - last) < kToleranceS) return now;
        last = now;
        const double up = direction(now).up;
        if (up == 0.0) return now;
        if ((up > 0.0) == (up_after > 0.0)) {
            after = now, up_after = up, up_before /= 2.0;
        } else {
            before = now, up_before = up, up_after /= 2.0;
        }
    }
}

IntervalSun SunPath::interval(base::UtcSeconds start, int step_s) const {
    constexpr double kFastestDegPerS =
        15.05 /
        base::kSecondsPerHour;  // upper bound of the rate of elevation: rotation of the earth and motion of the sun
    const double first = static_cast<double>(start), last = first + step_s, middle = (first + last) / 2.0;
    const SunDirection sun = direction(middle);
    const double reach_deg = kFastestDegPerS * step_s / 2.0;
    const bool far = reach_deg < 90.0 && std::abs(sun.up) > std::sin(reach_deg * kRadians);
    const bool up_first = far ? sun.up > 0.0 : direction(first).up > 0.0;
    const bool up_last = far ? up_first : direction(last).up > 0.0;
    if (up_first == up_last) return {position_of(sun), up_first ? 1.0 : 0.0, sun};

    const double crossing = horizon_utc_s(first, last);
    const double from = up_first ? first : crossing, to = up_first ? crossing : last;
    const SunDirection part = direction((from + to) / 2.0);
    return {position_of(part), (to - from) / step_s, part};
}

SunPosition sun_position(base::UtcSeconds instant, double latitude_deg, double longitude_deg) {
    return position_of(SunPath(latitude_deg, longitude_deg).direction(static_cast<double>(instant)));
}

IntervalSun interval_sun(base::UtcSeconds start, int step_s, double latitude_deg, double longitude_deg) {
    return SunPath(latitude_deg, longitude_deg).interval(start, step_s);
}

double extraterrestrial_w_per_m2(int day_of_year) {
    const double b = 2.0 * std::numbers::pi * (day_of_year - 1) / 365.0;
    return kSolarConstantWPerM2 * (1.00011 + 0.034221 * std::cos(b) + 0.00128 * std::sin(b) +
                                   0.000719 * std::cos(2.0 * b) + 7.7e-5 * std::sin(2.0 * b));
}

}  // namespace decawatt::profiles
