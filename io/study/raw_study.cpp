#include "io/study/raw_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/fnv1a.hpp"
#include "base/nearest_name.hpp"
#include "io/study/hourly_files.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {
constexpr const char* kSettingsName = "study.toml";

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    // An empty file leaves the stream of `text` failed, which is no failure to read.
    if (!file.is_open() || file.bad()) throw base::ResourceError(fmt::format("{}: cannot be read", path.string()));
    return text.str();
}

fs::path settings_path(const fs::path& path) {
    std::error_code error;
    const fs::path file = fs::is_directory(path, error) ? path / kSettingsName : path;
    if (!fs::is_regular_file(file, error))
        throw base::ResourceError(fmt::format("{}: no such study file", file.string()));
    return file;
}

std::vector<std::string> table_names(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == ".csv")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

// With hourly.csv the tables and columns of the models need not be there.
void check_columns(const TableSchema& schema, const CsvTable& table, bool hourly, Faults& faults) {
    for (const std::string& column : table.columns)
        if (!column.empty() && !schema.knows(column))
            faults.add({table.file, column, table.header_line, "an unknown column",
                        base::one_of(column, schema.all_columns())});
    for (const auto* names : {&schema.keys, &schema.columns})
        for (const std::string& name : *names)
            if (!table.column(name) && !(hourly && is_of_models(schema.name, name)))
                faults.add({table.file, name, table.header_line, "no such column", "this column"});
    if (schema.required && table.rows.empty() && !(hourly && is_of_models(schema.name)))
        faults.add({table.file, "rows", 0, "none", "at least one"});
}

// Every CSV file of the folder is a table or one that hourly.csv names.
void refuse_unknown(const RawStudy& raw, const std::vector<std::string>& names, Faults& faults) {
    std::vector<std::string> series;
    if (raw.has_hourly()) series = hourly_file_names(raw.tables.find("hourly")->second);
    for (const std::string& name : names)
        if (!find_table(name) && std::ranges::find(series, name + ".csv") == series.end())
            faults.add(
                {name + ".csv", "table", 0, "a table that no study has", "one of the tables of the study format"});
}

// Calendar keys are numbers: 03 and 3 are the same month.
std::string key_of(const std::string& column, std::string text) {
    if (column == "year" || column == "month" || column == "hour")
        text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
    return text;
}

}  // namespace

std::optional<toml::table> parse_settings(const StudyFile& file, Faults& faults) {
    try {
        return toml::parse(file.text);
    } catch (const toml::parse_error& error) {
        faults.add({file.name, "syntax", static_cast<int>(error.source().begin.line), std::string(error.description()),
                    "valid TOML"});
        return std::nullopt;
    }
}

void check_keys(const TableSchema& schema, const CsvTable& table, Faults& faults) {
    std::map<std::vector<std::string>, int> seen;
    for (const std::string& key : schema.keys)
        if (!table.column(key)) return;
    for (const CsvRow& row : table.rows) {
        std::vector<std::string> keys, shown;
        for (const std::string& key : schema.keys) {
            shown.push_back(row.fields[*table.column(key)]);
            keys.push_back(key_of(key, shown.back()));
        }
        const auto [first, fresh] = seen.emplace(keys, row.line);
        if (!fresh)
            faults.add({table.file, fmt::format("{}", fmt::join(schema.keys, "/")), row.line,
                        fmt::format("{}", fmt::join(shown, "/")),
                        fmt::format("no second row of that name (the first is row {})", first->second)});
    }
}

std::string row_name(const TableSchema& schema, const CsvTable& table, const CsvRow& row) {
    std::string name;
    for (const std::string& key : schema.keys) {
        const auto column = table.column(key);
        name += (name.empty() ? "" : "/") + (column ? row.fields[*column] : std::string());
    }
    return name;
}

std::map<std::string, int, std::less<>> lines_of_rows(const RawStudy& raw) {
    std::map<std::string, int, std::less<>> lines;
    for (const auto& [name, table] : raw.tables)
        if (const TableSchema* schema = find_table(name))
            for (const CsvRow& row : table.rows)
                lines.emplace(fmt::format("{}.{}", name, row_name(*schema, table, row)), row.line);
    return lines;
}

std::vector<std::string> columns_of_adequacy(const RawStudy& raw) {
    std::vector<std::string> found;
    for (const auto& [name, table] : raw.tables) {
        if (is_of_adequacy(name)) {
            found.push_back(table.file);
            continue;
        }
        std::vector<std::string> columns;
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (is_of_adequacy(name, table.columns[c]) &&
                std::ranges::any_of(table.rows, [&](const CsvRow& row) { return !row.fields[c].empty(); }))
                columns.push_back(table.columns[c]);
        if (!columns.empty()) found.push_back(fmt::format("{}: {}", table.file, fmt::join(columns, ", ")));
    }
    if (raw.settings.contains("adequacy")) found.push_back(raw.settings_file + ": [adequacy]");
    return found;
}

StudyFile read_study_file(const fs::path& path, std::string name) {
    std::string text = read_text(path);
    const std::uint64_t hash = base::fnv1a(text);
    return {std::move(name), std::move(text), hash};
}

std::vector<std::string> RawStudy::file_order() const {
    std::vector<std::string> order = {settings_file};
    for (const TableSchema& schema : table_schemas()) order.push_back(schema.file());
    return order;
}

std::string text_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    if (const auto* list = node.as_array()) {
        std::vector<std::string> entries;
        for (const toml::node& entry : *list)
            entries.push_back(entry.is_string() ? fmt::format("\"{}\"", text_of(entry)) : text_of(entry));
        return fmt::format("[{}]", fmt::join(entries, ", "));
    }
    std::ostringstream out;
    node.visit([&](const auto& value) { out << value; });
    return out.str();
}

fs::path study_folder(const fs::path& path) {
    const fs::path settings = settings_path(path);
    return settings.has_parent_path() ? settings.parent_path() : fs::path(".");
}

RawStudy read_raw_study(const fs::path& path, Faults& faults) {
    const fs::path settings = settings_path(path), folder = study_folder(path);
    RawStudy raw;
    raw.folder = folder;
    const auto keep = [&](const fs::path& file) -> const StudyFile& {
        return raw.files.emplace_back(read_study_file(file, file.filename().string()));
    };
    raw.settings_file = settings.filename().string();
    auto parsed = parse_settings(keep(settings), faults);
    raw.settings_broken = !parsed;
    if (parsed) raw.settings = std::move(*parsed);
    const std::vector<std::string> names = table_names(folder);
    const bool hourly = std::ranges::find(names, "hourly") != names.end();
    for (const TableSchema& schema : table_schemas()) {
        if (std::find(names.begin(), names.end(), schema.name) != names.end()) {
            const StudyFile& file = keep(folder / schema.file());
            const CsvTable& table = raw.tables[schema.name] = parse_csv(file.name, file.text, faults);
            if (table.columns.empty()) continue;
            check_columns(schema, table, hourly, faults);
            check_keys(schema, table, faults);
        } else if (schema.required && !(hourly && is_of_models(schema.name))) {
            faults.add({schema.file(), "table", 0, "no such file", "a table of the study"});
        }
    }
    refuse_unknown(raw, names, faults);
    return raw;
}

}  // namespace decawatt::io
