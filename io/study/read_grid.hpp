// Lines, interfaces and their limits.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_grid(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
