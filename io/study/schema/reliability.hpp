// Tables of outages and delays, and of hourly series from files.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io {

std::vector<TableSchema> reliability_tables();

}  // namespace decawatt::io
