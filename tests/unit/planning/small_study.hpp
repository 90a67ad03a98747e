// Studies of a few hours, small enough to solve on paper, and their plans through the Clp bridge.
#pragma once

#include <string>
#include <vector>

#include "planning/results/read_plan.hpp"
#include "support/clp_bridge.hpp"

namespace decawatt::tests {

struct PlantSpec {
    std::string name;
    double capacity_mw = 0.0, variable_cost_per_mwh = 0.0;
    model::Technology technology = model::Technology::gas;
    int region = 0, behind = -1, contract = -1;
    double must_run_frac = 0.0;  // of every month
    double emission_t_per_mwh_thermal = 0.0, fuel_price = 0.0, efficiency_frac = 1.0;
    std::vector<double> resource_frac = {};  // by hour; empty: always available
    model::ExpansionOption build = {};
    model::RampLimits ramp = {};
};

struct StoreSpec {
    std::string name;
    double power_mw = 0.0, energy_mwh = 0.0;
    double charge_efficiency_frac = 1.0, discharge_efficiency_frac = 1.0, standing_loss_frac_per_h = 0.0;
    double cycling_cost_per_mwh = 0.0;
    int region = 0, behind = -1, contract = -1;
    model::ExpansionOption build_power = {}, build_energy = {};
    model::StoreAgeing ageing = {};
};

struct DataCenterSpec {
    std::string name;
    std::vector<double> draw_mw;
    double connection_mw = 0.0;
    int region = 0, contract = -1;
    bool may_shed = true;
    model::ExpansionOption build = {};
};

struct Solved {
    planning::Program program;
    FlatResult flat;
    planning::Plan plan;
};

// Years from 2030 on at UTC, discount rate 0, each of as many hours as the demand of the first region. Unserved energy
// costs 1,000.
class SmallStudy {
  public:
    explicit SmallStudy(int years = 1);

    int region(const std::string& name, const std::vector<double>& demand_mw);
    int plant(const PlantSpec& spec);
    int store(const StoreSpec& spec);
    int line(int from, int to, double capacity_mw, double loss_frac = 0.0, model::ExpansionOption build = {});
    int line_with_reactance(int from, int to, double capacity_mw, double reactance_pu, double tap_ratio = 1.0,
                            double phase_shift_deg = 0.0);
    int interface(const std::vector<model::Interfaces::Member>& members, double limit_mw);
    int data_center(const DataCenterSpec& spec);
    int contract(const std::string& name, double hourly = -1.0, double annual = -1.0, double excess_cap = -1.0,
                 double grid_clean = 0.0);                   // < 0: none
    void weather_years(const std::vector<double>& weights);  // each calendar year then has one chain per weight

    profiles::Profiles profiles() const;
    Solved solve() const;

    model::Study study;
    // By weather year, series that replace the first year's: demand of regions and resource of plants are scaled with
    // these factors.
    std::vector<double> resource_factor = {1.0};

  private:
    std::vector<std::vector<double>> demand_mw_, draw_mw_, resources_;
    std::vector<profiles::ResourceIndex> resource_of_plant_;
};

// A build option open in all years of the horizon that begins in 2030.
model::ExpansionOption may_build(double limit_mw, double capex_per_mw, double lifetime_years = 1.0,
                                 double fixed_cost_per_mw_year = 0.0);

// Largest violation of the balances of regions, data centres, stores and contracts in a plan's own series, MW (MWh).
double worst_imbalance(const model::Study& study, const planning::Plan& plan);

// Σ discount × (operation + unserved + capacity cost) of the yearly figures.
double cost_from_figures(const planning::Plan& plan);

}  // namespace decawatt::tests
