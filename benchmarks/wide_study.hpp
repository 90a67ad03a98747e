// A study with many sites, each with sun, wind and a data centre, to measure profiles.
#pragma once

#include "model/study.hpp"

namespace decawatt::benchmarks {

// The sites of `study` repeated, a tenth of a degree further east each time, up to `sites`. Each has a solar plant of
// the first photovoltaic system, an onshore one of the first turbine, and a copy of the first data centre with its
// halls. Other plants are removed: it is a study for profiles alone. `study` must have at least one of each.
model::Study wide_study(const model::Study& study, std::size_t sites);

}  // namespace decawatt::benchmarks
