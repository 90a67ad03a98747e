// First and last year, or weather year, as users write them.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::io {

// "2030:2035" or "2035": first and last, 1 <= first <= last; none for other texts.
std::optional<std::pair<int, int>> parse_year_range(std::string_view text);

// Overrides that set the weather years of a study, with equal weights, because the study's weights belong to its own
// weather years.
std::vector<Override> weather_year_overrides(const std::vector<int>& years);

}  // namespace decawatt::io
