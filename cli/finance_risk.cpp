#include "cli/finance_risk.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"
#include "finance/uncertainty.hpp"

namespace decawatt::cli {

namespace {
using base::readable;
using finance::OutcomeSpread;
using nlohmann::ordered_json;
constexpr double kPercent = 100.0, kPerMillion = 1e-6, kPerThousand = 1e-3;

struct OutcomeColumn {
    const char* key;
    const char* name;
    double app::RiskOutcome::*value;
    double scale;
    int decimals;
};
constexpr OutcomeColumn kColumns[] = {
    {"cost_per_mwh", "cost of supply per MWh, real", &app::RiskOutcome::cost_per_mwh, 1.0, 2},
    {"equity_irr_frac", "return of the equity, %", &app::RiskOutcome::equity_irr_frac, kPercent, 2},
    {"least_coverage", "least coverage of debt", &app::RiskOutcome::least_coverage, 1.0, 2},
    {"equity_value", "value of the equity, million", &app::RiskOutcome::equity_value, kPerMillion, 1},
};

std::string text(const OutcomeColumn& column, const app::RiskOutcome& outcome) {
    const double value = outcome.*column.value;
    return std::isfinite(value) ? readable(column.scale * value, column.decimals) : "-";
}

void print_tornado(const app::SupplyRisk& supply) {
    if (supply.tornado.empty()) return;
    print_out("\n{}: one input at a time, lower and higher; nothing is sized or dispatched again\n", supply.name);
    print_out("{:<14} {:>7} {:>19} {:>17} {:>15} {:>19}\n", "input", "± %", "cost of supply", "equity return %",
              "coverage", "equity value M");
    const auto pair = [](const OutcomeColumn& column, const app::RiskOutcome& low, const app::RiskOutcome& high) {
        return text(column, low) + " " + text(column, high);
    };
    print_out("{:<14} {:>7} {:>19} {:>17} {:>15} {:>19}\n", "as planned", "", text(kColumns[0], supply.base),
              text(kColumns[1], supply.base), text(kColumns[2], supply.base), text(kColumns[3], supply.base));
    for (const app::TornadoBar& bar : supply.tornado)
        print_out("{:<14} {:>7} {:>19} {:>17} {:>15} {:>19}\n", finance::text(bar.driver),
                  readable(kPercent * bar.change_frac), pair(kColumns[0], bar.low, bar.high),
                  pair(kColumns[1], bar.low, bar.high), pair(kColumns[2], bar.low, bar.high),
                  pair(kColumns[3], bar.low, bar.high));
}

void print_head() {
    print_out("{:<30} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "", "mean", "st. dev.", "P99", "P90", "P50", "P10",
              "P1");
}

void print_spread(const char* name, const OutcomeSpread& spread, double scale, int decimals) {
    const auto shown = [&](double value) { return std::isfinite(value) ? readable(scale * value, decimals) : "-"; };
    if (spread.count == 0) return;
    print_out("{:<30} {:>9} {:>9}", name, shown(spread.moments.mean), shown(spread.moments.deviation));
    for (const double value : spread.exceeded) print_out(" {:>9}", shown(value));
    print_out("{}\n", spread.missing > 0 ? fmt::format("  ({} without a value)", spread.missing) : "");
}

template <typename Entry>
OutcomeSpread spread_over(const std::vector<Entry>& entries, const std::function<double(const Entry&)>& value) {
    std::vector<double> values;
    values.reserve(entries.size());
    for (const Entry& entry : entries) values.push_back(value(entry));
    return finance::spread_of(std::move(values));
}

void print_samples(const app::SupplyRisk& supply, std::uint32_t seed) {
    if (supply.samples.empty()) return;
    print_out("\n{}: {} samples of the inputs in finance_risks.csv, for the plan as it is (seed {})\n", supply.name,
              supply.samples.size(), seed);
    print_head();
    for (const OutcomeColumn& column : kColumns)
        print_spread(column.name,
                     spread_over<app::RiskOutcome>(supply.samples,
                                                   [&](const app::RiskOutcome& one) { return one.*column.value; }),
                     column.scale, column.decimals);
    std::size_t short_of_debt = 0, with_debt = 0;
    for (const app::RiskOutcome& one : supply.samples) {
        if (std::isnan(one.least_coverage)) continue;
        ++with_debt;
        if (one.least_coverage < 1.0) ++short_of_debt;
    }
    if (with_debt > 0)
        print_out("cash falls short of debt service in some year of {} % of the samples\n",
                  readable(kPercent * static_cast<double>(short_of_debt) / static_cast<double>(with_debt)));
}

void print_weather(const app::SupplyRisk& supply) {
    if (supply.weather.empty()) return;
    const std::size_t count = supply.weather.size();
    print_out("\n{}: {} weather years, each as if it recurred every year\n", supply.name, count);
    print_head();
    const auto line = [&](const char* name, double scale, int decimals,
                          const std::function<double(const app::WeatherOutcome&)>& value) {
        print_spread(name, spread_over<app::WeatherOutcome>(supply.weather, value), scale, decimals);
    };
    line("energy, GWh a year", kPerThousand, 1, [](const auto& one) { return one.energy_mwh; });
    line("revenue, million a year, real", kPerMillion, 2, [](const auto& one) { return one.revenue; });
    line("cost of the plan per MWh, real", 1.0, 2, [](const auto& one) { return one.outcome.cost_per_mwh; });
    line("return of the equity, %", kPercent, 2, [](const auto& one) { return one.outcome.equity_irr_frac; });
    line("least coverage of debt", 1.0, 2, [](const auto& one) { return one.outcome.least_coverage; });
    print_out(
        "P90 is exceeded with a probability of 90 %, the k-th lowest of n values with 1 - k/(n+1); '-': not defined "
        "for {} values.\nThe true P90 lies below all of {} weather years with a probability of {} %.\n",
        count, count, readable(kPercent * finance::lowest_is_above(count, 0.9)));
}

ordered_json number(double value) {
    return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json outcome_json(const app::RiskOutcome& outcome) {
    ordered_json values;
    for (const OutcomeColumn& column : kColumns) values[column.key] = number(outcome.*column.value);
    return values;
}

ordered_json spread_json(const OutcomeSpread& spread) {
    return {{"count", spread.count},
            {"missing", spread.missing},
            {"mean", number(spread.moments.mean)},
            {"mean_error", number(spread.moments.mean_error)},
            {"standard_deviation", number(spread.moments.deviation)},
            {"p99", number(spread.exceeded[0])},
            {"p90", number(spread.exceeded[1])},
            {"p50", number(spread.exceeded[2])},
            {"p10", number(spread.exceeded[3])},
            {"p1", number(spread.exceeded[4])}};
}

ordered_json weather_json(const std::vector<app::WeatherOutcome>& weather) {
    ordered_json years = ordered_json::array();
    for (const app::WeatherOutcome& one : weather) {
        ordered_json year = {
            {"weather_year", one.weather_year}, {"energy_mwh", one.energy_mwh}, {"revenue", one.revenue}};
        year.update(outcome_json(one.outcome));
        years.push_back(std::move(year));
    }
    const auto spread = [&](const std::function<double(const app::WeatherOutcome&)>& value) {
        return spread_json(spread_over<app::WeatherOutcome>(weather, value));
    };
    ordered_json spreads = {{"energy_mwh", spread([](const auto& one) { return one.energy_mwh; })},
                            {"revenue", spread([](const auto& one) { return one.revenue; })}};
    for (const OutcomeColumn& column : kColumns)
        spreads[column.key] = spread([&](const auto& one) { return one.outcome.*column.value; });
    return {{"years", years}, {"spread", spreads}};
}

ordered_json supply_json(const app::SupplyRisk& supply) {
    ordered_json tornado = ordered_json::array(), spreads = ordered_json::object();
    for (const app::TornadoBar& bar : supply.tornado)
        tornado.push_back({{"driver", finance::text(bar.driver)},
                           {"change_frac", bar.change_frac},
                           {"low", outcome_json(bar.low)},
                           {"high", outcome_json(bar.high)}});
    ordered_json document = {{"name", supply.name}, {"base", outcome_json(supply.base)}, {"tornado", tornado}};
    if (!supply.samples.empty()) {
        for (const OutcomeColumn& column : kColumns)
            spreads[column.key] = spread_json(spread_over<app::RiskOutcome>(
                supply.samples, [&](const app::RiskOutcome& one) { return one.*column.value; }));
        document["samples"] = spreads;
    }
    if (!supply.weather.empty()) document["weather"] = weather_json(supply.weather);
    return document;
}
}  // namespace

void print_risk(const app::FinanceReport& report) {
    if (!report.risk) return;
    for (const app::SupplyRisk& supply : report.risk->supplies) {
        print_tornado(supply);
        print_samples(supply, report.risk->settings.seed);
        print_weather(supply);
    }
}

ordered_json risk_json(const app::RiskReport& risk) {
    ordered_json supplies = ordered_json::array();
    for (const app::SupplyRisk& supply : risk.supplies) supplies.push_back(supply_json(supply));
    return {{"priced_on_the_plan", true}, {"seed", risk.settings.seed}, {"supplies", supplies}};
}

}  // namespace decawatt::cli
