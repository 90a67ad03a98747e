// The sections of study.toml.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Returns the paths of [check] accepts. `requested` notes the keys that are read, where it is not null.
std::vector<std::string> read_settings(const RawStudy& raw, Faults& faults, model::Study& study,
                                       ColumnSet* requested = nullptr);

}  // namespace decawatt::io
