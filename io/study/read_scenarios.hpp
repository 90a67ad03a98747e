// scenarios.csv: the futures that one sizing serves.
#pragma once

#include <vector>

#include "io/common/loaded_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// In the order of the table; none without it. Faults: fewer than two, probabilities that do not add to 1, a variant
// that study.toml does not have.
std::vector<ScenarioRow> read_scenarios(const Reading& reading);

}  // namespace decawatt::io
