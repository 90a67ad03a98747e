// Quantities of one hour of one future, before and after network, stores and data centres.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace decawatt::adequacy {

struct HourState {
    HourState(std::size_t nodes, std::size_t centers)
        : surplus_mw(nodes),
          spare_mw(nodes),
          own_load_mw(nodes),
          center_load_mw(centers),
          demand_mw(nodes),
          unserved_mw(nodes) {}

    std::size_t year = 0;         // of the horizon
    std::int64_t of_horizon = 0;  // hours from the first of the horizon
    std::size_t in_window = 0;    // hours from the first of the window

    std::vector<double> surplus_mw;  // by node: supply less load, including deferred work that is due
    std::vector<double> spare_mw;  // by node: surplus less all deferred work and the power at which stores would charge
    std::vector<double> own_load_mw;     // by node, without data centres; set in a shortage, and with an observer
    std::vector<double> center_load_mw;  // by data centre; set where own_load_mw is
    std::vector<double> demand_mw;       // by node, after a shortage: own load and remaining demand of data centres
    std::vector<double> unserved_mw;     // by node: part of that demand
    std::vector<double> lost_mw;         // by place; empty without an observer
};

}  // namespace decawatt::adequacy
