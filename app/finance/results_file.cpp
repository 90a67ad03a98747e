#include "app/finance/results_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "app/file_access.hpp"
#include "app/finance/risk_file.hpp"
#include "app/finance/terms_text.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::app {

namespace {
using Values = std::vector<double>;
using Names = std::vector<std::string>;
using io::Group;

template <typename Entry>
Values each(const std::vector<Entry>& entries, const std::function<double(const Entry&)>& value) {
    Values values;
    for (const Entry& entry : entries) values.push_back(value(entry));
    return values;
}

// Rows side by side, the shorter ones completed with NaN.
template <typename Entry>
Values table(const std::vector<Entry>& entries, std::size_t columns,
             const std::function<finance::Row(const Entry&)>& row_of) {
    Values values;
    for (const Entry& entry : entries) {
        finance::Row row = row_of(entry);
        row.resize(columns, std::numeric_limits<double>::quiet_NaN());
        values.insert(values.end(), row.begin(), row.end());
    }
    return values;
}

class AssetWriter {
  public:
    AssetWriter(Group& group, const FinanceReport& report) : group_(group), assets_(report.assets) {
        for (const AssetFinance& asset : assets_) columns_ = std::max(columns_, asset.result.ebitda.size());
        per_mwh_ = report.loaded.study.currency + "/(MW h)";
        money_ = report.loaded.study.currency;
    }

    void write() {
        Names labels, names, paid_by;
        for (const AssetFinance& asset : assets_) {
            labels.push_back(fmt::format("{} {}", asset.name, asset.year));
            names.push_back(asset.name);
            paid_by.push_back(asset.paid_by);
        }
        group_.coordinate("asset", {"", "plant or store with the year in which it is built"},
                          std::span<const std::string>(labels));
        group_.put("asset_name", {"asset"}, "name in its table", std::span<const std::string>(names));
        group_.put("asset_paid_by", {"asset"}, "contract or data centre", std::span<const std::string>(paid_by));
        std::vector<std::int64_t> years;
        for (std::size_t t = 0; t < columns_; ++t) years.push_back(static_cast<std::int64_t>(t));
        group_.coordinate("project_year", {"1", "0: end of construction; cash moves at the ends of years"},
                          std::span<const std::int64_t>(years));
        write_figures();
        write_rows();
    }

  private:
    void put(const char* name, const std::string& units, const char* meaning,
             const std::function<double(const AssetFinance&)>& value) {
        group_.put(name, {"asset"}, {units, meaning}, std::span<const double>(each(assets_, value)));
    }
    void put_row(const char* name, const std::string& units, const char* meaning,
                 const std::function<finance::Row(const AssetFinance&)>& row_of) {
        group_.put(name, {"asset", "project_year"}, {units, meaning},
                   std::span<const double>(table(assets_, columns_, row_of)));
    }
    void write_figures() {
        put("asset_first_year", "1", "first year of operation", [](const auto& a) { return a.year; });
        put("asset_mw", "MW", "power built", [](const auto& a) { return a.mw; });
        put("asset_mwh", "MW h", "storage energy built", [](const auto& a) { return a.mwh; });
        put("asset_capex_real", money_, "investment, money of price_year", [](const auto& a) { return a.capex; });
        put("asset_capex", money_, "investment, nominal", [](const auto& a) { return a.project.investment.cost; });
        put("asset_residual_real", money_, "straight-line value at the end of the horizon",
            [](const auto& a) { return a.residual; });
        put("asset_debt", money_, "debt at year 0", [](const auto& a) { return a.result.totals.debt; });
        put("asset_equity", money_, "equity", [](const auto& a) { return a.result.totals.equity; });
        put("asset_price_per_mwh", per_mwh_, "price of year 1 that earns the target return, nominal",
            [](const auto& a) { return a.result.metrics.price_per_mwh; });
        put("asset_price_real_per_mwh", per_mwh_, "levelised price, money of price_year",
            [](const auto& a) { return a.price_real_per_mwh; });
        put("asset_lcoe_real_per_mwh", per_mwh_, "levelised cost, money of price_year",
            [](const auto& a) { return a.lcoe_real_per_mwh; });
        put("asset_equity_irr_frac", "1", "return of the equity after tax",
            [](const auto& a) { return a.result.metrics.irr.usual(); });
        put("asset_least_coverage", "1", "least cash over debt service; 0: no debt",
            [](const auto& a) { return a.result.metrics.least_coverage; });
    }
    void write_rows() {
        put_row("energy_mwh", "MW h", "energy delivered", [](const auto& a) { return a.result.energy.sold_mwh; });
        put_row("energy_revenue", money_, "revenue of energy", [](const auto& a) { return a.result.revenue.energy; });
        put_row("other_revenue", money_, "other revenue", [](const auto& a) { return a.result.revenue.other; });
        put_row("expenses", money_, "operating expenses", [](const auto& a) { return a.result.expense.total; });
        put_row("debt_interest", money_, "interest paid", [](const auto& a) { return a.result.debt.interest; });
        put_row("debt_principal", money_, "principal paid", [](const auto& a) { return a.result.debt.principal; });
        put_row("debt_balance", money_, "debt at the end of the year",
                [](const auto& a) { return a.result.debt.balance; });
        put_row("national_tax", money_, "received: positive", [](const auto& a) { return a.result.tax[0].tax; });
        put_row("local_tax", money_, "received: positive", [](const auto& a) { return a.result.tax[1].tax; });
        put_row("investment_credit", money_, "credit", [](const auto& a) { return a.result.investment_credit; });
        put_row("production_credit", money_, "credit", [](const auto& a) { return a.result.tax[0].production_credit; });
        put_row("equity_flow", money_, "flow of the equity after tax from year 0 on",
                [](const auto& a) { return a.result.flow.equity_after_tax; });
    }

    Group& group_;
    const std::vector<AssetFinance>& assets_;
    std::size_t columns_ = 0;
    std::string per_mwh_, money_;
};

struct SupplyField {
    const char* name;
    const char* units;  // "money", "money/(MW h)": the study's
    const char* long_name;
    std::function<double(const SupplyFinance&)> value;
};

struct CashField {
    const char* name;
    const char* units;
    const char* long_name;
    finance::Row SupplyFinance::*row;
};

std::string units_of(const std::string& units, const std::string& currency) {
    return units.starts_with("money") ? currency + units.substr(5) : units;
}

double or_missing(double value) {
    return value != 0.0 ? value : std::numeric_limits<double>::quiet_NaN();
}

// Of the assets of a supply together: figures, and rows by calendar year.
void write_supply_cash(Group& group, const std::vector<SupplyFinance>& supplies, const std::string& currency) {
    const SupplyField figures[] = {
        {"supply_capex", "money", "investment, nominal", [](const auto& s) { return s.capex_nominal; }},
        {"supply_debt", "money", "debt", [](const auto& s) { return s.debt; }},
        {"supply_equity", "money", "equity", [](const auto& s) { return s.equity; }},
        {"supply_price_real_per_mwh", "money/(MW h)", "levelised price of the own energy, real",
         [](const auto& s) { return or_missing(s.price_real_per_mwh); }},
        {"supply_equity_irr_frac", "1", "internal rate of the equity", [](const auto& s) { return s.irr.usual(); }},
        {"supply_least_coverage", "1", "least coverage of debt service; NaN: no debt",
         [](const auto& s) { return or_missing(s.least_coverage); }}};
    for (const SupplyField& field : figures)
        group.put(field.name, {"supply"}, {units_of(field.units, currency), field.long_name},
                  std::span<const double>(each<SupplyFinance>(supplies, field.value)));
    int first = std::numeric_limits<int>::max(), last = 0;
    for (const SupplyFinance& supply : supplies) {
        if (supply.years.empty()) continue;
        first = std::min(first, supply.years.front());
        last = std::max(last, supply.years.back());
    }
    if (last == 0) return;
    std::vector<std::int64_t> years;
    for (int year = first; year <= last; ++year) years.push_back(year);
    group.coordinate("cash_year", {"1", "calendar year; cash moves at its end"}, std::span<const std::int64_t>(years));
    const CashField rows[] = {
        {"supply_energy_mwh", "MW h", "energy of the own assets", &SupplyFinance::energy_mwh},
        {"supply_revenue", "money", "revenue of energy", &SupplyFinance::revenue},
        {"supply_other_revenue", "money", "other revenue", &SupplyFinance::other_revenue},
        {"supply_expenses", "money", "expenses: positive", &SupplyFinance::expenses},
        {"supply_debt_service", "money", "debt service: positive", &SupplyFinance::debt_service},
        {"supply_taxes", "money", "taxes; received: positive", &SupplyFinance::taxes},
        {"supply_credits", "money", "credits", &SupplyFinance::credits},
        {"supply_reserve_flow", "money", "interest and release of reserves less their funding",
         &SupplyFinance::reserve_flow},
        {"supply_investment", "money", "equity spent before operation: negative", &SupplyFinance::investment},
        {"supply_equity_flow", "money", "flow of the equity", &SupplyFinance::equity_flow}};
    for (const CashField& field : rows)
        group.put(field.name, {"supply", "cash_year"}, {units_of(field.units, currency), field.long_name},
                  std::span<const double>(table<SupplyFinance>(supplies, years.size(), [&](const SupplyFinance& s) {
                      finance::Row row(s.years.empty() ? 0 : static_cast<std::size_t>(s.years.front() - first), 0.0);
                      row.insert(row.end(), (s.*field.row).begin(), (s.*field.row).end());
                      row.resize(years.size(), 0.0);
                      return row;
                  })));
}

void write_supplies(Group& group, const FinanceReport& report) {
    const std::vector<SupplyFinance>& supplies = report.supplies;
    Names names;
    for (const SupplyFinance& supply : supplies) names.push_back(supply.name);
    group.coordinate("supply", {"", "contract, or data centre without one"}, std::span<const std::string>(names));
    const Names parts = {"annuities",    "fixed", "variable", "purchases", "tariffs",           "agreements",
                         "certificates", "sales", "credits",  "plan_cost", "finance_and_taxes", "total"};
    group.coordinate("cost_part", {"", "those before plan_cost add to it, and that with finance_and_taxes to total"},
                     std::span<const std::string>(parts));
    const auto costs = table<SupplyFinance>(supplies, parts.size(), [](const SupplyFinance& supply) {
        const CostWaterfall& w = supply.waterfall;
        return finance::Row{w.annuities,    w.fixed, w.variable, w.purchases, w.tariffs,           w.agreements,
                            w.certificates, w.sales, w.credits,  w.plan_cost, w.finance_and_taxes, w.total};
    });
    group.put("supply_cost_per_mwh", {"supply", "cost_part"},
              {report.loaded.study.currency + "/(MW h)", "cost of supply over the horizon, real"},
              std::span<const double>(costs));
    write_supply_cash(group, supplies, report.loaded.study.currency);
}

void write_texts(Group& group, const char* name, const char* dimension, const char* meaning, const Names& texts) {
    if (texts.empty()) return;
    group.sized_dimension(dimension, texts.size(), meaning);
    group.put(name, {dimension}, meaning, std::span<const std::string>(texts));
}

// The terms used, and what the command reports of them.
void write_terms(Group& group, const FinanceReport& report) {
    write_texts(group, "notes", "note", "what a reader has to know", report.notes);
    write_texts(group, "differences", "difference", "between the plan's study and that of these terms",
                report.differences);
    Names names, values;
    for (const auto& [name, value] : terms_as_text(*report.loaded.finance)) {
        names.push_back(name);
        values.push_back(value);
    }
    group.coordinate("term", {"1", "key of [finance], or of a row of finance_terms.csv"},
                     std::span<const std::string>(names));
    group.put("term_value", {"term"}, "value used", std::span<const std::string>(values));
}

void write_capex(Group& group, const FinanceReport& report) {
    std::vector<std::int64_t> years;
    for (const CapexYear& capex : report.capex) years.push_back(capex.year);
    group.coordinate("year", {"1", "first year of operation"}, std::span<const std::int64_t>(years));
    const std::string& money = report.loaded.study.currency;
    group.put("capex_real", {"year"}, {money, "investment, money of price_year"},
              std::span<const double>(each<CapexYear>(report.capex, [](const CapexYear& c) { return c.real; })));
    group.put("capex_nominal", {"year"}, {money, "investment, nominal"},
              std::span<const double>(each<CapexYear>(report.capex, [](const CapexYear& c) { return c.nominal; })));
}
}  // namespace

void write_finance(const std::filesystem::path& path, const FinanceReport& report) {
    const auto lock = file_access();
    io::NetcdfFile file(path);
    {
        const model::Study& study = report.loaded.study;
        Group root = file.root();
        root.attribute("Conventions", "CF-1.8");
        root.attribute("title", fmt::format("{}: finance of a plan", study.name));
        root.attribute("study", study.name);
        root.attribute("currency", study.currency);
        root.attribute("price_year", study.price_year);
        if (!report.plan_digest.empty()) root.attribute("plan_digest", report.plan_digest);
        Group group = root.group("finance");
        group.attribute("target_return_frac", report.loaded.finance->common.returns.target_frac);
        group.attribute("inflation_frac", report.loaded.finance->common.inflation_frac);
        group.attribute("real_discount_frac", study.discount_rate);
        group.attribute("plan_annuities", report.figures.after_tax ? "after tax" : "before tax");
        write_terms(group, report);
        if (!report.assets.empty()) AssetWriter(group, report).write();
        if (!report.supplies.empty()) write_supplies(group, report);
        if (!report.capex.empty()) write_capex(group, report);
        if (report.risk) write_risk(group.group("risk"), *report.risk, study.currency);
    }
    file.commit();
}

}  // namespace decawatt::app
