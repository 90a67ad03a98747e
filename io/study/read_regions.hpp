// Sites with their climate, holidays, demand shapes, regions with their demand, industrial loads.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_regions(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
