// Sunrise, transit and sunset by the solar position algorithm, as published tables state them.
#pragma once

#include <optional>

#include "profiles/sun/spa.hpp"

namespace decawatt::tests {

// Sunrise, transit and sunset of a civil day at the observer, seconds since 1970-01-01T00:00Z. Sunrise and sunset are
// those around the transit: the sun's upper limb, refracted by 0.5667 degrees, touches the horizon (centre at -0.8333
// degrees). None in polar day and night; `up_at_transit` tells which.
struct SunDay {
    double transit_utc_s;
    std::optional<double> sunrise_utc_s, sunset_utc_s;
    bool up_at_transit;
};
struct CivilDay {
    int year, month, day, utc_offset_s;
};

// The conditions are those of the report's appendix A.2; where it interpolates right ascension and declination between
// three midnights, they are computed at the instant itself.
SunDay spa_sun_day(const CivilDay& day, const profiles::SpaObserver& observer, double delta_t_s);

}  // namespace decawatt::tests
