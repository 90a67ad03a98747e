// Plants and stores.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_plants_and_stores(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
