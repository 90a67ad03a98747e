// The table of cooling systems of data centres.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> cooling_tables();

}  // namespace decawatt::io::schema
