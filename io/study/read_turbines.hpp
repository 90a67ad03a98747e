// Turbines with their curves, layouts and losses.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_turbines(const Reading& reading, model::Turbines& turbines);

}  // namespace decawatt::io
