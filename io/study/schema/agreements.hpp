// Tables of purchase agreements, certificates and firm capacity.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io::schema {

std::vector<TableSchema> agreement_tables();

}  // namespace decawatt::io::schema
