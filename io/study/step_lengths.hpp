// The steps in which a study may be planned, and series be given.
#pragma once

#include <array>
#include <string>

#include "base/time_axis.hpp"

namespace decawatt::io {

inline constexpr std::array kStepMinutes = {15, 30, 60, 120,
                                            180};  // each a divisor of a day, and of an hour or whole hours
inline constexpr int kSecondsPerMinute = 60;
inline constexpr int kLeastHoursOfYear = 8760;  // of a common year

// " in steps of 180 minutes", or " in 3276 steps a year of stated lengths"; nothing for hours.
inline std::string steps_text(int step_s, const base::StepLengths& lengths = {}) {
    if (!lengths.empty()) return " in " + std::to_string(lengths.count()) + " steps a year of stated lengths";
    if (step_s == base::kSecondsPerHour) return "";
    return " in steps of " + std::to_string(step_s / kSecondsPerMinute) + " minutes";
}

}  // namespace decawatt::io
