#include "cli/summary/dispatch_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/summary/agreement_summary.hpp"
#include "cli/summary/machine_summary.hpp"
#include "cli/summary/purchase_summary.hpp"
#include "cli/summary/run_summary.hpp"
#include "cli/summary/shortfall_summary.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::ContractYear;
using planning::WeatherFigures;

// A figure of one weather year. `worst` is the largest, or for scores the smallest.
struct Figure {
    const char* name;
    std::function<double(const WeatherFigures&)> value;
    bool low_is_bad = false;
};

std::vector<Figure> year_figures() {
    return {{"operation_cost", [](const WeatherFigures& f) { return f.operation_cost; }},
            {"cost_with_unserved", [](const WeatherFigures& f) { return f.operation_cost + f.unserved_cost; }},
            {"unserved_mwh", [](const WeatherFigures& f) { return f.unserved_mwh; }},
            {"spill_mwh", [](const WeatherFigures& f) { return f.spill_mwh; }},
            {"emission_t", [](const WeatherFigures& f) { return f.emission_t; }}};
}

std::vector<Figure> contract_figures(std::size_t c) {
    const auto of = [c](double ContractYear::*value) {
        return [c, value](const WeatherFigures& f) { return f.contracts[c].*value; };
    };
    return {{"hourly_score", of(&ContractYear::hourly_score_frac), true},
            {"strict_score", of(&ContractYear::strict_score_frac), true},
            {"annual_matching", of(&ContractYear::annual_matching_frac), true},
            {"excess_mwh", of(&ContractYear::excess_mwh)},
            {"unserved_mwh", of(&ContractYear::unserved_mwh)}};
}

std::vector<const WeatherFigures*> of_year(const std::vector<WeatherFigures>& all, int year) {
    std::vector<const WeatherFigures*> found;
    for (const WeatherFigures& figures : all)
        if (figures.year == year) found.push_back(&figures);
    return found;
}

double mean(const std::vector<const WeatherFigures*>& weathers, const Figure& figure) {
    double sum = 0.0;
    for (const WeatherFigures* weather : weathers) sum += weather->weight * figure.value(*weather);
    return sum;
}

const WeatherFigures& worst(const std::vector<const WeatherFigures*>& weathers, const Figure& figure) {
    return **std::ranges::max_element(weathers, {}, [&](const WeatherFigures* weather) {
        return (figure.low_is_bad ? -1.0 : 1.0) * figure.value(*weather);
    });
}

json values_json(const std::vector<Figure>& figures, const std::function<double(const Figure&)>& value) {
    json values = json::object();
    for (const Figure& figure : figures) values[figure.name] = value(figure);
    return values;
}

json with_contracts(const model::Study& study, const std::function<double(const Figure&)>& value) {
    json values = values_json(year_figures(), value);
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
        values["contracts"][study.contracts.name[c]] = values_json(contract_figures(c), value);
    return values;
}

json weather_json(const model::Study& study, const planning::Operation& operation) {
    json years = json::array();
    for (const int year : operation.plan.years) {
        const auto weathers = of_year(operation.plan.weather, year), perfect = of_year(operation.perfect, year);
        json each = json::array();
        for (std::size_t w = 0; w < weathers.size(); ++w) {
            json one = with_contracts(study, [&](const Figure& f) { return f.value(*weathers[w]); });
            one["weather_year"] = weathers[w]->weather_year;
            one["weight"] = weathers[w]->weight;
            if (!perfect.empty())
                one["less_perfect_foresight"] = with_contracts(
                    study, [&](const Figure& f) { return f.value(*weathers[w]) - f.value(*perfect[w]); });
            each.push_back(std::move(one));
        }
        json summary = {{"year", year},
                        {"each", each},
                        {"mean", with_contracts(study, [&](const Figure& f) { return mean(weathers, f); })},
                        {"worst", with_contracts(study, [&](const Figure& f) { return f.value(worst(weathers, f)); })}};
        if (!perfect.empty())
            summary["mean_less_perfect_foresight"] =
                with_contracts(study, [&](const Figure& f) { return mean(weathers, f) - mean(perfect, f); });
        years.push_back(std::move(summary));
    }
    return years;
}

void print_shortfalls(const model::Study& study, const planning::Operation& operation) {
    const auto& shortfalls = operation.plan.shortfalls;
    if (shortfalls.empty()) return;
    const auto missed = std::ranges::count_if(shortfalls, [](const auto& s) { return s.amount > 0.0; });
    const char* how = operation.plan.foresight.windowed() ? "the plan's prices replace targets and caps"
                                                          : "targets and caps are met as far as the capacities allow";
    print_out("{}; {} of {} missed\n", how, missed, shortfalls.size());
    print_missed(study, shortfalls, operation.perfect_shortfalls);
}

json foresight_json(const planning::Foresight& foresight, const Options& options) {
    json document = {{"plan", options.plan}, {"whole_years", !foresight.windowed()}};
    if (foresight.windowed())
        document.update({{"window_h", foresight.window_h},
                         {"step_h", foresight.step_h},
                         {"terminal_value", foresight.values_content ? "plan" : "none"}});
    return document;
}

void print_row(const model::Study& study, const std::string& label, const std::function<double(const Figure&)>& value) {
    const std::vector<Figure> figures = year_figures();
    print_out("{:>12} {:>14} {:>12} {:>10}", label, readable(value(figures[1]) / 1e6), readable(value(figures[2]), 1),
              readable(value(figures[4]) / 1e6, 2));
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
        for (const Figure& figure : contract_figures(c))
            if (figure.name == std::string("hourly_score") || figure.name == std::string("annual_matching"))
                print_out(" {:>8}", readable(value(figure), 4));
    print_out("\n");
}

// Prints energy spilled in excess of that with perfect foresight.
void print_spill(const std::vector<const WeatherFigures*>& weathers,
                 const std::vector<const WeatherFigures*>& perfect) {
    constexpr double kLeastMwh = 0.05;  // resolution of printed values
    const Figure spill{"spill_mwh", [](const WeatherFigures& f) { return f.spill_mwh; }};
    const double more_mwh = perfect.empty() ? 0.0 : mean(weathers, spill) - mean(perfect, spill);
    if (more_mwh >= kLeastMwh)
        print_out(
            "{:>12} {} MWh more is spilled than with perfect foresight: must-run output, or output that ramp limits "
            "keep from falling\n",
            "", readable(more_mwh, 1));
}

void print_year(const model::Study& study, const planning::Operation& operation, int year) {
    const auto weathers = of_year(operation.plan.weather, year), perfect = of_year(operation.perfect, year);
    print_out("\n{:>12} {:>14} {:>12} {:>10}", year, "million " + study.currency, "unserved MWh", "MtCO2");
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c) print_out(" {:>8} {:>8}", "hourly", "annual");
    print_out("\n");
    for (const WeatherFigures* weather : weathers)
        print_row(study, fmt::format("weather {}", weather->weather_year),
                  [&](const Figure& f) { return f.value(*weather); });
    if (weathers.size() > 1) {
        print_row(study, "mean", [&](const Figure& f) { return mean(weathers, f); });
        print_row(study, "worst", [&](const Figure& f) { return f.value(worst(weathers, f)); });
    }
    if (!perfect.empty())
        print_row(study, "- perfect", [&](const Figure& f) { return mean(weathers, f) - mean(perfect, f); });
    print_spill(weathers, perfect);
}

}  // namespace

void print_dispatch_summary(const model::Study& study, const planning::Operation& operation,
                            const io::StoredPlan& stored, const Options& options) {
    const planning::Plan& plan = operation.plan;
    if (options.json) {
        json document = plan_json(study, plan);
        document["foresight"] = foresight_json(plan.foresight, options);
        document["differences"] = stored.differences;
        if (!stored.machines.empty()) document["machines"] = machines_json(stored.machines);
        document["weather"] = weather_json(study, operation);
        document["shortfalls"] = shortfalls_json(study, plan.shortfalls, operation.perfect_shortfalls);
        print_document(document);
        return;
    }
    const planning::Foresight& foresight = plan.foresight;
    print_out("{}: the plan of {}, {}\n", study.name, options.plan,
              foresight.windowed() ? fmt::format("windows of {} h of which {} h are kept, stored energy after them {}",
                                                 foresight.window_h, foresight.step_h,
                                                 foresight.values_content ? "at the plan's value" : "worth nothing")
                                   : "perfect foresight of each year");
    print_shortfalls(study, operation);
    for (const std::string& machines : machine_lines(stored)) print_out("in whole machines: {}\n", machines);
    for (const std::string& difference : stored.differences) print_out("differs from the plan: {}\n", difference);
    print_out("cost {} (builds included, discounted), {:.1e} above the bound of whole years; {:.1f} s\n",
              base::readable_money(plan.objective, study.currency), plan.certificate.relative_gap,
              plan.timing.read_s + plan.timing.profiles_s + plan.timing.solve_s + plan.timing.write_s);
    print_out("by year and weather year: operation with unserved energy, undiscounted");
    for (const std::string& contract : study.contracts.name) print_out("; scores of {}", contract);
    print_out("\n");
    for (const int year : plan.years) print_year(study, operation, year);
    print_purchases(study, plan);
    print_agreements(study, plan);
    print_out("\nresults in {}\n", options.out);
}

void print_dispatch_failure(const model::Study& study, const planning::Plan& plan, const Options& options) {
    print_error("{}: {}: {}; no result was written\n", study.name, lp::text(plan.status), plan.message);
    if (options.json) {
        const json summary = {{"status", lp::text(plan.status)},
                              {"study", study.name},
                              {"message", plan.message},
                              {"iterations", plan.iterations}};
        print_document(summary);
    }
}

}  // namespace decawatt::cli
