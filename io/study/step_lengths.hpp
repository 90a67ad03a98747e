// The steps in which a study may be planned, and series be given.
#pragma once

#include <array>
#include <string>

#include "base/time_axis.hpp"

namespace decawatt::io {

inline constexpr std::array kStepMinutes = {15, 30, 60, 120,
                                            180};  // each a divisor of a day, and of an hour or whole hours
inline constexpr int kSecondsPerMinute = 60;

// " in steps of 180 minutes"; nothing for an hour.
inline std::string steps_text(int step_s) {
    if (step_s == base::kSecondsPerHour) return "";
    return " in steps of " + std::to_string(step_s / kSecondsPerMinute) + " minutes";
}

}  // namespace decawatt::io
