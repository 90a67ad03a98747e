#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Agreements, certificates, firm capacity and fuel limits. What an agreement buys becomes what may be built of its
// plant. After contracts, data centres and plants.
void read_agreements(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
