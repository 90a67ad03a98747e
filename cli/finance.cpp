// The command `finance`: money of a plan.
#include "app/finance/finance.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>

#include "app/finance/results_file.hpp"
#include "app/input_files.hpp"
#include "base/readable.hpp"
#include "cli/commands.hpp"
#include "cli/finance_risk.hpp"
#include "cli/run_support.hpp"
#include "cli/summary/finance_json.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {
using base::readable;

constexpr double kLeastChange = 0.001, kMostChange = 0.99;
constexpr int kMostSamples = 1'000'000;
constexpr std::int64_t kMostSeed = std::numeric_limits<std::uint32_t>::max();
constexpr double kPercent = 100.0, kPerMillion = 1e-6, kPerThousand = 1e-3;

void print_terms(const app::FinanceReport& report) {
    const model::Study& study = report.loaded.study;
    const finance::Project& common = report.loaded.finance->common;
    print_out("{}: finance of what the plan builds, {}\n", study.name, study.currency);
    print_out(
        "equity earns {} % a year after tax (nominal) over the life of each asset; inflation {} %, real discount "
        "rate {} %\n",
        readable(kPercent * common.returns.target_frac), readable(kPercent * common.inflation_frac),
        readable(kPercent * study.discount_rate));
    print_out(
        "nominal money at the ends of years, except where it says real ({}); after the horizon, energy and costs "
        "stay as in {}\n",
        study.price_year, study.horizon.last_year);
    if (const auto& after_tax = report.figures.after_tax)
        print_out(
            "annuities of the plan are after tax and investment credits, at {} % a year nominal and a tax of {} %; its "
            "production credits are their equivalents before tax, levelised over the life\n",
            readable(kPercent * after_tax->return_frac), readable(kPercent * after_tax->tax_frac));
    for (const std::string& text : report.differences) print_out("note: {}\n", text);
    for (const std::string& text : report.notes) print_out("note: {}\n", text);
}

void print_assets(const app::FinanceReport& report) {
    if (report.assets.empty()) {
        print_out("\nThe plan builds no plant or store that delivers energy.\n");
        return;
    }
    std::size_t width = 5;
    for (const app::AssetFinance& asset : report.assets) width = std::max(width, asset.name.size());
    print_out(
        "\nPrice at which each asset earns that return, per MWh delivered (stores: discharged, charging not "
        "included)\n");
    print_out("{:<{}} {:>5} {:>9} {:>10} {:>10} {:>9} {:>9} {:>9} {:>7} {:>8} {:>8}\n", "asset", width, "from", "MW",
              "cost (M)", "GWh/year", "price", "real", "LCOE real", "debt %", "coverage", "payback");
    for (const app::AssetFinance& asset : report.assets) {
        const finance::Metrics& metrics = asset.result.metrics;
        double energy_mwh = 0.0;
        for (const double mwh : asset.result.energy.sold_mwh) energy_mwh += mwh;
        const bool has_debt = metrics.least_coverage != 0.0;
        print_out("{:<{}} {:>5} {:>9} {:>10} {:>10} {:>9} {:>9} {:>9} {:>7} {:>8} {:>8}\n", asset.name, width,
                  asset.year, readable(asset.mw, 1), readable(kPerMillion * asset.project.investment.cost, 1),
                  readable(kPerThousand * energy_mwh / asset.project.years, 1), readable(metrics.price_per_mwh, 2),
                  readable(asset.price_real_per_mwh, 2), readable(asset.lcoe_real_per_mwh, 2),
                  readable(kPercent * asset.result.totals.debt_frac, 1),
                  has_debt ? readable(metrics.least_coverage, 2) : "-", readable(metrics.payback_years, 1));
    }
    print_out("price: first year of operation, nominal; real: levelised over the life\n");
}

void print_capex(const app::FinanceReport& report) {
    if (report.capex.empty()) return;
    double residual = 0.0;
    for (const app::CapexYear& year : report.capex) residual += year.residual;
    print_out(
        "\nCapital cost by first year of operation (plants, stores, lines, connections), million\n{:>6} {:>12} "
        "{:>12}\n",
        "year", "real", "nominal");
    for (const app::CapexYear& year : report.capex)
        print_out("{:>6} {:>12} {:>12}\n", year.year, readable(kPerMillion * year.real, 1),
                  readable(kPerMillion * year.nominal, 1));
    print_out("residual at the end of {}, straight line, real: {}\n", report.loaded.study.horizon.last_year,
              readable(kPerMillion * residual, 1));
}

void print_waterfall(const app::SupplyFinance& supply) {
    const app::CostWaterfall& parts = supply.waterfall;
    print_out("\n{}: cost of supply per MWh of load over the horizon, real\n", supply.name);
    const auto line = [](const char* name, double value) { print_out("  {:<32} {:>10}\n", name, readable(value, 2)); };
    line("annuities", parts.annuities);
    line("fixed costs", parts.fixed);
    line("fuel, carbon, variable costs", parts.variable);
    line("purchases", parts.purchases);
    line("tariffs", parts.tariffs);
    if (parts.agreements != 0.0) line("agreements", parts.agreements);
    if (parts.certificates != 0.0) line("certificates", parts.certificates);
    line("sales", parts.sales);
    if (parts.credits != 0.0) line("production credits", parts.credits);
    line("= cost of supply of the plan", parts.plan_cost);
    line("finance, taxes less credits", parts.finance_and_taxes);
    line("= with finance and taxes", parts.total);
}

void print_cash(const app::SupplyFinance& supply) {
    if (supply.years.empty()) return;
    print_out("\n{}: cash flow of the assets together, million, nominal\n", supply.name);
    print_out("{:>6} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10} {:>10}\n", "year", "GWh", "revenue",
              "other", "expenses", "debt", "reserves", "taxes", "credits", "invested", "equity");
    for (std::size_t y = 0; y < supply.years.size(); ++y) {
        const auto million = [](double value) { return readable(kPerMillion * value, 2); };
        print_out("{:>6} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10} {:>10}\n", supply.years[y],
                  readable(kPerThousand * supply.energy_mwh[y], 1), million(supply.revenue[y]),
                  million(supply.other_revenue[y]), million(-supply.expenses[y]), million(-supply.debt_service[y]),
                  million(supply.reserve_flow[y]), million(supply.taxes[y]), million(supply.credits[y]),
                  million(supply.investment[y]), million(supply.equity_flow[y]));
    }
    print_out(
        "equity: the sum of the columns in money; reserves: interest and release less funding; invested: equity spent "
        "before operation, with the first funding of reserves\n");
    std::string rates;
    for (const double rate : supply.irr.rate_frac) rates += (rates.empty() ? "" : ", ") + readable(kPercent * rate, 2);
    print_out("own energy {} real per MWh, levelised; return of the equity {} %; least coverage {}\n",
              readable(supply.price_real_per_mwh, 2), rates.empty() ? "-" : rates,
              supply.least_coverage != 0.0 ? readable(supply.least_coverage, 2) : "-");
    if (supply.irr.rate_frac.size() > 1)
        print_out("the value of the equity is zero at several rates; figures of risk use {} %\n",
                  readable(kPercent * supply.irr.usual(), 2));
}

int finance(const app::RiskSettings& risk, const Options& options) {
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_outputs({options.out}, app::input_files(loaded, {options.plan, risk.weather}));
    app::refuse_new_tables({options.out}, loaded);
    app::expect_inputs({options.plan, risk.weather});
    app::FinanceSettings settings{.plan = options.plan, .risk = risk};
    settings.risk.threads = options.threads;
    if (risk.change_frac > 0.0 || risk.samples > 0)
        settings.risk.inputs = io::read_finance_risks(study_request(options));
    const app::FinanceReport report = [&] {
        ProgressBar bar(options.quiet);  // erased before the report is printed
        return app::finance(std::move(loaded), settings, bar.callback());
    }();
    if (!options.out.empty()) app::write_finance(options.out, report);
    if (options.json) {
        print_document(finance_json(report));
        return kDone;
    }
    print_terms(report);
    print_assets(report);
    print_capex(report);
    for (const app::SupplyFinance& supply : report.supplies) {
        print_waterfall(supply);
        print_cash(supply);
    }
    print_risk(report);
    if (!options.out.empty()) print_out("\nresults in {}\n", options.out);
    return kDone;
}

}  // namespace

Parsed add_finance_command(CLI::App& app, Options& options) {
    const auto risk = std::make_shared<app::RiskSettings>();
    // CLI::Range accepts nan.
    const CLI::Validator change(
        [](const std::string& text) {
            double share = 0.0;
            const bool sound = CLI::detail::lexical_cast(text, share) && share >= kLeastChange && share <= kMostChange;
            return sound ? std::string() : fmt::format("{}: expected a share from 0.001 to 0.99 (10 % is 0.1)", text);
        },
        "SHARE");
    CLI::App* command = app.add_subcommand("finance", "prices, cash flow, debt, taxes and risk of what a plan builds");
    add_study_options(*command, options);
    command->add_option("--plan", options.plan, "the result file of the plan")->required();
    command->add_option("--out", options.out, "an HDF5 file with the rows of every pro forma, for `report`");
    command
        ->add_option("--tornado", risk->change_frac,
                     "lower and raise each input by this share (0.1), or by that of finance_risks.csv")
        ->check(change);
    CLI::Option* samples =
        command->add_option("--samples", risk->samples, "number of samples from the distributions in finance_risks.csv")
            ->check(CLI::Range(1, kMostSamples));
    command->add_option("--seed", risk->seed, "seed of the samples; default: 1")
        ->check(CLI::Range(std::int64_t{0}, kMostSeed))
        ->needs(samples);
    command->add_option("--weather", risk->weather, "result of `dispatch --weather-years`: P50, P90 and P99");
    return [command, risk]() -> Work {
        if (!command->parsed()) return Work();
        return [risk](const Options& all) { return finance(*risk, all); };
    };
}

}  // namespace decawatt::cli
