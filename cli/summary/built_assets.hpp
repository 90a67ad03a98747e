// Capacity additions of each asset with an expansion option.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "planning/results/supply.hpp"

namespace decawatt::cli {

struct BuiltAsset {
    std::string name, kind;  // kind: plant, store, line, connection
    planning::Payer payer;
    double mw = std::numeric_limits<double>::quiet_NaN(), limit_mw = mw;     // NaN: no expansion option for power
    double mwh = std::numeric_limits<double>::quiet_NaN(), limit_mwh = mwh;  // NaN: no expansion option for energy
    double capex = 0.0;  // of additions in the horizon, undiscounted
};

// Over the horizon, and before it for additions of a dispatched plan.
std::vector<BuiltAsset> built_assets(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
