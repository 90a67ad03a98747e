// Internal rates of return: the discount rates at which the net present value of a cash flow is zero.
#pragma once

#include <vector>

namespace decawatt::finance {

struct RateRange {
    double low_frac = -0.9999, high_frac = 10.0;
};

struct InternalRates {
    std::vector<double> rate_frac;  // ascending; empty: none in the range
    std::vector<bool> falls;        // whether the net present value falls as the rate rises through it
    // The lowest rate at which the value falls, as it does for an outlay followed by returns; NaN: none.
    double usual() const;
};

// All rates in the range, for a flow of at most about a hundred years. A flow with n changes of sign has at most n
// (Descartes); where the value touches zero without changing sign the rate is listed once. Rates closer to each other
// than 1e-3 of (1 + rate) may be taken for one that touches. A flow of one sign, or of zeros, has none.
InternalRates internal_rates(const std::vector<double>& flow, const RateRange& range = {});

}  // namespace decawatt::finance
