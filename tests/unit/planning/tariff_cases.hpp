// Cases of the tests of tariffs: a campus on a market.
#pragma once

#include "operation_cases.hpp"
#include "planning/results/bills.hpp"

namespace decawatt::tests::tariff_cases {

using namespace decawatt::tests::operation_cases;
using planning::BillComponent;

// A data centre on a market at a price of 5, where nothing may be sold, with a battery without losses behind it.
inline SmallStudy campus(const std::vector<double>& load_mw, double battery_mw = 100.0, double battery_mwh = 100.0) {
    SmallStudy small;
    small.region("grid", std::vector<double>(load_mw.size(), 0.0));
    small.market({.buy_price_per_mwh = std::vector<double>(load_mw.size(), 5.0)});
    small.data_center({.name = "campus", .draw_mw = load_mw, .connection_mw = 20.0});
    if (battery_mw > 0.0)
        small.store({.name = "battery", .power_mw = battery_mw, .energy_mwh = battery_mwh, .behind = 0});
    small.study.planning.perspective = model::Perspective::campus;
    return small;
}

inline double cost_of(const planning::MonthlyBill& bill, BillComponent component) {
    return bill.cost[static_cast<std::size_t>(component)];
}

inline double bill_of(const Solved& solved, BillComponent component) {
    double sum = 0.0;
    for (const planning::MonthlyBill& month : solved.plan.summary[0].bills[0]) sum += cost_of(month, component);
    return sum;
}

// January, and the first day of February: load in two hours alone.
inline SmallStudy two_months(double january_mw, double february_mw, double battery_mwh) {
    std::vector<double> load((31 + 1) * 24, 0.0);
    load[100] = january_mw;
    load[31 * 24 + 5] = february_mw;
    return campus(load, battery_mwh, battery_mwh);
}

inline double objective_of_operation(const SmallStudy& small, const Solved& solved, Foresight foresight = {}) {
    return operated(small, planning::fixed_plan(small.study, solved.plan), foresight).plan.objective;
}

}  // namespace decawatt::tests::tariff_cases
