// Columns of data_centers.csv and tables that state which work may wait, move or be given up.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

Columns flexible_work();
std::vector<TableSchema> flexible_work_tables();

}  // namespace decawatt::io::schema
