// Taxes and credits in the annuities of a sizing.
#pragma once

#include <string>
#include <vector>

#include "io/common/finance_terms.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Where the terms request it, sets the annuity factors of expansion options and the value of tax credits per MWh
// (docs/method/finance.md): of all that is built in the perspective of a campus, of the assets that contracts and data
// centres pay for in that of the system. Plants under agreements belong to others. Returns notes for the reader of the
// study; empty where the study stays as it is. Called with a study without faults.
std::vector<std::string> apply_after_tax_sizing(const FinanceTerms& terms, model::Study& study);

}  // namespace decawatt::io
