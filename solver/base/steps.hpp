// Values on steps of another length.
#pragma once

#include <span>
#include <vector>

#include "base/series.hpp"
#include "base/step_lengths.hpp"

namespace decawatt::base {

// Means over longer steps; shorter steps hold the value. One length divides the other, and the values fill whole steps
// of both.
std::vector<double> on_steps(std::span<const double> values, int from_s, int to_s);
Series on_steps(const Series& series, int from_s, int to_s);  // of every entity

// Means over steps of stated lengths, each of them a multiple of the steps of the values, which fill them all.
std::vector<double> on_steps(std::span<const double> values, int from_s, const StepLengths& to);
Series on_steps(const Series& series, int from_s, const StepLengths& to);

}  // namespace decawatt::base
