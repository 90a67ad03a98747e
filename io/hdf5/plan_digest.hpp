// A digest of what is read back of a plan, beside the numbers in the file.
#pragma once

#include <string>

#include "planning/fixed_plan.hpp"

namespace decawatt::io {

inline constexpr const char* kPlanDigest = "digest_fnv1a_64";  // attribute of /plan

// 64-bit FNV-1a, hexadecimal, of the years, builds, contracts, prices of targets and values of stored energy: texts and
// lists with their lengths before them, numbers as IEEE 754 of 64 bits, lowest byte first.
std::string digest_of(const planning::FixedPlan& plan);

}  // namespace decawatt::io
