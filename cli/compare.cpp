// The command `compare`: comparison of the cases of a sweep.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/compare.hpp"
#include "base/readable.hpp"
#include "cli/commands.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;

json number(double value) {
    return std::isnan(value) ? json() : json(value);
}

void add_labelled(json& row, const std::vector<io::Figure>& figures, const std::vector<std::string>& labels,
                  std::size_t place) {
    for (const io::Figure& figure : figures)
        for (std::size_t l = 0; l < labels.size(); ++l)
            row[figure.name][labels[l]] = number(figure.values[place * labels.size() + l]);
}

json comparison_json(const io::Comparison& comparison) {
    json rows = json::array();
    for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
        json row = {{"case", comparison.cases[i].name}, {"status", comparison.status[i]}};
        for (const std::string& axis : comparison.axes) row["choice"][axis] = comparison.choice(i, axis);
        for (const io::Figure& figure : comparison.of_case) row[figure.name] = number(figure.values[i]);
        add_labelled(row, comparison.of_contract, comparison.contracts, i);
        add_labelled(row, comparison.of_kind, comparison.kinds, i);
        add_labelled(row, comparison.of_technology, comparison.technologies, i);
        rows.push_back(std::move(row));
    }
    return {{"study", comparison.study}, {"currency", comparison.currency}, {"cases", rows}};
}

// Prints the main figures; the others are in the files.
void print_contract(const io::Comparison& comparison, std::size_t contract) {
    std::size_t width = 4;
    for (const io::SweepCase& one : comparison.cases) width = std::max(width, one.name.size());
    const auto value = [&](const char* name, std::size_t place) {
        const auto found = std::ranges::find(comparison.of_contract, name, &io::Figure::name);
        return found->values[place * comparison.contracts.size() + contract];
    };
    constexpr double kPerThousand = 1e-3;
    print_out("\n{}\n{:<{}}  {:<17} {:>10} {:>12} {:>9} {:>10} {:>13} {:>8} {:>10} {:>8}\n",
              comparison.contracts[contract], "case", width, "status", "load GWh", comparison.currency + "/MWh",
              "own ktCO2", "grid ktCO2", "curtailed GWh", "hourly", "last year", "annual");
    for (std::size_t i = 0; i < comparison.cases.size(); ++i)
        print_out("{:<{}}  {:<17} {:>10} {:>12} {:>9} {:>10} {:>13} {:>8} {:>10} {:>8}\n", comparison.cases[i].name,
                  width, comparison.status[i], readable(kPerThousand * value("load_mwh", i), 0),
                  readable(value("supply_cost_per_mwh", i), 2), readable(kPerThousand * value("own_emission_t", i), 0),
                  readable(kPerThousand * value("grid_emission_t", i), 0),
                  readable(kPerThousand * value("curtailed_mwh", i), 0), readable(value("hourly_score_frac", i), 4),
                  readable(value("hourly_score_last_year_frac", i), 4), readable(value("annual_matching_frac", i), 4));
}

}  // namespace

int compare(const Options& options) {
    const app::Compared compared = app::compare(options.out);
    const io::Comparison& comparison = compared.comparison;
    bool all = true;
    for (std::size_t i = 0; i < comparison.cases.size(); ++i) {
        if (comparison.status[i] == io::kOptimal) continue;
        all = false;
        print_error("{}: {}\n", comparison.cases[i].name, comparison.status[i]);
    }
    if (options.json) {
        print_document(comparison_json(comparison));
    } else {
        print_out("{}: {} cases of a sweep\n", comparison.study, comparison.cases.size());
        for (std::size_t c = 0; c < comparison.contracts.size(); ++c) print_contract(comparison, c);
        print_out("\ntables in {}, {} and {}\n", compared.csv, compared.markdown, compared.hdf5);
    }
    return all ? kDone : kNotSolved;
}

}  // namespace decawatt::cli
