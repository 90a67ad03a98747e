#include "io/study/override_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>

#include "base/nearest_name.hpp"
#include "io/study/settings_reader.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

namespace {
bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

// Adds the names of the rows of a table, which are in its first column. False if they are not known, because the table
// or some of its rows are missing, which is a fault of the study.
bool add_names(const RawStudy& raw, const std::string& table, std::vector<std::string>& names) {
    const TableSchema& schema = *find_table(table);
    const auto found = raw.tables.find(table);
    if (found == raw.tables.end()) return !raw.requires_table(schema);
    if (found->second.unreadable || found->second.incomplete) return false;
    const auto column = found->second.column(schema.columns.front().name);
    for (std::size_t i = 0; column && i < found->second.rows.size(); ++i)
        names.push_back(found->second.rows[i].fields[*column]);
    return column.has_value();
}

void check_name(const RawStudy& raw, const Row& row, const Column& column) {
    std::vector<std::string> names = column.value.words;
    bool known = true;
    for (const std::string& table : column.value.tables) known = add_names(raw, table, names) && known;
    const std::string name = row.raw(column.name);
    if (known && !contains(names, name))
        row.fault(column.name, fmt::format("a name in {}.csv{}", fmt::join(column.value.tables, ".csv or "),
                                           base::did_you_mean(name, names)));
}

void check_whole_number(const Row& row, const Column& column, bool is_required) {
    if (column.value.has_fixed_default() || is_required)
        row.integer(column.name);
    else
        row.integer(column.name, 0);
}

void check_boolean(const Row& row, const Column& column) {
    if (column.value.has_fixed_default())
        row.boolean(column.name);
    else
        row.boolean(column.name, false);
}

void check_field(const RawStudy& raw, const Row& row, const Column& column) {
    const Value& value = column.value;
    if (value.is_remark) return;
    const bool is_required = io::is_required(value.need, raw.has_hourly());
    if (row.empty(column.name)) {
        if (is_required) row.fault(column.name, value.expected);
        return;
    }
    if (value.is_number() && contains(value.words, row.raw(column.name))) return;
    switch (value.type) {
        case ValueType::number:
            row.number_within(column.name, value.range);
            break;
        case ValueType::integer:
            check_whole_number(row, column, is_required);
            break;
        case ValueType::boolean:
            check_boolean(row, column);
            break;
        case ValueType::date:
            row.date(column.name);
            break;
        case ValueType::choice:
            row.choice(column.name);
            break;
        case ValueType::name:
            check_name(raw, row, column);
            break;
        default:
            break;  // any text
    }
}

bool is_in_range(const Value& value, double number) {
    const bool is_declared = value.range.low != 0.0 || value.range.high != 0.0;
    return !is_declared || value.range.contains(number);
}

// Whether the entries of a list, or the form of a text, are those declared. The type is checked already.
bool has_declared_content(const Settings& settings, const char* section, const Column& key) {
    const Value& value = key.value;
    const char* name = key.name.c_str();
    const auto in_range = [&](const auto number) { return is_in_range(value, static_cast<double>(number)); };
    switch (value.type) {
        case ValueType::text: {
            const std::string text = settings.text(section, name);
            return value.pattern.empty() || std::regex_search(text, std::regex(value.pattern));
        }
        case ValueType::texts:
            return value.words.empty() || std::ranges::all_of(settings.texts(section, name), [&](const auto& word) {
                       return contains(value.words, word);
                   });
        case ValueType::integers:
            return std::ranges::all_of(settings.integers(section, name, {}), in_range);
        case ValueType::numbers:
            return std::ranges::all_of(settings.numbers(section, name, {}), in_range);
        case ValueType::pairs:
            settings.pairs(section, name);
            return true;
        case ValueType::file:
            settings.file(section, name);
            return true;
        default:
            return true;
    }
}

void check_setting(const Settings& settings, const char* section, const Column& key, const Faults& faults) {
    const char* name = key.name.c_str();
    const std::size_t before = faults.count();
    switch (key.value.type) {
        case ValueType::number:
            settings.number(section, name);
            break;
        case ValueType::integer:
            settings.integer(section, name);
            break;
        case ValueType::boolean:
            settings.boolean(section, name);
            break;
        case ValueType::choice:
            settings.choice(section, name);
            break;
        default:
            if (!has_declared_content(settings, section, key) && faults.count() == before)
                settings.fault(section, name);
    }
}
}  // namespace

void check_override_values(const RawStudy& raw, const std::vector<Override>& applied, Faults& faults) {
    for (const TableSchema& schema : table_schemas()) {
        const auto found = raw.tables.find(schema.name);
        if (found == raw.tables.end()) continue;
        const CsvTable& table = found->second;
        const RowContext context{&faults, 0, raw.has_hourly(), nullptr};
        for (const auto& [row, column] : table.overridden)
            if (const Column* declared = schema.find(table.columns[column]))
                check_field(raw, Row(schema, table, row, context), *declared);
    }
    const Settings settings(raw, faults, nullptr);
    for (const Override& change : applied) {
        const auto dot = change.path.find('.');
        const std::string section = change.path.substr(0, dot);
        if (dot == std::string::npos || find_table(section)) continue;
        if (const Column* key = find_setting(section, change.path.substr(dot + 1)))
            check_setting(settings, section.c_str(), *key, faults);
    }
}

}  // namespace decawatt::io
