// Tables of outages and delays, and of hourly series from files.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> reliability_tables();

}  // namespace decawatt::io::schema
