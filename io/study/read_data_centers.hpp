// Data centres with their cooling systems, halls and workloads.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_data_centers(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
