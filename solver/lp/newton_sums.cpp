#include "lp/newton_sums.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::lp {

void ResidualSums::merge(const ResidualSums& other) {
    // Keeps NaN, which std::max could drop.
    const auto worse = [](double a, double b) { return b > a || std::isnan(b) ? b : a; };
    primal = worse(primal, other.primal);
    dual = worse(dual, other.dual);
    complementarity += other.complementarity;
    pairs += other.pairs;
    least_product = std::min(least_product, other.least_product);
    most_product = std::max(most_product, other.most_product);
    primal_objective += other.primal_objective;
    dual_objective += other.dual_objective;
}

void StepRates::merge(const StepRates& other) {
    for (std::size_t w = 0; w < kWeights; ++w) {
        primal[w] = std::max(primal[w], other.primal[w]);
        dual[w] = std::max(dual[w], other.dual[w]);
    }
}

}  // namespace decawatt::lp
