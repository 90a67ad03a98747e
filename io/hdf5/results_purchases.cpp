#include "io/hdf5/results_purchases.hpp"

#include <array>
#include <limits>

#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"
#include "model/validate_credits.hpp"

namespace decawatt::io {

namespace {

using planning::MonthlyBill;
using planning::Plan;
using planning::SupplyYear;
using planning::YearSummary;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMonths = base::kMonthsPerYear;

struct TradeField {
    const char* name;
    std::vector<double> YearSummary::*values;
    const char* units;  // "money": the study's
    const char* long_name;
};

constexpr std::array kTrade = {
    TradeField{"market_buy_mwh", &YearSummary::market_buy_mwh, "MW h", "bought"},
    TradeField{"market_sell_mwh", &YearSummary::market_sell_mwh, "MW h", "sold"},
    TradeField{"market_cost", &YearSummary::market_cost, "money", "cost of purchases, at the market's price"},
    TradeField{"market_income", &YearSummary::market_income, "money", "income from sales, at the market's price"},
    TradeField{"market_emission_t", &YearSummary::market_emission_t, "t", "emission of CO2 of what is bought"},
};

void put_trade(Group& group, const Plan& plan, const std::string& money) {
    if (!group.has_dimension("market")) return;
    for (const TradeField& field : kTrade) {
        base::Series series(plan.years.size(), group.size("market"), kNaN);
        for (std::size_t y = 0; y < plan.summary.size(); ++y) {
            const std::vector<double>& values = plan.summary[y].*field.values;
            for (std::size_t m = 0; m < values.size(); ++m) series(y, m) = values[m];
        }
        const std::string units = field.units == std::string("money") ? money : field.units;
        put_year_series(group, field.name, "market", {units, field.long_name}, series);
    }
}

// Of one figure of every month's bill: year × month × data centre.
template <typename Figure>
std::vector<double> monthly(const Plan& plan, std::size_t centers, const Figure& figure) {
    std::vector<double> values(plan.years.size() * kMonths * centers, kNaN);
    for (std::size_t y = 0; y < plan.summary.size(); ++y)
        for (std::size_t c = 0; c < plan.summary[y].bills.size(); ++c)
            for (std::size_t m = 0; m < kMonths; ++m)
                values[(y * kMonths + m) * centers + c] = figure(plan.summary[y].bills[c][m]);
    return values;
}

void put_bills(Group& group, const Plan& plan, const std::string& money) {
    const std::size_t centers = group.size("data_center");
    std::vector<std::string> components;
    for (std::size_t k = 0; k < planning::kBillComponents; ++k)
        components.emplace_back(planning::text(static_cast<planning::BillComponent>(k)));
    group.coordinate("bill_component", {kNoUnit, "component of a bill"}, std::span<const std::string>(components));
    const std::vector<std::string> by_month = {"year", "month", "data_center"};
    group.put("bill_import_mwh", by_month, {kMegawattHour, "import that is billed"},
              monthly(plan, centers, [](const MonthlyBill& bill) { return bill.import_mwh; }));
    group.put("bill_peak_mw", by_month, {kMegawatt, "highest import of the month, mean of the weather years"},
              monthly(plan, centers, [](const MonthlyBill& bill) { return bill.peak_mw; }));
    std::vector<double> costs(plan.years.size() * kMonths * centers * components.size(), kNaN);
    for (std::size_t k = 0; k < components.size(); ++k) {
        const std::vector<double> one = monthly(plan, centers, [k](const MonthlyBill& bill) { return bill.cost[k]; });
        for (std::size_t i = 0; i < one.size(); ++i) costs[i * components.size() + k] = one[i];
    }
    group.put("bill_cost", {"year", "month", "data_center", "bill_component"},
              {money, "what the tariff charges, computed from imports"}, costs);
}

template <typename Year>
base::Series tariff_costs(const std::vector<std::vector<Year>>& years, std::size_t count, std::size_t entities) {
    base::Series series(count, entities, kNaN);
    for (std::size_t y = 0; y < years.size(); ++y)
        for (std::size_t e = 0; e < years[y].size(); ++e) series(y, e) = years[y][e].tariff_cost;
    return series;
}

void put_tariffs(Group& group, const Plan& plan, const std::string& money) {
    put_bills(group, plan, money);
    std::vector<double> decided(plan.years.size(), kNaN);
    for (std::size_t y = 0; y < plan.summary.size(); ++y) decided[y] = plan.summary[y].tariff_cost;
    group.put("tariff_cost", {"year"}, {money, "what of the bills the objective counts, by the study's perspective"},
              decided);
    const Meaning meaning = {money, "bills less the cost of imports at the grid's price"};
    put_year_series(group, "data_center_tariff_cost", "data_center", meaning,
                    tariff_costs(plan.data_center_supply, plan.years.size(), group.size("data_center")));
    if (group.has_dimension("contract"))
        put_year_series(group, "contract_tariff_cost", "contract", meaning,
                        tariff_costs(plan.contracts, plan.years.size(), group.size("contract")));
}

// Of studies with credits; they are part of the variable cost of their fleets.
void put_credits(Group& group, const ResultSource& source, const std::string& money) {
    const Plan& plan = source.plan;
    if (!group.has_dimension("fleet") || !model::has_credits(source.study)) return;
    const std::size_t fleets = group.size("fleet");
    base::Series credits(plan.years.size(), fleets, kNaN);
    std::vector<double> lost(plan.years.size(), kNaN);
    for (std::size_t y = 0; y < plan.summary.size(); ++y) {
        for (std::size_t f = 0; f < plan.summary[y].fleet_production_credit.size(); ++f)
            credits(y, f) = plan.summary[y].fleet_production_credit[f];
        lost[y] = plan.summary[y].line_overlap_mwh;
    }
    put_year_series(group, "fleet_production_credit", "fleet",
                    {money, "production credits, deducted in fleet_variable_cost"}, credits);
    group.put("line_overlap_mwh", {"year"}, {"MW h", "lost to flows in both directions of a line in the same hour"},
              lost);
}

// The terms of annuities after tax.
void put_tax_basis(Group& group, const model::Study& study) {
    const auto& after_tax = study.planning.after_tax;
    if (!after_tax) return;
    group.attribute("annuities", "after tax");
    group.attribute("perspective", model::text(study.planning.perspective));
    group.attribute("after_tax_return_frac", after_tax->return_frac);
    group.attribute("tax_frac", after_tax->tax_frac);
    group.attribute("inflation_frac", after_tax->inflation_frac);
}

}  // namespace

void put_purchases(Group& group, const ResultSource& source) {
    const Plan& plan = source.plan;
    if (!group.has_dimension("year")) return;
    put_trade(group, plan, source.study.currency);
    put_credits(group, source, source.study.currency);
    put_tax_basis(group, source.study);
    if (source.study.tariffs.name.empty() || !group.has_dimension("data_center")) return;
    if (!source.study.planning.after_tax)
        group.attribute("perspective", model::text(source.study.planning.perspective));
    put_tariffs(group, plan, source.study.currency);
}

}  // namespace decawatt::io
