#include "finance/drivers.hpp"

namespace decawatt::finance {

const char* text(Driver driver) {
    static constexpr std::array<const char*, kDrivers> kNames = {
        "capex",     "fixed_cost", "variable_cost", "fuel",          "carbon",
        "purchases", "tariffs",    "agreements",    "certificates",  "sales",
        "energy",    "price",      "other_revenue", "equity_return", "debt_interest"};
    return kNames[static_cast<std::size_t>(driver)];
}

}  // namespace decawatt::finance
