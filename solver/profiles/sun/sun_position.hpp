// Sun position and extraterrestrial irradiance, by a fast algorithm for hourly series.
#pragma once

#include "base/time_axis.hpp"

namespace decawatt::profiles {

// Geometric (unrefracted) position. Azimuth is clockwise from north: 90 is east, 180 is south.
struct SunPosition {
    double zenith_deg, azimuth_deg;
};

// The same as a unit vector in the observer's horizon system.
struct SunDirection {
    double east, north, up;
};
SunPosition position_of(const SunDirection& direction);
SunDirection direction_of(const SunPosition& position);

// Position of the sun at an instant. Longitude is positive to the east.
//
// Method: Michalsky, "The Astronomical Almanac's algorithm for approximate solar position (1950-2050)", Solar Energy
// 40(3), 1988. Against SPA (spa.hpp, without refraction) every 7 h 13 min of 2026 to 2035 at 52 places from pole to
// pole: the error of the direction is at most 0.0124 degrees and 0.0041 root mean square, that of the zenith at most
// the same (tested in tests/validation/sun_error_test.cpp). Parallax (0.0024 degrees) is neglected.
SunPosition sun_position(base::UtcSeconds instant, double latitude_deg, double longitude_deg);

// The sun over one interval: its position at the middle of the part in which it is above the horizon, and the share of
// that part (0..1). With up_frac = 0 the position is that at the middle of the interval. Sunrise and sunset are
// geometric (centre at 90 degrees), to a second. Convention of hourly simulation (NREL SSC): an hour's mean irradiance
// belongs to its sun-up part. An interval is assumed to have at most one sunrise or sunset; within 2 degrees of the
// polar circles it may have both, twice a year.
struct IntervalSun {
    SunPosition position;
    double up_frac;
    SunDirection direction;
};
IntervalSun interval_sun(base::UtcSeconds start, int step_s, double latitude_deg, double longitude_deg);

// The same for many instants at one place; faster.
class SunPath {
  public:
    SunPath(double latitude_deg, double longitude_deg);
    SunDirection direction(double utc_s) const;  // seconds since 1970, with a fraction
    IntervalSun interval(base::UtcSeconds start, int step_s) const;

  private:
    double horizon_utc_s(double before_utc_s, double after_utc_s) const;

    double sin_latitude_, cos_latitude_, longitude_h_;
};

// Mean solar irradiance at one astronomical unit: ASTM E-490 (2000).
inline constexpr double kSolarConstantWPerM2 = 1366.1;

// Irradiance on a plane normal to the sun outside the atmosphere. Spencer, "Fourier series representation of the
// position of the sun", Search 2(5), 1971. `day_of_year` counts from 1.
double extraterrestrial_w_per_m2(int day_of_year);

}  // namespace decawatt::profiles
