// Warnings about unusual terms of finance; as model/plausibility.hpp for the rest of a study.
#pragma once

#include <vector>

#include "io/common/finance_terms.hpp"
#include "model/plausibility.hpp"

namespace decawatt::io {

// Inflation, return, interest, credits and other revenue of [finance] and finance_terms.csv, and annuities that credits
// make negative.
std::vector<model::PlausibilityWarning> finance_warnings(const FinanceTerms& terms, const model::Study& study);

}  // namespace decawatt::io
