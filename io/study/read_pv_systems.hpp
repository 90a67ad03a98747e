// Photovoltaic systems.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_pv_systems(const Reading& reading, const model::MonthProfiles& profiles, model::PvSystems& systems);

}  // namespace decawatt::io
