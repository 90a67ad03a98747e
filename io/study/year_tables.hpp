// Quantities by year, and the units in which tables state amounts.
#pragma once

#include "model/study.hpp"

namespace decawatt::io {

inline constexpr double kKwPerMw = 1000.0;
inline constexpr double kMwhPerGwh = 1000.0;

// One empty table per name.
inline std::vector<model::YearTable> year_tables(const std::vector<std::string>& names) {
    return std::vector<model::YearTable>(names.size());
}

}  // namespace decawatt::io
