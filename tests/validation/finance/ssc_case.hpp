// Cases of SSC, the engine of NREL's SAM: its inputs as a project, and the pro forma under SSC's names.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "finance/cash_flow.hpp"

namespace decawatt::tests {

// Energy of year 1 by month and delivery period, in MWh, as sold and weighted with the price factors.
struct Delivery {
    static constexpr std::size_t kMonths = 12, kPeriods = 9;
    std::vector<double> sold_mwh = std::vector<double>(kMonths * kPeriods, 0.0);
    std::vector<double> priced_mwh = sold_mwh;
    double bought_mwh = 0.0, bought_priced_mwh = 0.0;
    double sold() const;
    double priced() const;
    double of_month(const std::vector<double>& mwh, std::size_t month) const;
    double of_period(const std::vector<double>& mwh, std::size_t period) const;
};

// From the hourly `gen`, or from the sums that stand in for it in the shortened cases of tests/data.
Delivery delivery_of(const nlohmann::json& inputs);

finance::Project project_of(const nlohmann::json& inputs);

// The solved pro forma: at the stated price, or at the one that SSC looks for.
finance::ProForma solved(const nlohmann::json& inputs, const finance::Project& project);

using SscRows = std::map<std::string, std::vector<double>>;  // a scalar: one entry
SscRows ssc_rows(const nlohmann::json& inputs, const finance::Project& project, const finance::ProForma& result);
void add_basis_rows(const finance::Project& project, const finance::ProForma& result, SscRows& rows);
void add_delivery_rows(const nlohmann::json& inputs, const finance::ProForma& result, SscRows& rows);
void add_metric_rows(const nlohmann::json& inputs, const finance::Project& project, const finance::ProForma& result,
                     SscRows& rows);

// The internal rate of return by SSC's iteration, which ends within 1e-6 of the largest amount, or without a value
// (NaN); and of the cumulative flows, in percent. The product's own rates are exact (finance/internal_rate.hpp).
double rate_of_ssc(const std::vector<double>& flow);
struct SscRates {
    std::vector<double> pretax, after_tax, most;
};
SscRates rates_of_ssc(const finance::ProForma& result);

// A number of the inputs, or of the first entry of a list; `otherwise` where there is none.
double number(const nlohmann::json& inputs, const std::string& name, double otherwise = 0.0);
std::vector<double> list(const nlohmann::json& inputs, const std::string& name, std::vector<double> otherwise = {0.0});

}  // namespace decawatt::tests
