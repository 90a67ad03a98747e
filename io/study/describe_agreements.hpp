// Agreements, certificates, firm capacity and fuel limits in the summary of a study.
#pragma once

#include <string>

#include "model/study.hpp"

namespace decawatt::io {

std::string describe_agreements(const model::Study& study);  // empty: none

}  // namespace decawatt::io
