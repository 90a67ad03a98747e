// Risk of the finance of a plan: changes of single inputs, samples of all inputs, and weather years. Finance is
// computed again for the plan as it is; nothing is sized or dispatched again.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "finance/drivers.hpp"
#include "io/study/read_finance_risks.hpp"

namespace decawatt::app {

struct FinanceReport;

struct RiskSettings {
    std::vector<io::RiskTerms> inputs = {};  // finance_risks.csv; each driver at most once
    double change_frac = 0.0;  // of each input in the tornado, unless finance_risks.csv states another; 0: no tornado
    int samples = 0;           // of the distributions in finance_risks.csv; 0: none
    std::uint32_t seed = 1;
    std::string weather = {};  // result of `dispatch --weather-years` of the plan; empty: none
    int threads = 0;           // 0: all of the machine

    bool requested() const { return change_frac > 0.0 || samples > 0 || !weather.empty(); }
};

// What a case means for a supply; NaN: not defined.
struct RiskOutcome {
    // Cost of supply per MWh of load, real, with prices of the assets at which they earn the target.
    double cost_per_mwh = std::numeric_limits<double>::quiet_NaN();
    // Of the owners, who sell at the price of the plan; debt is that of the plan, but for other capital costs or
    // interest, with which it is sized again before operation.
    double equity_irr_frac = std::numeric_limits<double>::quiet_NaN();
    double least_coverage = std::numeric_limits<double>::quiet_NaN();
    double equity_value = std::numeric_limits<double>::quiet_NaN();  // nominal, at year 0 of the first, at the target
};
inline constexpr std::size_t kRiskOutcomes = 4;
inline constexpr double RiskOutcome::*kRiskOutcomeFields[kRiskOutcomes] = {
    &RiskOutcome::cost_per_mwh, &RiskOutcome::equity_irr_frac, &RiskOutcome::least_coverage,
    &RiskOutcome::equity_value};

// One input lower and higher by the same share.
struct TornadoBar {
    finance::Driver driver = finance::Driver::capex;
    double change_frac = 0.0;
    RiskOutcome low, high;
};

// One weather year in every year of the horizon and after it.
struct WeatherOutcome {
    int weather_year = 0;
    double energy_mwh = 0.0;  // of the own assets, mean of the years of the horizon
    double revenue = 0.0;     // of it at the price of the plan, real, likewise
    RiskOutcome outcome;      // cost: of the plan, without finance and taxes
};

struct SupplyRisk {
    std::string name;
    RiskOutcome base;
    std::vector<TornadoBar> tornado;   // the largest change of the cost of supply first; without inputs of no effect
    std::vector<RiskOutcome> samples;  // in the order of their numbers
    std::vector<WeatherOutcome> weather;
};

struct RiskReport {
    RiskSettings settings;
    std::vector<SupplyRisk> supplies;  // with assets of their own
    std::vector<std::string> notes;    // inputs without effect; the capacities of weather years
};

// The same bits for any number of threads. Throws base::InputError (samples without a distribution, a weather file of
// another plan), base::ResourceError, base::Interrupted where `progress` says stop.
RiskReport risk_of(const FinanceReport& report, const RiskSettings& settings, const base::Progress& progress = {});

}  // namespace decawatt::app
