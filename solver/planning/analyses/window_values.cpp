#include "planning/analyses/window_values.hpp"

#include <algorithm>
#include <limits>

#include "planning/components/component.hpp"
#include "planning/state_end.hpp"

namespace decawatt::planning {

namespace {

// Currency per MWh of a dual of 1 in a row of energy.
double currency_per_mwh(const Program& program, const ChainLayout& layout) {
    return program.money_unit / (program.power_unit_mw * layout.weight * layout.discount);
}

}  // namespace

WindowValues window_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                           const FixedPlan& fixed, bool values_content, std::size_t chain, const lp::Vector& start) {
    const lp::Chain& rows = program.staircase.chains[chain];
    const profiles::YearProfiles& year = profiles.years[chain];
    const auto y = std::ranges::find(fixed.years, year.year) - fixed.years.begin();
    const auto end_at = [=, &study, &program, &fixed, &year](int stage, bool of_year) {
        const ChainLayout& layout = program.layout->chains[chain];
        const int month = base::civil_time(year.axis.instant(stage), study.utc_offset_s).month - 1;
        return StateEnd{*program.layout,
                        layout,
                        fixed.state_values,
                        static_cast<std::size_t>(y * base::kMonthsPerYear + month),
                        static_cast<std::size_t>(stage),
                        of_year,
                        start,
                        currency_per_mwh(program, layout),
                        study.planning.unserved_cost_per_mwh};
    };
    const auto duals = [end_at, count = rows.rows()](int stage, bool of_year, bool values_stored) {
        lp::Vector values = lp::Vector::Zero(count);
        const StateEnd end = end_at(stage, of_year);
        for (const Component& component : components()) {
            if (values_stored && component.terminal_value) component.terminal_value(end, values);
            if (component.owed) component.owed(end, values);
        }
        return values_stored || !values.isZero(0.0) ? values : lp::Vector();
    };
    lp::Vector most = lp::Vector::Constant(rows.columns(), std::numeric_limits<double>::infinity());
    for (const Component& component : components())
        if (component.year_end) component.year_end(end_at(0, true), most);
    // A state that can only rise and starts within the solver's accuracy of zero has no interior.
    constexpr double kAccuracy = 10.0;  // of the tolerance
    lp::Vector negligible = lp::Vector::Zero(rows.columns());
    for (const Component& component : components())
        if (component.only_rises) component.only_rises(end_at(0, false), negligible);
    negligible.array() *= kAccuracy * study.planning.tolerance * rows.upper.rowwise().maxCoeff().array();
    return {start, [=](int stage) { return duals(stage, false, values_content); }, duals(0, true, true), most,
            negligible};
}

}  // namespace decawatt::planning
