#include "ageing/cell.hpp"

#include <algorithm>

namespace decawatt::ageing {

namespace {
constexpr double kMaterialFrac = 1.01;  // nmc111: active material of a new cell over its lithium
constexpr double kMaterialPower = 10.0;
}  // namespace

Use use_of_day(Chemistry chemistry, const ConstantUse& c) {
    const Cycling cycling{c.depth_frac, c.c_rate_per_h, c.soc_frac, c.temperature_k};
    return {1.0, calendar_rate(chemistry, c.soc_frac, c.temperature_k), c.full_cycles_per_day,
            cycle_rate(chemistry, cycling), half_loss_cycles(cycling)};
}

Cell::Cell(Chemistry chemistry, Stepping stepping) : law_(law_of(chemistry)), stepping_(stepping) {}

void Cell::advance(const Use& use) {
    const double cycles = use.full_cycles * (law_.nameplate_cycles ? capacity_frac() : 1.0);
    calendar_ =
        power_law_step(calendar_, use.days / law_.days_scale, use.calendar_rate, law_.calendar_power, stepping_);
    cycling_ = power_law_step(cycling_, cycles / law_.cycles_scale, use.cycle_rate, law_.cycle_power, stepping_);
    if (law_.loses_material)
        material_ = sigmoid_step(material_, cycles, use.half_loss_cycles, kMaterialPower, stepping_);
}

double Cell::capacity_frac() const {
    double left = 1.0 - calendar_ - cycling_;
    if (law_.loses_material) left = std::min(left, kMaterialFrac - material_);
    return std::max(0.0, left);
}

}  // namespace decawatt::ageing
