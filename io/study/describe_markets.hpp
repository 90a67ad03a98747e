// Markets and tariffs of a study as text.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// Empty for a study without either.
std::string describe_markets(const model::Study& study);

}  // namespace decawatt::io
