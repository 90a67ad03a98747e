// How deep TOML may nest: the parser, and what walks its tables, go down as deep as the text does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::io {

inline constexpr int kMostKeyParts = 32, kMostNested = 32;  // a.b.c has three parts; [[1, 2]] nests two lists

// Faults: a key of more parts, or lists and tables within each other more deeply, than any study has a use for; a text
// of more than 16 MiB. Cheap, and made before the text is parsed.
std::optional<base::InputFault> toml_fault(const std::string& file, std::string_view text);

}  // namespace decawatt::io
