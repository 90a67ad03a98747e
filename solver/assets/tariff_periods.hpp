// The periods of a tariff in the hours of a year: where demand charges look for the highest import.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "model/tariff_blocks.hpp"

namespace decawatt::assets {

struct DemandPeriod {
    std::string name;
    std::array<double, base::kMonthsPerYear> charge_per_mw = {};  // of a month
    double ratchet_frac = 0.0, minimum_take_frac = 0.0;
    std::vector<bool> covers;                              // by hour
    std::array<bool, base::kMonthsPerYear> in_month = {};  // whether it has hours there
    bool is_charged() const;                               // in any month that it has hours in
};

// In the order in which the tariff names them.
std::vector<DemandPeriod> demand_periods(const model::Study& study, std::size_t tariff, const base::TimeAxis& axis);

// What ratchet and minimum take leave to be billed of the highest imports of the months, MW: the most of the month's
// own, ratchet × the year's highest, and minimum take × the connection. Zero in months without hours of the period.
std::array<double, base::kMonthsPerYear> billed_mw(const DemandPeriod& period,
                                                   const std::array<double, base::kMonthsPerYear>& peak_mw,
                                                   double connection_mw);

}  // namespace decawatt::assets
