// Plausibility warnings about hourly series (model/plausibility.hpp), and summaries of data-centre load.
#pragma once

#include <vector>

#include "model/plausibility.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// The load of one data centre in one calendar year, over its weather years.
struct LoadSummary {
    double mean_mw = 0.0;  // weighted mean
    double peak_mw = 0.0;  // highest of all weather years
};

// One per data centre and calendar year of the horizon: [data centre][year].
std::vector<std::vector<LoadSummary>> load_summaries(const model::Study& study, const Profiles& profiles);

// Warnings about hourly series: demand peaks far above the mean, single hours of data-centre load far above all others,
// and annual capacity factors of solar and wind.
std::vector<model::PlausibilityWarning> plausibility_warnings(const model::Study& study, const Profiles& profiles);

}  // namespace decawatt::profiles
