// Hourly series that a study may have but seldom means (model/plausibility.hpp), and what a data centre draws.
#pragma once

#include <vector>

#include "model/plausibility.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// The draw of one data centre at its connection in one calendar year, over its weather years.
struct LoadSummary {
    double mean_mw = 0.0;  // weighted mean
    double peak_mw = 0.0;  // highest of all weather years
};

// One per data centre and calendar year of the horizon: [data centre][year].
std::vector<std::vector<LoadSummary>> load_summaries(const model::Study& study, const Profiles& profiles);

// Warnings about hourly series: demand whose peak is far above its mean, hours of data centres far above all others,
// capacity factors of sun and wind of whole years.
std::vector<model::PlausibilityWarning> plausibility_warnings(const model::Study& study, const Profiles& profiles);

}  // namespace decawatt::profiles
