// Where the sun stands, and how strongly it shines outside the atmosphere.
#pragma once

#include "base/time_axis.hpp"

namespace decawatt::profiles {

// Geometric (unrefracted) position. Azimuth is clockwise from north: 90 is east, 180 is south.
struct SunPosition {
    double zenith_deg, azimuth_deg;
};

// Position of the sun at an instant. Longitude is positive to the east.
//
// Method: Michalsky, "The Astronomical Almanac's algorithm for approximate solar position (1950-2050)", Solar Energy
// 40(3), 1988. Against SPA (Reda and Andreas, NREL/TP-560-34302) at its published case: zenith off by 0.0008
// degrees, azimuth by 0.0033 (tests/validation holds 0.002 and 0.004); stated by its author as 0.01 degrees over
// 1950-2050. Parallax (0.0024 degrees) is left out.
SunPosition sun_position(base::UtcSeconds instant, double latitude_deg, double longitude_deg);

// The sun over one interval: its position at the middle of the part in which it is above the horizon, and that part's
// share (0..1). With up_frac = 0 the position is that of the middle of the whole interval. Sunrise and sunset are
// geometric (centre at 90 degrees), to a second. A convention of hourly simulation (NREL SSC): an hour's mean
// irradiance belongs to its sun-up part. An interval is taken to hold one sunrise or sunset at most: within 2 degrees
// of the polar circles, twice a year, it may hold both.
struct IntervalSun {
    SunPosition position;
    double up_frac;
};
IntervalSun interval_sun(base::UtcSeconds start, int step_s, double latitude_deg, double longitude_deg);

// Mean solar irradiance at one astronomical unit: ASTM E-490 (2000).
inline constexpr double kSolarConstantWPerM2 = 1366.1;

// Irradiance on a plane normal to the sun outside the atmosphere. Spencer, "Fourier series representation of the
// position of the sun", Search 2(5), 1971. `day_of_year` counts from 1.
double extraterrestrial_w_per_m2(int day_of_year);

}  // namespace decawatt::profiles
