#include "io/study/raw_study.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "base/nearest_name.hpp"
#include "io/study/field_text.hpp"
#include "io/study/folder_files.hpp"
#include "io/study/hourly_files.hpp"
#include "io/study/toml_depth.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
// Objects of any type with the names of tables: one that is not a regular file is a fault, not an absent table.
std::set<std::string> table_names(const StudySource& source) {
    std::set<std::string> names;
    for (const std::string& name : source.entries())
        if (name.ends_with(".csv")) names.insert(name.substr(0, name.size() - 4));
    return names;
}

// A note on non-ASCII characters in the name of a column, which may look like the right name.
std::string outside_ascii(const std::string& column) {
    const auto found = std::ranges::find_if(column, [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
    return found == column.end()
               ? ""
               : fmt::format(
                     ", with the character {}",
                     code_text(std::string_view(column).substr(static_cast<std::size_t>(found - column.begin()))));
}

// With hourly.csv the tables and columns of the models are optional.
void check_columns(const TableSchema& schema, const CsvTable& table, bool hourly, Faults& faults) {
    for (const std::string& column : table.columns)
        if (!column.empty() && !schema.knows(column))
            faults.add({table.file, visible(column), table.header_line, "an unknown column" + outside_ascii(column),
                        base::one_of(column, schema.all_columns())});
    for (const Column& column : schema.columns)
        if (!table.column(column.name) && is_required(column.value.need, hourly))
            faults.add({table.file, column.name, table.header_line, "no such column", "this column"});
    if (is_required(schema.need, hourly) && table.rows.empty())
        faults.add({table.file, "rows", 0, "none", "at least one"});
}

// Calendar keys are numbers: 03, 3 and 3.0 are the same month.
std::string key_of(const Column& column, const std::string& text) {
    const auto number = column.value.type == ValueType::integer ? parsed_integer(text) : std::nullopt;
    return number ? std::to_string(*number) : text;
}

// TOML strings may contain any character by an escape; in a study they must be single lines without control characters.
void check_texts(const toml::node& node, const std::string& path, const StudyFile& file, Faults& faults) {
    const auto check = [&](std::string_view text, const toml::source_region& where) {
        if (auto fault = word_fault(text))
            faults.add({file.name, visible(path), static_cast<int>(where.begin.line), std::move(*fault),
                        "a text of one line without control characters"});
    };
    const bool is_prose = path.ends_with("study.description");  // also in a variant
    if (const auto* text = node.as_string(); text && !is_prose) check(text->get(), node.source());
    if (const auto* list = node.as_array())
        for (const toml::node& entry : *list) check_texts(entry, path, file, faults);
    if (const auto* table = node.as_table())
        for (const auto& [key, inner] : *table) {
            check(key.str(), key.source());
            check_texts(inner, path.empty() ? std::string(key.str()) : fmt::format("{}.{}", path, key.str()), file,
                        faults);
        }
}

}  // namespace

std::optional<toml::table> parse_settings(const StudyFile& file, Faults& faults) {
    if (auto fault = text_fault(file.name, file.text)) {
        faults.add(std::move(*fault));
        return std::nullopt;
    }
    if (auto fault = toml_fault(file.name, file.text)) {
        faults.add(std::move(*fault));
        return std::nullopt;
    }
    try {
        toml::table settings = toml::parse(file.text);
        check_texts(settings, "", file, faults);
        return settings;
    } catch (const toml::parse_error& error) {
        const auto& place = error.source().begin;
        faults.add({file.name, fmt::format("syntax at column {}", place.column), static_cast<int>(place.line),
                    std::string(error.description()), "valid TOML"});
        return std::nullopt;
    }
}

void check_keys(const TableSchema& schema, const CsvTable& table, Faults& faults) {
    std::map<std::vector<std::string>, int> seen;
    const std::vector<std::string> names = schema.keys();
    for (const std::string& name : names)
        if (!table.column(name)) return;
    for (const CsvRow& row : table.rows) {
        std::vector<std::string> keys, shown;
        for (const std::string& name : names) {
            shown.push_back(row.fields[*table.column(name)]);
            keys.push_back(key_of(*schema.find(name), shown.back()));
        }
        const auto [first, fresh] = seen.emplace(keys, row.line);
        if (!fresh)
            faults.add({table.file, fmt::format("{}", fmt::join(names, "/")), row.line,
                        visible(fmt::format("{}", fmt::join(shown, "/"))),
                        fmt::format("no second row of that name (the first is row {})", first->second)});
    }
}

std::string row_name(const TableSchema& schema, const CsvTable& table, const CsvRow& row) {
    std::string name;
    for (const std::string& key : schema.keys()) {
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

namespace {
// Also a column that planning reads beside another one, where no row states that one.
bool is_of_adequacy_alone(const CsvTable& table, const Value& value) {
    if (value.is_of_adequacy || value.planning_needs.empty()) return value.is_of_adequacy;
    const auto other = table.column(value.planning_needs);
    return !other || std::ranges::all_of(table.rows, [&](const CsvRow& row) { return row.fields[*other].empty(); });
}

// "plants.csv: outage, units": columns with a value for which `is_listed` holds; nothing where there is none.
std::string columns_with_values(const CsvTable& table, const TableSchema& schema,
                                const std::function<bool(const Value&)>& is_listed) {
    std::vector<std::string> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (const Column* column = schema.find(table.columns[c]);
            column && is_listed(column->value) &&
            std::ranges::any_of(table.rows, [&](const CsvRow& row) { return !row.fields[c].empty(); }))
            columns.push_back(table.columns[c]);
    return columns.empty() ? "" : fmt::format("{}: {}", table.file, fmt::join(columns, ", "));
}

}  // namespace

std::vector<std::string> columns_of_adequacy(const RawStudy& raw) {
    std::vector<std::string> found;
    for (const auto& [name, table] : raw.tables) {
        const TableSchema& schema = *find_table(name);
        if (schema.is_of_adequacy) {
            found.push_back(table.file);
            continue;
        }
        const CsvTable& rows = table;  // clang 14 captures no structured binding in a lambda
        const std::string columns = columns_with_values(
            rows, schema, [&rows](const Value& value) { return is_of_adequacy_alone(rows, value); });
        if (!columns.empty()) found.push_back(columns);
    }
    if (raw.settings.contains("adequacy")) found.push_back(raw.settings_file + ": [adequacy]");
    return found;
}

std::vector<std::string> columns_of_planning(const RawStudy& raw) {
    std::vector<std::string> found;
    for (const auto& [name, table] : raw.tables) {
        const std::string columns =
            columns_with_values(table, *find_table(name), [](const Value& value) { return value.is_of_planning; });
        if (!columns.empty()) found.push_back(columns);
    }
    return found;
}

bool RawStudy::is_readable() const {
    const auto is_unreadable = [](const auto& named) { return named.second.unreadable; };
    return !has_misnamed && !settings_broken && std::ranges::none_of(tables, is_unreadable) &&
           std::ranges::none_of(curve_files, is_unreadable) && std::ranges::none_of(hourly_files, is_unreadable) &&
           std::ranges::none_of(step_files, is_unreadable);
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

RawStudy read_raw_study(const StudyRequest& request, Faults& faults) {
    RawStudy raw;
    raw.source = StudySource(request);
    // The text of a file of the study; none if it must not be read or is not a file.
    const auto keep = [&](const std::string& name, const char* what) -> const StudyFile* {
        if (const auto refused = raw.source.refusal(name, "a file")) {
            faults.add({name, what, 0, refused->what, refused->expected});
            return nullptr;
        }
        return &raw.files.emplace_back(raw.source.read(name));
    };
    raw.settings_file = raw.source.settings_file();
    const StudyFile* settings_text = keep(raw.settings_file, "settings");
    auto parsed = settings_text ? parse_settings(*settings_text, faults) : std::nullopt;
    raw.settings_broken = !parsed;
    if (parsed) raw.settings = std::move(*parsed);
    raw.stated_step_file = raw.settings["horizon"]["step_file"].value_or(std::string());
    const std::set<std::string> names = table_names(raw.source);
    raw.has_misnamed = !misnamed_tables(raw.source).empty();
    const bool hourly = names.contains("hourly") || raw.has_misnamed;
    for (const TableSchema& schema : table_schemas()) {
        if (names.contains(schema.name)) {
            const StudyFile* file = keep(schema.file(), "table");
            CsvTable& table = raw.tables[schema.name];
            table.file = schema.file();
            table.unreadable = file == nullptr;
            if (file) table = parse_csv(file->name, file->text, faults, kMostRows);
            if (table.columns.empty() || table.unreadable) continue;
            check_columns(schema, table, hourly, faults);
            check_keys(schema, table, faults);
        } else if (is_required(schema.need, hourly) && !raw.has_misnamed) {
            faults.add({schema.file(), "table", 0, "no such file", "a table of the study"});
        }
    }
    return raw;
}

}  // namespace decawatt::io
