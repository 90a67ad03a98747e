// The hourly series of a result file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planning/plan.hpp"

namespace decawatt::io {

struct SeriesField {
    const char* name;
    const char* entity;
    base::Series planning::YearDispatch::*values;
    const char* units;  // "price": currency of the study per energy
    const char* cell_methods;
    const char* long_name;
    bool where_stated = false;  // left out of the file where the plan has none
};

std::span<const SeriesField> series_fields();  // in the order of the file

// Names of series that `output.series` may list, in the order of the file.
std::vector<std::string> series_names();

}  // namespace decawatt::io
