// One runner over ageing_cases.csv: each row names a model, its inputs, the published values, a tolerance and where
// they come from.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "ageing/cell.hpp"
#include "ageing/rainflow.hpp"
#include "published_cases.hpp"

using namespace decawatt;
using namespace decawatt::ageing;

namespace {
// NREL SSC (BSD-3) lib_battery_lifetime, generic lithium-ion calendar model: loss = rate × sqrt(days) from an initial
// capacity of 1.02. For comparison; no chemistry uses it.
double ssc_calendar_rate(double soc_frac, double temperature_k) {
    return 2.66e-3 * std::exp(-7280.0 * (1.0 / temperature_k - 1.0 / 296.0)) *
           std::exp(930.0 * (soc_frac / temperature_k - 1.0 / 296.0));
}
constexpr double kSscInitialCapacityFrac = 1.02, kSscCalendarPower = 0.5;

using test::Values;

Values lfp_rates(const Values& in) {
    const double t_k = in.at("t") + kZeroCelsiusK;
    return {{"calendar", calendar_rate(Chemistry::lfp, in.at("soc"), t_k)},
            {"cycling", cycle_rate(Chemistry::lfp, {in.at("depth"), in.at("c_rate"), in.at("soc"), t_k})}};
}

Values lfp(const Values& in) {
    Cell cell(Chemistry::lfp, in.at("published") != 0.0 ? Stepping::published : Stepping::integrated);
    const double cycles = in.contains("cycles") ? in.at("cycles") : 0.0;
    const Use day = use_of_day(Chemistry::lfp, {0.5, in.at("t") + kZeroCelsiusK, cycles, 0.8, 0.25});
    for (int d = 0; d < 3650; ++d) cell.advance(day);
    return {
        {"left", cell.capacity_frac()}, {"calendar", cell.calendar_loss_frac()}, {"cycling", cell.cycle_loss_frac()}};
}

Values ssc_calendar(const Values& in) {
    double loss = 0.0;
    for (int step = 0; step <= static_cast<int>(in.at("steps")); ++step)
        loss = power_law_step(loss, 1.0 / 24.0, ssc_calendar_rate(step == 0 ? 0.2 : 0.9, 4.85 + kZeroCelsiusK),
                              kSscCalendarPower, Stepping::published);
    return {{"percent", 100.0 * (kSscInitialCapacityFrac - loss)}};
}

Values rainflow_astm(const Values&) {
    Values counts;
    Rainflow rainflow;
    const auto sink = [&](const CountedCycle& c) {
        counts[std::to_string(static_cast<int>(c.range))] += c.count;
        if (c.count == 1.0 && c.range == 4.0) {
            counts["full_range"] = c.range;
            counts["full_mean"] = c.mean;
        }
    };
    for (const double value : {-2.0, 1.0, -3.0, 5.0, -1.0, 3.0, -4.0, 4.0, -2.0}) rainflow.push(value, sink);
    rainflow.finish(sink);
    return counts;
}

const test::Models kModels = {
    {"anode_potential",
     [](const Values& in) {
         return Values{{"v", anode_potential_v(in.at("soc"))}};
     }},
    {"lfp_rates", lfp_rates},
    {"lfp", lfp},
    {"ssc_calendar", ssc_calendar},
    {"rainflow_astm", rainflow_astm},
};

}  // namespace

TEST_CASE("published values of battery ageing") {
    test::check_published("ageing_cases.csv", kModels, 22);
}
