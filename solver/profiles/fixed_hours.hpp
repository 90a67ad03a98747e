// The hours of a study's year, and the series of files among them.
#pragma once

#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// Cuts all series to the axis of model::year_axis.
void keep_hours_that_count(const model::Study& study, YearProfiles& profiles);

// Puts the series of files in their places. A data centre's draw is then its machines' power: nothing is known of
// cooling, losses, water and batch work, which are zero.
void set_fixed_hours(const model::Study& study, YearProfiles& profiles);

}  // namespace decawatt::profiles
