// Missing values of a column.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/weather/weather_text.hpp"

namespace decawatt::io {

inline constexpr int kLongestGapH = 3;  // default

struct GapRule {
    int longest_gap_h, step_s;
};

// A column of the year: its name and lines for messages, its values to be filled.
struct GapColumn {
    std::string name;
    std::span<const int> line;
    std::span<double> values;
    double period = 0.0;  // of a periodic quantity: 360 degrees; 0: not periodic
};

// Fills missing values by linear interpolation; at the ends, with the nearest value. A column with a longer gap is not
// changed: returns false if `faults` is null, otherwise adds a fault.
bool fill_linear(const GapColumn& column, const GapRule& rule, std::vector<std::string>& notes, WeatherFaults* faults);

}  // namespace decawatt::io
