// Totals and metrics under the names of SSC's outputs.
#include <algorithm>
#include <limits>

#include "finance/time_value.hpp"
#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
using finance::ProForma;
using nlohmann::json;

constexpr double kCentsPerKwh = 0.1;  // per USD/MWh

void add_totals(const finance::Project& project, const ProForma& result, SscRows& rows) {
    const finance::Totals& totals = result.totals;
    rows["cost_debt_upfront"] = {totals.debt_fee};
    rows["cost_financing"] = {totals.cost_financing};
    rows["cost_prefinancing"] = {project.investment.cost};
    rows["cost_installed"] = {totals.cost_installed};
    rows["cost_installedperwatt"] = {totals.cost_installed / project.capacity_mw * 1e-6};
    rows["adjusted_installed_cost"] = {totals.cost_installed - result.incentive.total()};
    rows["prop_tax_assessed_value"] = {project.property.assessed_frac * project.investment.cost};
    rows["salvage_value"] = {totals.salvage};
    rows["cash_for_debt_service"] = {totals.cash_for_debt};
    rows["pv_cafds"] = {totals.discounted_cash_for_debt};
    rows["size_of_debt"] = {totals.debt};
    rows["size_of_equity"] = rows["issuance_of_equity"] = {totals.equity};
    rows["debt_fraction"] = {100.0 * totals.debt_frac};
    rows["purchase_of_property"] = {totals.property_bought};
}

void add_present_values(const finance::Project& project, const ProForma& result, SscRows& rows) {
    const auto value = [&](const finance::Row& row) {
        return finance::present_value(row, result.metrics.nominal_discount_frac);
    };
    double operation = 0.0, fuel = 0.0;
    for (std::size_t k = 0; k < project.expenses.size(); ++k) {
        if (project.expenses[k].kind == finance::ExpenseKind::operation) operation += value(result.expense.line[k]);
        if (project.expenses[k].kind == finance::ExpenseKind::fuel) fuel += value(result.expense.line[k]);
    }
    double optional_fuel = 0.0;  // SSC leaves it out of present_value_oandm
    for (std::size_t k = 0; k < project.expenses.size(); ++k)
        if (project.expenses[k].name.find("opt_fuel") != std::string::npos)
            optional_fuel += value(result.expense.line[k]);
    rows["present_value_oandm"] = {operation + fuel - optional_fuel};
    rows["present_value_oandm_nonfuel"] = {operation};
    rows["present_value_fuel"] = {fuel};
    rows["present_value_insandproptax"] = {value(result.expense.insurance) + value(result.expense.property_tax)};
    rows["npv_ppa_revenue"] = {result.metrics.revenue_value};
    rows["npv_annual_costs"] = {result.metrics.cost_value};
    rows["npv_curtailment_revenue"] = {value(result.revenue.curtailment)};
    rows["npv_capacity_revenue"] = {value(result.revenue.capacity)};
    rows["npv_salvage_value"] = {value(result.revenue.salvage)};
    rows["npv_thermal_value"] = {value(result.revenue.other)};
    const char* const government[] = {"fed", "sta"};
    for (std::size_t g = 0; g < finance::kGovernments; ++g) {
        const double credit = value(result.tax[g].production_credit) / (1.0 - result.effective_tax_frac[1]);
        const std::string name = std::string("lcoptc_") + government[g];
        rows[name + "_nom"] = {kCentsPerKwh * credit / result.metrics.energy_nominal_mwh};
        rows[name + "_real"] = {kCentsPerKwh * credit / result.metrics.energy_real_mwh};
    }
}
}  // namespace

void add_metric_rows(const json& inputs, const finance::Project& project, const ProForma& result, SscRows& rows) {
    const finance::Metrics& metrics = result.metrics;
    add_totals(project, result, rows);
    add_present_values(project, result, rows);
    rows["lppa_nom"] = {kCentsPerKwh * metrics.lppa_nominal_per_mwh};
    rows["lppa_real"] = {kCentsPerKwh * metrics.lppa_real_per_mwh};
    rows["lcoe_nom"] = {kCentsPerKwh * metrics.lcoe_nominal_per_mwh};
    rows["lcoe_real"] = {kCentsPerKwh * metrics.lcoe_real_per_mwh};
    rows["npv_energy_nom"] = {1e3 * metrics.energy_nominal_mwh};
    rows["npv_energy_real"] = {1e3 * metrics.energy_real_mwh};
    rows["ppa"] = rows["ppa_price"] = {kCentsPerKwh * metrics.price_per_mwh};
    rows["ppa_escalation"] = {100.0 * project.sales.price_per_mwh.escalation_frac};
    rows["flip_target_year"] = rows["flip_actual_year"] = {static_cast<double>(project.returns.target_year)};
    rows["flip_target_irr"] = {100.0 * project.returns.target_frac};
    const std::vector<double> rate = rates_of_ssc(result).after_tax;
    rows["flip_actual_irr"] = {rate[static_cast<std::size_t>(project.returns.target_year)]};
    rows["project_return_aftertax_irr"] = rows["analysis_period_irr"] = {rate.back()};
    rows["project_return_aftertax_npv"] = {metrics.npv};
    // Without debt SSC prints the largest number there is.
    const bool has_service = metrics.least_coverage != 0.0;
    rows["min_dscr"] = {has_service ? metrics.least_coverage : std::numeric_limits<double>::max()};
    const double exact = 100.0 * metrics.irr.usual();
    rows["wacc"] = {100.0 * metrics.wacc_frac + (1.0 - result.totals.debt_frac) * (rate.back() - exact)};
    rows["effective_tax_rate"] = {100.0 * metrics.effective_tax_frac};
    rows["nominal_discount_rate"] = {metrics.nominal_discount_frac};
    rows["cf_length"] = {static_cast<double>(result.ebitda.size())};
    for (const char* echoed : {"system_use_recapitalization", "system_use_lifetime_output"})
        rows[echoed] = {number(inputs, echoed)};
    if (number(inputs, "system_use_recapitalization") == 0.0) rows["system_lifetime_recapitalize"] = {0.0};
}

}  // namespace decawatt::tests
