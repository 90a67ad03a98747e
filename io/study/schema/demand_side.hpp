// Tables of data centres and of supply contracts.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> data_center_tables();
std::vector<TableSchema> contract_tables();

}  // namespace decawatt::io::schema
