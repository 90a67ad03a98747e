// Sun positions at a place through a year, computed once and shared by all systems there.
#pragma once

#include <optional>
#include <vector>

#include "base/time_axis.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

struct SunInterval {
    SunPosition position;              // see IntervalSun: at the middle of the sun-up part
    SunDirection direction;            // the same
    double up_frac;                    // share of the interval with the sun up; 0: dark
    double air_mass;                   // relative; that of the horizon if it is dark
    double extraterrestrial_w_per_m2;  // normal to the beam, of the day
};

// One entry per interval of `axis`. With `sun_offset_s`, irradiance and sun position are those of an instant, that many
// seconds after the start of each interval; up_frac is then 1 or 0.
using SunCourse = std::vector<SunInterval>;
SunCourse sun_course(const base::TimeAxis& axis, double latitude_deg, double longitude_deg,
                     std::optional<int> sun_offset_s);

}  // namespace decawatt::profiles
