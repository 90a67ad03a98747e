// finance_risks.csv: uncertainty of the inputs of a plan's finance.
#pragma once

#include <optional>
#include <vector>

#include "finance/drivers.hpp"
#include "finance/uncertainty.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::io {

struct Reading;

struct RiskTerms {  // a row
    finance::Driver driver = finance::Driver::capex;
    std::optional<double> change_frac = {};  // each direction of the tornado; 0: not in it; none: that of the others
    finance::Distribution distribution = finance::Distribution::normal;
    double spread_frac = 0.0;  // of the distribution; 0: the input is certain
};

// The rows, as read_study checks them too.
std::vector<RiskTerms> risks_in(const Reading& reading);

// The rows of a study, with its variant and overrides; empty: no such table. Throws base::InputError.
std::vector<RiskTerms> read_finance_risks(const StudyRequest& request);

}  // namespace decawatt::io
