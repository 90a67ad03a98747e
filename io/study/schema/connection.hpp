// Columns of data_centers.csv that state what the grid offers: arrival, charges, curtailment, export and ramp.
#pragma once

#include "io/study/schema/column.hpp"

namespace decawatt::io::schema {

Columns connection_terms();
Columns nonfirm_connection();
Columns nonfirm_expansion();  // as power_expansion() of the firm part

}  // namespace decawatt::io::schema
