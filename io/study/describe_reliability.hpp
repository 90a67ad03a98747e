// The part of `describe` that tells what adequacy would use.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// What fails, how much is in maintenance, what comes late, what gives way, and the series from files; empty where the
// study states none of it.
std::string describe_reliability(const model::Study& study);

}  // namespace decawatt::io
