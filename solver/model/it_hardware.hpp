// Machines bought as one: servers, storage, network, per node.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decawatt::model {

enum class FleetIndex : std::int32_t {};

struct ItHardware {
    std::vector<std::string> name;
    std::vector<double> idle_kw, typical_kw, max_kw;  // behind the node's power supply
    // Power supply, rectifier: in = (out + constant) / efficiency. 0 and 1 where the powers are those of the inlet.
    std::vector<double> supply_constant_kw, supply_efficiency_frac;
    std::vector<double> gpus_per_node;
    bool operator==(const ItHardware&) const = default;
};

// Power that a conversion takes in for what it gives out (ExaDigiT/RAPS has this form for node and rack).
double conversion_input_kw(double output_kw, double constant_kw, double efficiency_frac);

// Power of a hall's machines over its nameplate power.
struct FleetDraw {
    double idle_frac = 0.0, typical_frac = 0.0;
    bool stated = false;
    bool operator==(const FleetDraw&) const = default;
};

struct FleetHall {
    double nameplate_mw, gpus;
    FleetDraw draw;
    bool operator==(const FleetHall&) const = default;
};

// A hall of `nodes` of one fleet, provisioned for a share of their maximum power: machines are capped there, so that
// neither idle nor typical power exceeds it.
FleetHall fleet_hall(const ItHardware& fleets, std::size_t fleet, double nodes, double provisioning_frac);

}  // namespace decawatt::model
