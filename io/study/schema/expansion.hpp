// Expansion columns: limits and costs of additional capacity of lines, plants, stores and connections.
#pragma once

#include "io/study/schema/column.hpp"

namespace decawatt::io::schema {

Columns power_expansion();   // of power
Columns energy_expansion();  // of a store's energy; construction years and lifetime are those of power
Columns store_durations();   // of a store's energy over its power

// Concatenation of two lists of columns.
Columns operator+(Columns first, const Columns& second);

}  // namespace decawatt::io::schema
