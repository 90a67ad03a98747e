// The table of scenarios.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> scenario_tables();

}  // namespace decawatt::io::schema
