// Server types, workloads and halls.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_it_load(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
