// Units in the notation of UDUNITS.
#pragma once

#include <string>

namespace decawatt::io {

inline const std::string kMegawatt = "MW", kMegawattHour = "MW h", kTonne = "t", kFraction = "1", kFlag = "1", kNoUnit;
inline std::string per_energy(const std::string& money) {
    return money + "/(MW h)";
}

}  // namespace decawatt::io
