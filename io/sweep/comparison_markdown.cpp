#include "io/sweep/comparison_markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/readable.hpp"
#include "io/partial_file.hpp"
#include "io/sweep/case_plan.hpp"

namespace decawatt::io {

namespace {

using base::readable;

constexpr double kPercent = 100.0;

const Figure& figure(const std::vector<Figure>& figures, const std::string& name) {
    return *std::ranges::find(figures, name, &Figure::name);
}

struct Column {
    std::string title = {};
    std::vector<std::string> cells = {};
    bool has_value = false;  // in any case, other than 0
};

class Table {
  public:
    explicit Table(const Comparison& comparison) : comparison_(comparison) {}

    void add(const std::string& title, int decimals, const std::function<double(std::size_t)>& value) {
        Column column{.title = title};
        for (std::size_t i = 0; i < comparison_.cases.size(); ++i) {
            const double number = value(i);
            column.has_value = column.has_value || (!std::isnan(number) && number != 0.0);
            column.cells.push_back(std::isnan(number) ? "" : readable(number, decimals));
        }
        if (column.has_value) columns_.push_back(std::move(column));
    }

    void add_text(const std::string& title, const std::function<std::string(std::size_t)>& text) {
        Column column{.title = title};
        for (std::size_t i = 0; i < comparison_.cases.size(); ++i) column.cells.push_back(escaped(text(i)));
        columns_.push_back(std::move(column));
    }

    std::string text() const {
        std::string titles = "|", rules = "|", rows;
        for (const Column& column : columns_) {
            titles += fmt::format(" {} |", escaped(column.title));
            rules += column.has_value ? "---:|" : "---|";
        }
        for (std::size_t i = 0; i < comparison_.cases.size(); ++i) {
            rows += "|";
            for (const Column& column : columns_) rows += fmt::format(" {} |", column.cells[i]);
            rows += "\n";
        }
        return titles + "\n" + rules + "\n" + rows;
    }

  private:
    static std::string escaped(const std::string& text) {
        std::string all;
        for (const char c : text) all.append(c == '|' ? "\\|" : std::string(1, c));
        return all;
    }
    const Comparison& comparison_;
    std::vector<Column> columns_;
};

void add_choices(const Comparison& comparison, Table& table) {
    if (comparison.axes.empty()) table.add_text("case", [&](std::size_t i) { return comparison.cases[i].name; });
    for (const std::string& axis : comparison.axes)
        table.add_text(axis.substr(axis.rfind('.') + 1), [&](std::size_t i) { return comparison.choice(i, axis); });
    if (std::ranges::any_of(comparison.status, [](const std::string& status) { return status != kOptimal; }))
        table.add_text("status", [&](std::size_t i) { return comparison.status[i]; });
}

// Generation by technology is that of all plants paid for by contracts and data centres: the mix of a contract only if
// it is the only one.
void add_mix(const Comparison& comparison, const std::function<double(std::size_t)>& load_mwh, Table& table) {
    const Figure& own = figure(comparison.of_technology, "own_generation_mwh");
    for (std::size_t t = 0; t < comparison.technologies.size(); ++t)
        table.add(comparison.technologies[t] + ", % of load", 1, [&](std::size_t i) {
            return kPercent * own.values[i * comparison.technologies.size() + t] / load_mwh(i);
        });
}

void add_built(const Comparison& comparison, Table& table) {
    for (const auto& [name, unit] : {std::pair("built_mw", "MW"), std::pair("built_mwh", "MWh")}) {
        const Figure& built = figure(comparison.of_kind, name);
        for (std::size_t k = 0; k < comparison.kinds.size(); ++k)
            table.add(fmt::format("{} built, {}", comparison.kinds[k], unit), 0,
                      [&](std::size_t i) { return built.values[i * comparison.kinds.size() + k]; });
    }
}

std::string contract_table(const Comparison& comparison, std::size_t contract) {
    const auto of_contract = [&](const char* name) {
        const Figure& found = figure(comparison.of_contract, name);
        return [&found, &comparison, contract](std::size_t i) {
            return found.values[i * comparison.contracts.size() + contract];
        };
    };
    const auto load = of_contract("load_mwh");
    const auto per_load = [&](const char* name) {
        return [value = of_contract(name), load](std::size_t i) { return kPercent * value(i) / load(i); };
    };
    const auto percent = [&](const char* name) {
        return [value = of_contract(name)](std::size_t i) { return kPercent * value(i); };
    };
    Table table(comparison);
    add_choices(comparison, table);
    table.add(comparison.currency + "/MWh", 2, of_contract("supply_cost_per_mwh"));
    table.add("hourly score, %", 1, percent("hourly_score_frac"));
    table.add("annual matching, %", 1, percent("annual_matching_frac"));
    if (comparison.contracts.size() == 1) add_mix(comparison, load, table);
    table.add("purchased, % of load", 1, per_load("purchase_mwh"));
    table.add("curtailed, % of load", 1, per_load("curtailed_mwh"));
    if (comparison.contracts.size() == 1) add_built(comparison, table);
    table.add("own kg CO2/MWh", 0, [own = of_contract("own_emission_t"), load](std::size_t i) {
        constexpr double kKgPerT = 1e3;
        return kKgPerT * own(i) / load(i);
    });
    return table.text();
}

}  // namespace

void write_comparison_markdown(const std::filesystem::path& path, const Comparison& comparison) {
    PartialFile file(path);
    for (std::size_t c = 0; c < comparison.contracts.size(); ++c)
        file.append(fmt::format("{}**{}**, {} cases, over the horizon\n\n{}", c > 0 ? "\n" : "",
                                comparison.contracts[c], comparison.cases.size(), contract_table(comparison, c)));
    if (comparison.contracts.empty()) {
        Table table(comparison);
        add_choices(comparison, table);
        table.add(comparison.currency.empty() ? "objective" : "objective, " + comparison.currency, 0,
                  [&](std::size_t i) { return figure(comparison.of_case, "objective").values[i]; });
        file.append(table.text());
    }
    file.commit();
}

}  // namespace decawatt::io
