// Provenance of results.
#pragma once

#include <string>

#include "io/common/loaded_study.hpp"
#include "io/common/provenance.hpp"

namespace decawatt::app {

const char* version();  // of the library: 0.1.0

// `command_line`: the command that reproduces the result; empty without one.
// `plan`: the result file whose plan was dispatched or sampled; empty: none.
io::Provenance provenance_of(const io::LoadedStudy& loaded, int threads, const std::string& command_line,
                             const std::string& plan = {});

}  // namespace decawatt::app
