// Ranges of numbers, and their descriptions for messages.
#pragma once

#include <limits>

namespace decawatt::io {

// An interval of finite numbers, whose ends may be open, with a description.
struct Range {
    double low, high;
    bool low_open, high_open;
    const char* text;

    bool contains(double value) const;  // false for NaN and infinities
    double some_value() const;          // an arbitrary value in the range
};

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr Range kAirDegC{-90.0, 60.0, false, false, "degrees Celsius from -90 to 60"};  // of outdoor air
inline constexpr Range kSupplyDegC{5.0, 60.0, false, false, "degrees Celsius from 5 to 60"};   // of air or water
// Above any wind on Earth; limits the memory of tables by wind speed.
inline constexpr Range kWindMPerS{0.0, 200.0, false, false, "metres per second from 0 to 200"};
inline constexpr Range kNotNegative{0.0, kInfinity, false, true, "a finite number >= 0"};
inline constexpr Range kPositive{0.0, kInfinity, true, true, "a finite number > 0"};
inline constexpr Range kFraction{0.0, 1.0, false, false, "a fraction from 0 to 1 (0.4, not 40)"};
inline constexpr Range kLoss{0.0, 1.0, false, true, "a fraction from 0 to below 1 (0.04, not 4)"};
inline constexpr Range kEfficiency{0.0, 1.0, true, false, "a fraction above 0 and up to 1 (0.4, not 40)"};

inline constexpr int kEarliestYear = 1900,
                     kLatestYear = 2200;  // wide enough for any study, narrow enough to detect a mistake

}  // namespace decawatt::io
