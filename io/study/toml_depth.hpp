// Limit on the nesting of TOML, because the parser and functions that traverse its tables are recursive.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::io {

inline constexpr int kMostKeyParts = 32, kMostNested = 32;  // a.b.c has three parts; [[1, 2]] nests two lists

// Faults: a key with too many parts, lists and tables nested too deeply, a text of more than 16 MiB. Fast; to be called
// before parsing.
std::optional<base::InputFault> toml_fault(const std::string& file, std::string_view text);

}  // namespace decawatt::io
