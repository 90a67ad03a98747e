// Points of a program in a file beside a result, to start a later program from (docs/results_format.md).
#pragma once

#include <filesystem>

#include "base/progress.hpp"
#include "lp/starting_point.hpp"
#include "planning/program.hpp"

namespace decawatt::io {

// Writes the point in single precision and in the units of the study: y in currency per MW (MW h) and
// stage, λ in currency, discounted and weighted as the program is. Written beside its place, then renamed. Throws
// base::ResourceError, base::Interrupted.
void write_starting_point(const std::filesystem::path& path, const planning::Program& program,
                          const lp::Solution& solution, const base::Progress& progress);

// The point of a file in the units of `program`, whose names it is matched with by lp::starting_point. A row counted in
// power (a limit of what may be built) has a λ that is right only where both programs have one unit of power. Throws
// base::ResourceError.
lp::NamedPoint read_starting_point(const std::filesystem::path& path, const planning::Program& program);

}  // namespace decawatt::io
