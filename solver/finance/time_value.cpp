#include "finance/time_value.hpp"

#include <cmath>
#include <limits>

namespace decawatt::finance {

double nominal_rate(double real_frac, double inflation_frac) {
    return (1.0 + real_frac) * (1.0 + inflation_frac) - 1.0;
}

double real_rate(double nominal_frac, double inflation_frac) {
    return (1.0 + nominal_frac) / (1.0 + inflation_frac) - 1.0;
}

double present_value(const std::vector<double>& flow, double rate_frac, int last) {
    const double factor = 1.0 / (1.0 + rate_frac);
    double sum = 0.0;
    for (std::size_t t = last < 0 ? flow.size() - 1 : static_cast<std::size_t>(last); t > 0; --t)
        sum = (sum + flow[t]) * factor;
    return sum;
}

double net_present_value(const std::vector<double>& flow, double rate_frac, int last) {
    return flow[0] + present_value(flow, rate_frac, last);
}

double payback_years(const std::vector<double>& flow) {
    std::vector<double> total(flow.size());
    double sum = 0.0;
    for (std::size_t t = 0; t < flow.size(); ++t) total[t] = sum += flow[t];
    std::size_t first = flow.size();  // from which on the sum stays at zero or above
    while (first > 0 && total[first - 1] >= 0.0) --first;
    if (first == flow.size()) return std::numeric_limits<double>::quiet_NaN();
    if (first == 0) return 0.0;
    return static_cast<double>(first) - total[first] / (total[first] - total[first - 1]);
}

}  // namespace decawatt::finance
