// Tables of sites, their weather and calendar, regions and their demand.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> place_tables();

}  // namespace decawatt::io::schema
