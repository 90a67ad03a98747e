// Terms of finance: [finance] of study.toml and finance_terms.csv.
#pragma once

#include <optional>

#include "io/common/finance_terms.hpp"
#include "io/study/settings_reader.hpp"
#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// None without a section [finance]. Faults: values out of range, a finance_terms.csv without that section, an asset
// that is neither a plant nor a store or that may not be built.
std::optional<FinanceTerms> read_finance(const Reading& reading, const model::Study& study);

}  // namespace decawatt::io
