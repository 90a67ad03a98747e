// Steps of a study, selection of the hours of a study's year, and insertion of series from files.
#pragma once

#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// Means over the study's steps where they are longer than those of the series; values are held in shorter ones.
void put_on_study_steps(const model::Study& study, YearProfiles& profiles);

// Cuts all series to the used hours (model::regular_year_axis).
void keep_hours_that_count(const model::Study& study, YearProfiles& profiles);

// Means over the steps of stated lengths, where the study has them (model::year_axis).
void put_on_stated_steps(const model::Study& study, YearProfiles& profiles);

// Inserts the series from files. The IT power of such a data centre is set to its load; cooling, losses, water and
// batch work are unknown and set to zero.
void set_fixed_hours(const model::Study& study, YearProfiles& profiles);

}  // namespace decawatt::profiles
