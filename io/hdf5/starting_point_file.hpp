// Files with the primal-dual point of a program, from which a later program can start (docs/results_format.md).
#pragma once

#include <filesystem>

#include "base/progress.hpp"
#include "lp/starting_point.hpp"
#include "planning/program.hpp"

namespace decawatt::io {

// Writes the point in single precision and in the units of the study: y in currency per MW (MW h) and stage, λ in
// currency, both discounted and weighted as in the program. Written under a temporary name, then renamed. Throws
// base::ResourceError, base::Interrupted.
void write_starting_point(const std::filesystem::path& path, const planning::Program& program,
                          const lp::Solution& solution, const base::Progress& progress);

// The point of a file in the units of `program`; lp::starting_point matches it by names. λ of rows in units of power
// (expansion limits) is correct only if both programs have the same unit of power. Throws base::ResourceError.
lp::NamedPoint read_starting_point(const std::filesystem::path& path, const planning::Program& program);

}  // namespace decawatt::io
