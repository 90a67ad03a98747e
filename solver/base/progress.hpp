// Callback for progress reports and cancellation of long computations. The solver never prints.
#pragma once

#include <functional>
#include <string>

namespace decawatt::base {

// `done` grows from 0 to 1 within a phase. Returns false to request a stop; the computation then throws Interrupted.
using Progress = std::function<bool(const std::string& phase, double done, const std::string& detail)>;

}  // namespace decawatt::base
