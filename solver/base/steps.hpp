// Values on steps of another length.
#pragma once

#include <span>
#include <vector>

#include "base/series.hpp"

namespace decawatt::base {

// Means over longer steps; shorter steps hold the value. One length divides the other, and the values fill whole steps
// of both.
std::vector<double> on_steps(std::span<const double> values, int from_s, int to_s);
Series on_steps(const Series& series, int from_s, int to_s);  // of every entity

}  // namespace decawatt::base
