// Notes on a valid study, such as ignored lines, and years for which no row states a value.
#pragma once

#include <string>
#include <vector>

#include "io/study/raw_study.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Tables without rows, contracts without targets, assets that do not exist in the horizon, a currency for which `check`
// has no usual costs. Comments among the rows of every table, and those that look like rows; times that were converted
// to UTC; tables by year that begin after the first year of the horizon or end before its last, with the values used
// there.
std::vector<std::string> study_notes(const RawStudy& raw, const model::Study& study);

}  // namespace decawatt::io
