// Expansion columns: what may be built of a line, plant, store or connection, at what cost.
#pragma once

#include "io/study/schema/column.hpp"

namespace decawatt::io::schema {

Columns power_expansion();   // of power
Columns energy_expansion();  // of a store's energy; the years of construction and the lifetime are those of its power

// One list of columns after the other.
Columns operator+(Columns first, const Columns& second);

}  // namespace decawatt::io::schema
