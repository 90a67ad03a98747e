// A hash of the data of a plan that are read back, stored in the result file.
#pragma once

#include <string>

#include "planning/fixed_plan.hpp"

namespace decawatt::io {

inline constexpr const char* kPlanDigest = "digest_fnv1a_64";  // attribute of /plan

// 64-bit FNV-1a, hexadecimal, of the years, builds, contracts, prices of targets and values of stored energy: texts and
// lists with their lengths before them, numbers as IEEE 754 of 64 bits, little-endian.
std::string digest_of(const planning::FixedPlan& plan);

}  // namespace decawatt::io
