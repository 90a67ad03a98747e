// Tables and settings of finance.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

SectionSchema finance_section();
std::vector<TableSchema> finance_tables();

}  // namespace decawatt::io::schema
