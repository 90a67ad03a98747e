// What was built of each asset that may be built.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "planning/results/supply.hpp"

namespace decawatt::cli {

struct BuiltAsset {
    std::string name, kind;  // kind: plant, store, line, connection
    planning::Payer payer;
    double mw = std::numeric_limits<double>::quiet_NaN(), limit_mw = mw;     // NaN: no power to build
    double mwh = std::numeric_limits<double>::quiet_NaN(), limit_mwh = mwh;  // NaN: no energy to build
    double capex = 0.0;  // of what was built in the horizon, undiscounted
};

// Over the horizon, and before it where a dispatch took builds over.
std::vector<BuiltAsset> built_assets(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
