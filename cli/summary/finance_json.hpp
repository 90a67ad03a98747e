// Finance of a plan as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "app/finance/finance.hpp"

namespace decawatt::cli {

// Assets with all rows of their pro formas, supplies, capital cost by year. Values that do not exist are null.
nlohmann::ordered_json finance_json(const app::FinanceReport& report);

}  // namespace decawatt::cli
