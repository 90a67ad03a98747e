// Using-declarations for names of assets/ in planning.
#pragma once

#include "assets/capacity.hpp"
#include "assets/equipment_series.hpp"
#include "assets/groups.hpp"

namespace decawatt::planning {

using assets::CapacityAddition;
using assets::CapacityKind;
using assets::CorridorHours;
using assets::Corridors;
using assets::Hours;
using assets::is_connection;
using assets::PlantGroups;
using assets::StoreGroups;
using assets::StoreHours;
using assets::YearView;

}  // namespace decawatt::planning
