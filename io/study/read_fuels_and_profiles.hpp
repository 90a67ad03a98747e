// Fuels with their prices, emission caps, month profiles.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_fuels_and_profiles(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
