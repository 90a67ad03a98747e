#include "model/it_hardware.hpp"

#include <algorithm>

namespace decawatt::model {

double conversion_input_kw(double output_kw, double constant_kw, double efficiency_frac) {
    return (output_kw + constant_kw) / efficiency_frac;
}

FleetHall fleet_hall(const ItHardware& fleets, std::size_t fleet, double nodes, double provisioning_frac) {
    constexpr double kKwPerMw = 1000.0;
    const auto inlet_kw = [&](const std::vector<double>& power_kw) {
        return conversion_input_kw(power_kw[fleet], fleets.supply_constant_kw[fleet],
                                   fleets.supply_efficiency_frac[fleet]);
    };
    const double node_kw = provisioning_frac * inlet_kw(fleets.max_kw);
    return {.nameplate_mw = nodes * node_kw / kKwPerMw,
            .gpus = nodes * fleets.gpus_per_node[fleet],
            .draw = {.idle_frac = std::min(1.0, inlet_kw(fleets.idle_kw) / node_kw),
                     .typical_frac = std::min(1.0, inlet_kw(fleets.typical_kw) / node_kw),
                     .stated = true}};
}

}  // namespace decawatt::model
