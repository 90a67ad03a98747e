// The part of `describe` on data for the adequacy assessment.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

// Outages, maintenance, delays, flexible load, and series from files; empty if the study has none of them.
std::string describe_reliability(const model::Study& study);

}  // namespace decawatt::io
