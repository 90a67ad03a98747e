// Cooling systems.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_cooling_systems(const Reading& reading, model::CoolingSystems& systems);

}  // namespace decawatt::io
