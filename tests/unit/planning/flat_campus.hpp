// A campus on a market written out by hand as one linear program for Clp, sharing no code with planning: import and
// export, buying and selling have a column each, and every peak is a column that every import of its hours is below.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace decawatt::tests {

struct CampusPeriod {
    double charge_per_mw_month = 0.0, ratchet_frac = 0.0, minimum_take_frac = 0.0;
    std::vector<bool> covers;  // by stage
};

struct Campus {
    double step_h = 1.0;
    std::vector<int> month;                     // by stage, from 0
    std::vector<double> load_mw, sun_frac;      // by stage
    std::vector<double> buy_price, sell_price;  // per MWh
    std::vector<double> import_cost;            // per MWh, beside the market's price
    double buy_limit_mw = 0.0, sell_limit_mw = 0.0;
    double connection_mw = 0.0, connection_limit_mw = 0.0, connection_cost = 0.0;  // firm; built: limit, cost per MW
    double nonfirm_mw = 0.0, nonfirm_limit_mw = 0.0, nonfirm_cost = 0.0;           // the same, beside it
    std::vector<double> available_frac;                                            // of the non-firm part, by stage
    // A budget: hours' worth of its non-firm part that the campus gives up in these stages; empty: none.
    std::vector<bool> candidate;
    double budget_h = 0.0;
    double export_limit_mw = 0.0, ramp_mw_per_h = 0.0;            // ramp: 0: none
    std::vector<double> demand_mw;                                // of the region, by stage
    double sun_limit_mw = 0.0, sun_cost = 0.0, sun_credit = 0.0;  // credit: per MWh of output
    double power_limit_mw = 0.0, power_cost = 0.0, energy_limit_mwh = 0.0, energy_cost = 0.0;
    double charge_efficiency = 1.0, discharge_efficiency = 1.0, cycling_cost = 0.0;
    double unserved_cost = 0.0;
    std::vector<CampusPeriod> periods;
};

struct CampusResult {
    bool optimal = false;
    double objective = 0.0;
    double sun_mw = 0.0, power_mw = 0.0, energy_mwh = 0.0, connection_mw = 0.0, nonfirm_mw = 0.0;  // built
    std::map<std::string, int> binding;  // rules, by the rows and bounds that have a price
};

CampusResult solve_flat(const Campus& campus);

}  // namespace decawatt::tests
