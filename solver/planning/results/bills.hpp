// What data centres pay by their tariffs, computed from their imports.
#pragma once

#include <array>

#include "planning/layout.hpp"

namespace decawatt::planning {

// The bill of one (calendar year, weather year), undiscounted.
struct Bill {
    std::array<MonthlyBill, base::kMonthsPerYear> months = {};
    double decided_cost = 0.0;  // what of it the objective counts, by the study's perspective
    double total() const;
};

// Import: net, hour by hour; what is exported is no negative import. Energy is paid at the price of the tariff, and
// where that is on top of the region's price at both (of a market its buying price, of a modelled region the dual).
// Demand charges are on the highest import of a period in a month, and on what ratchet and minimum take make of it; the
// ratchet looks at the calendar year. Months without an hour in the study are not billed. Zero without a tariff.
//
// `decides_ratchet`: false in operation by windows, whose objective leaves ratchets out.
Bill bill_of(const model::Study& study, const YearDispatch& dispatch, std::size_t data_center, double connection_mw,
             bool decides_ratchet = true);

// Adds the bills of one dispatch to the year's, weighted; `connection_mw` by data centre.
void add_bills(const model::Study& study, const Layout& layout, const YearDispatch& dispatch,
               const std::vector<double>& connection_mw, YearSummary& summary);

}  // namespace decawatt::planning
