// Outages, delays and flexible load.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_reliability(const Reading& reading, model::Study& study);  // must be called after the tables of assets

}  // namespace decawatt::io
