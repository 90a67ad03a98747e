#include "finance/depreciation.hpp"

namespace decawatt::finance {

namespace {
// IRS Publication 946 (2023), table A-1; table A-8 rounds straight line over 15 years to four digits as here.
const std::vector<double> kMacrs5 = {0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576};
const std::vector<double> kMacrs15 = {0.05,   0.095, 0.0855, 0.077, 0.0693, 0.0623, 0.059,  0.059,
                                      0.0591, 0.059, 0.0591, 0.059, 0.0591, 0.059,  0.0591, 0.0295};
const std::vector<double> kStraightLine15 = {0.0333, 0.0667, 0.0667, 0.0667, 0.0667, 0.0667, 0.0667, 0.0666,
                                             0.0667, 0.0666, 0.0667, 0.0666, 0.0667, 0.0666, 0.0667, 0.0333};

// Half a year in the first and in the last year.
std::vector<double> half_year(int life_years) {
    std::vector<double> shares(static_cast<std::size_t>(life_years) + 1, 1.0 / life_years);
    shares.front() = shares.back() = 0.5 / life_years;
    return shares;
}

std::vector<double> shares_of(DepreciationClass depreciation_class, const std::vector<double>& custom_frac) {
    switch (depreciation_class) {
        case DepreciationClass::macrs_5:
            return kMacrs5;
        case DepreciationClass::macrs_15:
            return kMacrs15;
        case DepreciationClass::straight_line_5:
            return half_year(5);
        case DepreciationClass::straight_line_15:
            return kStraightLine15;
        case DepreciationClass::straight_line_20:
            return half_year(20);
        case DepreciationClass::straight_line_39:
            return half_year(39);
        case DepreciationClass::custom:
            break;
    }
    return custom_frac;
}
}  // namespace

const char* text(DepreciationClass depreciation_class) {
    constexpr const char* kTexts[] = {"macrs_5",          "macrs_15",         "straight_line_5", "straight_line_15",
                                      "straight_line_20", "straight_line_39", "custom"};
    return kTexts[static_cast<std::size_t>(depreciation_class)];
}

std::vector<double> depreciation_schedule(DepreciationClass depreciation_class, int years,
                                          const std::vector<double>& custom_frac) {
    const std::vector<double> shares = shares_of(depreciation_class, custom_frac);
    std::vector<double> schedule(static_cast<std::size_t>(years) + 1, 0.0);
    for (std::size_t t = 0; t < shares.size() && t + 1 < schedule.size(); ++t) schedule[t + 1] = shares[t];
    return schedule;
}

std::vector<double> straight_line(int life_years) {
    return std::vector<double>(static_cast<std::size_t>(life_years), 1.0 / life_years);
}

}  // namespace decawatt::finance
