#include "io/sweep/write_comparison.hpp"

#include <fmt/format.h>

#include <cmath>

#include "io/hdf5/netcdf_file.hpp"
#include "io/partial_file.hpp"

namespace decawatt::io {

namespace {

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string all;
    for (const char c : text) all.append(c == '"' ? 2 : 1, c);
    return fmt::format("\"{}\"", all);
}

std::string number(double value) {
    return std::isnan(value) ? "" : fmt::format("{}", value);
}

bool has_number(const Figure& figure, std::size_t label, std::size_t labels) {
    for (std::size_t i = label; i < figure.values.size(); i += labels)
        if (!std::isnan(figure.values[i])) return true;
    return false;
}

// The columns of a figure: one, or one per label. Columns of labels without any number are omitted.
void add_columns(const Figure& figure, const std::vector<std::string>& labels, std::string& header,
                 std::vector<std::string>& rows) {
    for (std::size_t l = 0; l < labels.size(); ++l) {
        if (!has_number(figure, l, labels.size())) continue;
        header += fmt::format(",{}", quoted(fmt::format("{}[{}]", figure.name, labels[l])));
        for (std::size_t r = 0; r < rows.size(); ++r)
            rows[r] += fmt::format(",{}", number(figure.values[r * labels.size() + l]));
    }
}

void put_figures(Group& root, const std::vector<Figure>& figures, const Dimensions& dimensions) {
    for (const Figure& figure : figures)
        root.put(figure.name, dimensions, {figure.units, figure.meaning}, std::span<const double>(figure.values));
}

}  // namespace

void write_comparison_csv(const std::filesystem::path& path, const Comparison& comparison) {
    std::string header = "case";
    std::vector<std::string> rows;
    for (const SweepCase& one : comparison.cases) rows.push_back(one.name);
    for (const std::string& axis : comparison.axes) {
        header += fmt::format(",{}", quoted(axis));
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r] += fmt::format(",{}", quoted(comparison.choice(r, axis)));
    }
    header += ",status";
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r] += fmt::format(",{}", comparison.status[r]);
    for (const Figure& figure : comparison.of_case) {
        header += fmt::format(",{}", figure.name);
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r] += fmt::format(",{}", number(figure.values[r]));
    }
    for (const Figure& figure : comparison.of_contract) add_columns(figure, comparison.contracts, header, rows);
    for (const Figure& figure : comparison.of_kind) add_columns(figure, comparison.kinds, header, rows);
    for (const Figure& figure : comparison.of_technology) add_columns(figure, comparison.technologies, header, rows);
    PartialFile file(path);
    file.append(header + "\n");
    for (const std::string& row : rows) file.append(row + "\n");
    file.commit();
}

void write_comparison_hdf5(const std::filesystem::path& path, const Comparison& comparison) {
    NetcdfFile file(path);
    {
        Group root = file.root();
        root.attribute("Conventions", "CF-1.8");
        root.attribute("title", fmt::format("{}: cases of a sweep", comparison.study));
        root.attribute("study", comparison.study);
        root.attribute("currency", comparison.currency);
        root.attribute("price_year", comparison.price_year);
        std::vector<std::string> names, choices;
        for (const SweepCase& one : comparison.cases) names.push_back(one.name);
        root.coordinate("case", {"", "case of the sweep"}, std::span<const std::string>(names));
        root.put("status", {"case"}, "of the solver; missing: not solved yet",
                 std::span<const std::string>(comparison.status));
        if (!comparison.axes.empty()) {
            root.coordinate("axis", {"", "what the cases differ in"}, std::span<const std::string>(comparison.axes));
            for (std::size_t r = 0; r < names.size(); ++r)
                for (const std::string& axis : comparison.axes) choices.push_back(comparison.choice(r, axis));
            root.put("choice", {"case", "axis"}, "the case's value; empty: as the study has it",
                     std::span<const std::string>(choices));
        }
        put_figures(root, comparison.of_case, {"case"});
        if (!comparison.contracts.empty()) {
            root.coordinate("contract", {"", "contract, or data centre without one"},
                            std::span<const std::string>(comparison.contracts));
            put_figures(root, comparison.of_contract, {"case", "contract"});
        }
        if (!comparison.kinds.empty()) {
            root.coordinate("kind", {"", "kind of what may be built"}, std::span<const std::string>(comparison.kinds));
            put_figures(root, comparison.of_kind, {"case", "kind"});
        }
        if (!comparison.technologies.empty()) {
            root.coordinate("technology", {"", "technology of plants"},
                            std::span<const std::string>(comparison.technologies));
            put_figures(root, comparison.of_technology, {"case", "technology"});
        }
    }
    file.commit();
}

}  // namespace decawatt::io
