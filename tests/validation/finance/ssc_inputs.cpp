// Inputs of SSC's single-owner module as a project. SSC: percent, kWh, kW, USD/kWh; here fractions, MWh, MW, USD/MWh.
#include <algorithm>
#include <cmath>

#include "finance/pro_forma.hpp"
#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
using finance::Government;
using finance::Project;
using nlohmann::json;

constexpr double kPerThousand = 1e-3, kPercent = 1e-2;
const char* const kPayer[] = {"fed", "sta", "uti", "oth"};
const char* const kGovernment[] = {"fed", "sta"};
const char* const kClass[] = {"macrs_5", "macrs_15", "sl_5", "sl_15", "sl_20", "sl_39", "custom"};

std::vector<double> scaled(std::vector<double> values, double factor) {
    for (double& value : values) value *= factor;
    return values;
}

finance::Schedule schedule(const json& in, const std::string& name, double factor, const std::string& escalation) {
    return {scaled(list(in, name), factor), kPercent * number(in, escalation)};
}

bool flag(const json& in, const std::string& name) {
    return number(in, name) != 0.0;
}

finance::ByGovernment<bool> flags(const json& in, const std::string& stem, const char* kind) {
    return {flag(in, stem + kind + "_fed"), flag(in, stem + kind + "_sta")};
}

void add_grants(const json& in, Project& project) {
    for (std::size_t p = 0; p < finance::kPayers; ++p) {
        const std::string ibi = std::string("ibi_") + kPayer[p], cbi = std::string("cbi_") + kPayer[p],
                          pbi = std::string("pbi_") + kPayer[p];
        finance::InvestmentGrant& grant = project.investment_grants[p];
        grant.amount = number(in, ibi + "_amount");
        grant.frac = kPercent * number(in, ibi + "_percent");
        grant.frac_limit = number(in, ibi + "_percent_maxvalue", 1e38);
        grant.tax_of_amount = {flags(in, ibi + "_amount", "_tax"), flags(in, ibi + "_amount", "_deprbas")};
        grant.tax_of_frac = {flags(in, ibi + "_percent", "_tax"), flags(in, ibi + "_percent", "_deprbas")};
        finance::CapacityGrant& capacity = project.capacity_grants[p];
        capacity.per_mw = 1e6 * number(in, cbi + "_amount");  // USD/W
        capacity.limit = number(in, cbi + "_maxvalue", 1e38);
        capacity.tax = {flags(in, cbi, "_tax"), flags(in, cbi, "_deprbas")};
        finance::ProductionPayment& payment = project.production_payments[p];
        payment.per_mwh = schedule(in, pbi + "_amount", 1e3, pbi + "_escal");
        payment.years = static_cast<int>(number(in, pbi + "_term"));
        payment.is_income = flags(in, pbi, "_tax");
        payment.serves_debt = flag(in, pbi + "_for_ds");
    }
}

void add_tax(const json& in, Project& project) {
    for (std::size_t g = 0; g < finance::kGovernments; ++g) {
        const std::string of = kGovernment[g];
        finance::TaxRules& rules = project.tax[g];
        rules.rate_frac = scaled(list(in, g == 0 ? "federal_tax_rate" : "state_tax_rate"), kPercent);
        rules.bonus_frac = kPercent * number(in, "depr_bonus_" + of);
        for (std::size_t c = 0; c < finance::kDepreciationClasses; ++c) {
            rules.bonus_applies[c] = flag(in, "depr_bonus_" + of + "_" + kClass[c]);
            rules.credit_qualifies[c] = flag(in, "depr_itc_" + of + "_" + kClass[c]);
        }
        rules.grants_reduce_first_class = number(in, "depr_" + of + "bas_method") == 0.0;
        finance::InvestmentCredit& credit = rules.investment_credit;
        credit.amount = list(in, "itc_" + of + "_amount");
        credit.frac = scaled(list(in, "itc_" + of + "_percent"), kPercent);
        credit.frac_limit = list(in, "itc_" + of + "_percent_maxvalue", {1e38});
        credit.amount_reduces_basis = flags(in, "itc_" + of + "_amount", "_deprbas");
        credit.frac_reduces_basis = flags(in, "itc_" + of + "_percent", "_deprbas");
        rules.production_credit.per_mwh = schedule(in, "ptc_" + of + "_amount", 1e3, "ptc_" + of + "_escal");
        rules.production_credit.years = static_cast<int>(number(in, "ptc_" + of + "_term"));
        rules.production_credit.rounding_per_mwh = 1.0;
        rules.replacement_class = static_cast<finance::DepreciationClass>(number(in, "equip_reserve_depr_" + of));
    }
}

void add_depreciation(const json& in, Project& project) {
    for (std::size_t c = 0; c < finance::kDepreciationClasses; ++c)
        project.depreciation.share_frac[c] = kPercent * number(in, std::string("depr_alloc_") + kClass[c] + "_percent");
    project.depreciation.custom_frac = scaled(list(in, "depr_custom_schedule"), kPercent);
}

void add_debt(const json& in, Project& project) {
    finance::Debt& debt = project.debt;
    debt.rule = number(in, "debt_option", 1.0) == 1.0 ? finance::DebtRule::coverage : finance::DebtRule::share;
    debt.share_frac = kPercent * number(in, "debt_percent");
    debt.coverage_ratio = number(in, "dscr");
    if (flag(in, "dscr_limit_debt_fraction")) debt.limit_frac = kPercent * number(in, "dscr_maximum_debt_fraction");
    debt.tenor_years = static_cast<int>(number(in, "term_tenor"));
    debt.interest_frac = kPercent * number(in, "term_int_rate");
    debt.repayment =
        number(in, "payment_option") == 1.0 ? finance::Repayment::level_principal : finance::Repayment::level_payment;
    debt.grace_years = static_cast<int>(number(in, "loan_moratorium"));
    debt.closing_cost = number(in, "cost_debt_closing");
    debt.upfront_fee_frac = kPercent * number(in, "cost_debt_fee");
    debt.reserve_months = number(in, "dscr_reserve_months");
    debt.sizes_on_year_zero = true;
    debt.limits_estimate = number(in, "ppa_soln_mode", 1.0) != 0.0;
    finance::Reserves& reserves = project.reserves;
    reserves.working_capital_months = number(in, "months_working_reserve");
    reserves.receivables_months = number(in, "months_receivables_reserve");
    reserves.interest_frac = kPercent * number(in, "reserves_interest");
    for (std::size_t k = 0; k < reserves.replacement.size(); ++k) {
        const std::string stem = "equip" + std::to_string(k + 1) + "_reserve_";
        reserves.replacement[k] = {1e6 * number(in, stem + "cost"), static_cast<int>(number(in, stem + "freq"))};
    }
}

void add_energy(const json& in, Project& project) {
    const Delivery delivery = delivery_of(in);
    const std::vector<double> remaining =
        finance::remaining_output(scaled(list(in, "degradation"), kPercent), project.years);
    const auto degraded = [&](double first_year_mwh) {
        std::vector<double> mwh(remaining.begin() + 1, remaining.end());
        return scaled(std::move(mwh), first_year_mwh);
    };
    finance::Energy& energy = project.energy;
    energy.sold_mwh = degraded(delivery.sold());
    energy.priced_mwh = degraded(delivery.priced());
    energy.bought_mwh = degraded(delivery.bought_mwh);
    energy.bought_priced_mwh = degraded(flag(in, "en_electricity_rates") ? 0.0 : delivery.bought_priced_mwh);
    const double net = delivery.sold() - delivery.bought_mwh;
    energy.curtailed_mwh = degraded(std::max(0.0, kPerThousand * number(in, "annual_energy_pre_curtailment_ac") - net));
}

void add_sales(const json& in, Project& project) {
    finance::Sales& sales = project.sales;
    sales.price_per_mwh = schedule(in, "ppa_price_input", 1e3, "ppa_escalation");
    sales.capacity_payment = schedule(in, "cp_capacity_payment_amount", 1.0, "cp_capacity_payment_esc");
    if (number(in, "cp_capacity_payment_type") == 0.0) {  // per MW of what counts as firm
        const std::vector<double> credit = list(in, "cp_capacity_credit_percent");
        std::vector<double> paid = finance::by_year(sales.capacity_payment, project.years, 0.0);
        for (std::size_t t = 1; t < paid.size(); ++t)
            paid[t] *= kPercent * number(in, "cp_system_nameplate") *
                       (credit.size() == 1   ? credit[0]
                        : t <= credit.size() ? credit[t - 1]
                                             : 0.0);
        sales.capacity_payment.value.assign(paid.begin() + 1, paid.end());
    }
    sales.curtailment_price_per_mwh = schedule(in, "grid_curtailment_price", 1e3, "grid_curtailment_price_esc");
    std::vector<double> heat = list(in, "annual_thermal_value", {0.0, 0.0});
    sales.other_revenue.assign(heat.begin() + 1, heat.end());
    sales.other_revenue.push_back(0.0);  // a list of years, not one value for all
}

void add_expenses(const json& in, Project& project) {
    using enum finance::ExpenseKind;
    const auto add = [&](const char* name, const char* variable, double factor, finance::ExpenseKind kind,
                         std::vector<double> quantity) {
        project.expenses.push_back(
            {name, kind, schedule(in, variable, factor, std::string(variable) + "_escal"), std::move(quantity)});
    };
    add("cf_om_fixed_expense", "om_fixed", 1.0, operation, {1.0});
    add("cf_om_production_expense", "om_production", 1.0, operation, project.energy.sold_mwh);
    add("cf_om_capacity_expense", "om_capacity", 1.0, operation, {number(in, "system_capacity")});
    add("cf_om_fuel_expense", "om_fuel_cost", kPerThousand * number(in, "system_heat_rate"), fuel,
        {number(in, "annual_fuel_usage")});
    add("cf_om_opt_fuel_1_expense", "om_opt_fuel_1_cost", 1.0, fuel, {number(in, "om_opt_fuel_1_usage")});
    add("cf_om_opt_fuel_2_expense", "om_opt_fuel_2_cost", 1.0, fuel, {number(in, "om_opt_fuel_2_usage")});
    add("cf_land_lease_expense", "om_land_lease", 1.0, other, {number(in, "land_area")});
    std::vector<double> renewed = list(in, "system_lifetime_recapitalize");
    renewed.push_back(0.0);
    project.expenses.push_back(
        {"cf_recapitalization",
         other,
         {{flag(in, "system_use_recapitalization") ? number(in, "system_recapitalization_cost") : 0.0},
          kPercent * number(in, "system_recapitalization_escalation")},
         renewed});
}
}  // namespace

double number(const json& in, const std::string& name, double otherwise) {
    const auto found = in.find(name);
    if (found == in.end()) return otherwise;
    return found->is_array() ? found->at(0).get<double>() : found->get<double>();
}

std::vector<double> list(const json& in, const std::string& name, std::vector<double> otherwise) {
    const auto found = in.find(name);
    if (found == in.end()) return otherwise;
    return found->is_array() ? found->get<std::vector<double>>() : std::vector<double>{found->get<double>()};
}

Project project_of(const json& in) {
    Project project;
    project.years = static_cast<int>(number(in, "analysis_period"));
    project.capacity_mw = kPerThousand * number(in, "system_capacity");
    project.inflation_frac = kPercent * number(in, "inflation_rate");
    add_energy(in, project);
    add_sales(in, project);
    add_expenses(in, project);
    project.property = {kPercent * number(in, "property_tax_rate"),
                        kPercent * number(in, "prop_tax_cost_assessed_percent"),
                        kPercent * number(in, "prop_tax_assessed_decline"), kPercent * number(in, "insurance_rate")};
    project.investment.cost = number(in, "total_installed_cost");
    project.investment.construction_financing = number(in, "construction_financing_cost");
    project.investment.other_financing = number(in, "cost_other_financing");
    project.investment.salvage_frac = kPercent * number(in, "salvage_percentage");
    add_grants(in, project);
    add_tax(in, project);
    add_depreciation(in, project);
    add_debt(in, project);
    project.returns = {kPercent * number(in, "real_discount_rate"), kPercent * number(in, "flip_target_percent"),
                       std::min(project.years, static_cast<int>(number(in, "flip_target_year")))};
    return project;
}

finance::ProForma solved(const json& in, const Project& project) {
    if (number(in, "ppa_soln_mode", 1.0) != 0.0) return finance::pro_forma(project);
    return finance::pro_forma_at_target(project, {0.0, 10'000.0});
}

}  // namespace decawatt::tests
