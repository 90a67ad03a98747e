// A study with many sites, each with sun, wind and a data centre: what profiles take.
#pragma once

#include "model/study.hpp"

namespace decawatt::benchmarks {

// The sites of `study` again and again, a tenth of a degree further east each time, until there are `sites`. Each has a
// solar plant of the first photovoltaic system, an onshore one of the first turbine, and a copy of the first data
// centre with its halls. Other plants are gone: it is a study for profiles alone. The study has one of each at least.
model::Study wide_study(const model::Study& study, std::size_t sites);

}  // namespace decawatt::benchmarks
