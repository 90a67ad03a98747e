// Terms of finance of a study: [finance] in study.toml and finance_terms.csv. Read by the command `finance` alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/project.hpp"

namespace decawatt::io {

// What differs for one plant or store; what is not stated is as in [finance].
struct AssetTerms {
    std::string asset;
    std::optional<finance::DepreciationClass> depreciation;
    std::optional<double> investment_credit_frac, production_credit_per_mwh, revenue_per_mwh;
};

struct FinanceTerms {
    finance::Project common;  // everything but the cost, energy and expenses of an asset
    finance::DepreciationClass depreciation = finance::DepreciationClass::straight_line_20;
    int construction_years = 1;
    double construction_interest_frac = 0.0;
    double revenue_per_mwh = 0.0;  // beside the price of energy, such as certificates; real, of the price year
    std::vector<AssetTerms> assets;
};

}  // namespace decawatt::io
