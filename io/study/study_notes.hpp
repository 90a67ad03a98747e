// What an engineer should know of a study that is valid: lines that were left out, years that no row states.
#pragma once

#include <string>
#include <vector>

#include "io/study/raw_study.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Tables without rows, contracts without targets, things that are never there within the horizon, a currency whose
// costs `check` cannot judge. Comments among the rows of every table, and those that look like rows; times that were
// converted to UTC; tables by year that begin after the first year of the horizon or end before its last, with what
// holds there.
std::vector<std::string> study_notes(const RawStudy& raw, const model::Study& study);

}  // namespace decawatt::io
