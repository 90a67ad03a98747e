// Selection of the hours of a study's year, and insertion of series from files.
#pragma once

#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// Cuts all series to the axis of model::year_axis.
void keep_hours_that_count(const model::Study& study, YearProfiles& profiles);

// Inserts the series from files. The IT power of such a data centre is set to its load; cooling, losses, water and
// batch work are unknown and set to zero.
void set_fixed_hours(const model::Study& study, YearProfiles& profiles);

}  // namespace decawatt::profiles
