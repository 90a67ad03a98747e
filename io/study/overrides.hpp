// Variants of study.toml and overrides of the request, applied to the text of a study before it is interpreted.
#pragma once

#include "io/study/raw_study.hpp"

namespace decawatt::io {

// Applies the named variant (none if empty), then `requested`; returns all overrides applied, in order. Faults: an
// unknown variant, a path that does not name a table, row, column, section or key. Paths of the other variants are
// checked too.
std::vector<Override> apply_overrides(RawStudy& raw, const std::string& variant, const std::vector<Override>& requested,
                                      Faults& faults);

}  // namespace decawatt::io
