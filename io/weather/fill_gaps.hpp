// Missing values of a column.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/weather/weather_text.hpp"

namespace decawatt::io {

inline constexpr int kLongestGapH = 3;  // where nothing else is requested

struct GapRule {
    int longest_gap_h, step_s;
};

// A column of the year: its name and lines for messages, its values to be filled.
struct GapColumn {
    std::string name;
    std::span<const int> line;
    std::span<double> values;
    double period = 0.0;  // of a quantity on a circle: 360 degrees; 0: none
};

// Fills missing values between their neighbours, linearly; at the ends, with the nearest value. Returns false and
// leaves a column with a longer gap alone where `faults` is null, else adds a fault.
bool fill_linear(const GapColumn& column, const GapRule& rule, std::vector<std::string>& notes, WeatherFaults* faults);

}  // namespace decawatt::io
