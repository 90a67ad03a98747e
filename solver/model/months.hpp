// Twelve monthly values.
#pragma once

#include <array>

#include "base/time_axis.hpp"

namespace decawatt::model {

inline constexpr int kMonths = base::kMonthsPerYear;
using Months = std::array<double, kMonths>;

}  // namespace decawatt::model
