// What the grid offers data centres, for `check`.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// Empty where no data centre states any of it.
std::string describe_connections(const model::Study& study);

}  // namespace decawatt::io
