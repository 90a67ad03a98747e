// What the grid offers a data centre beside the capacity of its connection.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Of a row of data_centers.csv.
model::ConnectionTerms read_connection_terms(const Row& row, const model::Horizon& horizon);

}  // namespace decawatt::io
