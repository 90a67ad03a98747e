// The risk of a plan's finance as text and as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "app/finance/finance.hpp"

namespace decawatt::cli {

void print_risk(const app::FinanceReport& report);
nlohmann::ordered_json risk_json(const app::RiskReport& risk);

}  // namespace decawatt::cli
