// Taxes and credits in the annuities of a sizing.
#pragma once

#include <string>
#include <vector>

#include "io/common/finance_terms.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Where the terms ask for it, sets the annuity factors of expansion options and the worth of tax credits per MWh
// (docs/method/finance.md): of everything that is built in the perspective of a campus, of what contracts and data
// centres pay in that of the system. What an agreement buys belongs to others. Returns what a reader of the study
// should know of it; empty where the study stays as it is. Called with a study without faults.
std::vector<std::string> apply_after_tax_sizing(const FinanceTerms& terms, model::Study& study);

}  // namespace decawatt::io
