// Summary of a study, printed by `decawatt check`.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// The contents of the study, by year where they change.
std::string describe(const model::Study& study);

}  // namespace decawatt::io
