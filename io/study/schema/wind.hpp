// Tables of wind farms: curves, layouts, losses.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> wind_tables();

}  // namespace decawatt::io::schema
