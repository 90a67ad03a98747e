// Matrix entries with a value for each stage.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

void add_entry(std::vector<lp::StageEntry>& entries, Eigen::Index row, Eigen::Index column,
               const std::vector<double>& values);

// One entry for each place; what the matrix has there moves into it.
std::vector<lp::StageEntry> merged(const std::vector<lp::StageEntry>& entries, lp::SparseMatrix& matrix);

}  // namespace decawatt::planning
