// What fails, comes late or gives way in a shortage.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_reliability(const Reading& reading, model::Study& study);  // after all that fails or gives way

}  // namespace decawatt::io
