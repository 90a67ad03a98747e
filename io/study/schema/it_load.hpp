// Tables of server types, workloads and halls.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> it_load_tables();

}  // namespace decawatt::io::schema
