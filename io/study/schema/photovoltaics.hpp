// The table of photovoltaic systems.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> photovoltaic_tables();

}  // namespace decawatt::io::schema
