// Which work of data centres may wait, move or be given up: data_centers.csv, work_classes.csv, work_links.csv.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// After the data centres.
void read_flexible_work(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
