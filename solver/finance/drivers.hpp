// Inputs of the finance of a plan that may differ from what the plan assumed.
#pragma once

#include <array>
#include <cstdint>

namespace decawatt::finance {

enum class Driver : std::uint8_t {
    capex,
    fixed_cost,
    variable_cost,  // without fuel and carbon
    fuel,
    carbon,
    purchases,
    tariffs,
    agreements,
    certificates,   // bought
    sales,          // income from sales
    energy,         // of the own assets, with their variable costs, fuel and carbon
    price,          // of that energy
    other_revenue,  // in addition to the price, such as certificates
    equity_return,  // the target
    debt_interest
};
inline constexpr std::size_t kDrivers = 15;
const char* text(Driver driver);

// A factor on each input; 1: as in the plan.
struct Factors {
    Factors() { value.fill(1.0); }
    std::array<double, kDrivers> value;
    double of(Driver driver) const { return value[static_cast<std::size_t>(driver)]; }
    double& of(Driver driver) { return value[static_cast<std::size_t>(driver)]; }
};

}  // namespace decawatt::finance
