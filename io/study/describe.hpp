// What `decawatt check` prints of a study.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// What is in the study, by year where it changes.
std::string describe(const model::Study& study);

}  // namespace decawatt::io
