// The terms of finance that were used, for files.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "io/common/finance_terms.hpp"

namespace decawatt::app {

// Keys of [finance] with their values; then those of finance_terms.csv, as "finance_terms.ASSET.COLUMN".
std::vector<std::pair<std::string, std::string>> terms_as_text(const io::FinanceTerms& terms);

}  // namespace decawatt::app
