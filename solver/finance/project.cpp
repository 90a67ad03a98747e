#include "finance/project.hpp"

namespace decawatt::finance {

double construction_cost(const std::vector<ConstructionLoan>& loans, double investment_cost) {
    constexpr double kMonthsPerYear = 12.0, kMeanDrawn = 0.5;  // of the loan, over its months
    double cost = 0.0;
    for (const ConstructionLoan& loan : loans)
        cost += loan.share_frac * investment_cost *
                (loan.interest_frac * loan.months / kMonthsPerYear * kMeanDrawn + loan.upfront_fee_frac);
    return cost;
}

}  // namespace decawatt::finance
