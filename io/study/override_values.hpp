// Values of overrides, each by the declaration of its field alone.
#pragma once

#include "io/study/raw_study.hpp"

namespace decawatt::io {

// Faults: values of `applied`, which `raw` already has, that their fields cannot have whatever the other fields are: of
// another type, out of range, none of the declared words, empty where a value is required, a name that no row of the
// table it refers to has. Relations between fields are left to the reader of the study.
void check_override_values(const RawStudy& raw, const std::vector<Override>& applied, Faults& faults);

}  // namespace decawatt::io
