// What long work tells the caller, and how the caller stops it. Engines never print.
#pragma once

#include <functional>
#include <string>

namespace decawatt::base {

// `done` grows from 0 to 1 within a phase. Returns false to ask the work to stop; the work then ends with Interrupted.
using Progress = std::function<bool(const std::string& phase, double done, const std::string& detail)>;

}  // namespace decawatt::base
