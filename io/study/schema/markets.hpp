// Tables of markets and of tariffs.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> market_tables();

}  // namespace decawatt::io::schema
