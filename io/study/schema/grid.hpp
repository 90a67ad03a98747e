// Tables of lines between regions, and limits on groups of them.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> grid_tables();

}  // namespace decawatt::io::schema
