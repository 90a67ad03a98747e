// Tables of fuels and their prices, month profiles, plants and stores.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> fuel_tables();    // with prices, policy and month profiles
std::vector<TableSchema> supply_tables();  // plants and stores

}  // namespace decawatt::io::schema
