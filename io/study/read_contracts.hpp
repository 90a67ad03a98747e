// Supply contracts and their targets.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_contracts(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
