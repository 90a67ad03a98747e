// The parts of reading a plan, each from the program's layout and the values of a solution.
#pragma once

#include "planning/layout.hpp"
#include "planning/planning.hpp"

namespace decawatt::planning {

// Values of one chain. NaN throughout where the solution has none (it ended before the first iteration).
struct ChainValues {
    const lp::Chain& program;
    const ChainLayout& layout;
    lp::Matrix x, y;  // program units
    lp::Vector k;     // border variables, program units
    double power_mw = 1.0, money = 1.0;

    double mw(int column, std::size_t t) const {  // 0 for an absent column: nothing is there
        return column == kAbsent ? 0.0 : power_mw * x(column, static_cast<Eigen::Index>(t));
    }
};

YearDispatch read_dispatch(const YearView& view, const Layout& layout, const ChainValues& values);

// Installed at the end of each calendar year, nameplate; `built` holds the border variables in MW (MWh).
YearCapacity read_capacity(const model::Study& study, const Layout& layout, const std::vector<double>& built);

// Yearly figures, contract scores and costs of supply of a plan whose dispatch, capacity, fleets and discount factors
// are read.
void summarise(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);
void summarise_supply(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);

// PUE and WUE of a calendar year from the dispatch of its weather years, and by month.
void summarise_data_centers(const model::Study& study, const std::vector<const YearDispatch*>& year, YearSummary& s);

// Energies and emissions of a calendar year behind the meters of data centres and through their connections.
void summarise_data_center_energy(const model::Study& study, const Layout& layout,
                                  const std::vector<const YearDispatch*>& weathers, YearSummary& s);

// The figures of each (calendar year, weather year) alone, in the order of the dispatch.
void summarise_weather(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);

// Zero where the solution has no values.
TargetPrices read_target_prices(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                const lp::Solution& solution);
StateValues read_state_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                              const lp::Solution& solution);

// The plan with the certificate that the solution brings; `read_plan` judges it.
Plan read_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                 const lp::Solution& solution);

}  // namespace decawatt::planning
