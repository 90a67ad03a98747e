// A study with things changed: variants of study.toml and overrides of the request, applied to the text before it has a
// meaning.
#pragma once

#include "io/study/raw_study.hpp"

namespace decawatt::io {

// Applies the named variant (none where empty), then `requested`; returns all that was applied, in order. Faults: a
// variant that is not there, a path that names no table, row, column, section or key. The paths of the other variants
// are checked too.
std::vector<Override> apply_overrides(RawStudy& raw, const std::string& variant, const std::vector<Override>& requested,
                                      Faults& faults);

}  // namespace decawatt::io
