// Markets and tariffs of a study.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

void read_markets(const Reading& reading, model::Study& study);  // their prices come with hourly.csv
void read_tariffs(const Reading& reading, model::Tariffs& tariffs);

// A market without any demand stated has none. After hourly.csv is read.
void complete_market_demand(model::Study& study);

}  // namespace decawatt::io
