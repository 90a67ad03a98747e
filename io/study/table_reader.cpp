#include "io/study/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "base/nearest_name.hpp"
#include "io/study/field_text.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

Names::Names(std::string table, const std::vector<std::string>& names, bool known)
    : table_(std::move(table)), known_(known) {
    for (std::size_t i = 0; i < names.size(); ++i) place_.emplace(names[i], static_cast<int>(i));
}

std::vector<std::string> Names::all() const {
    std::vector<std::string> names;
    for (const auto& [name, place] : place_) names.push_back(name);
    return names;
}

std::optional<int> Names::find(std::string_view name) const {
    const auto place = place_.find(name);
    if (place == place_.end()) return std::nullopt;
    return place->second;
}

const Column& Row::declared(std::string_view column) const {
    const Column* found = schema_->find(column);
    base::expects(found != nullptr, "a column that is read is part of the study format");
    return *found;
}

const Column& Row::requested(std::string_view column) const {
    const Column& found = declared(column);
    base::expects(!found.value.is_remark, "a column that is read is no remark");
    if (context_.requested) context_.requested->emplace(schema_->name, column);
    return found;
}

const Column& Row::requested(std::string_view column, ValueType type) const {
    const Column& found = requested(column);
    base::expects(found.value.type == type, "a column is read as the type that the study format declares");
    return found;
}

std::string_view Row::field(const Column& column) const {
    const auto place = table_->column(column.name);
    return place ? std::string_view(table_->rows[place_].fields[*place]) : std::string_view{};
}

base::InputFault Row::complaint(const Column& column, std::string expected) const {
    const std::string_view text = field(column);
    const auto place = table_->column(column.name);
    const bool overridden = place && table_->overridden.contains({place_, *place});
    return {table_->file, column.name, table_->rows[place_].line,
            fmt::format("{}{}", text.empty() ? "nothing" : visible(text), overridden ? " (by an override)" : ""),
            std::move(expected)};
}

void Row::fault(std::string_view column, std::string expected) const {
    context_.faults->add(complaint(declared(column), std::move(expected)));
}

void Row::fault(std::string_view column, std::string found, std::string expected) const {
    base::InputFault fault = complaint(declared(column), std::move(expected));
    fault.found = std::move(found);
    context_.faults->add(std::move(fault));
}

void Row::fault_with_hint(const Column& column, const std::string& expected, const std::string& hint) const {
    if (hint.empty())
        context_.faults->add(complaint(column, expected));
    else
        context_.faults->add_once(complaint(column, fmt::format("{}; {}", expected, hint)),
                                  hint.substr(0, hint.find(':')));
}

bool Row::says(std::string_view column, std::string_view word) const {
    const Column& known = requested(column);
    base::expects(std::ranges::find(known.value.words, word) != known.value.words.end(),
                  "a word in place of a value is part of the study format");
    return field(known) == word;
}

std::string Row::raw(std::string_view column) const {
    return std::string(field(requested(column)));
}

std::string Row::text(std::string_view column) const {
    const Column& known = requested(column);
    const ValueType type = known.value.type;
    base::expects(type == ValueType::text || type == ValueType::name || type == ValueType::file,
                  "a column is read as the type that the study format declares");
    if (!field(known).empty()) return std::string(field(known));
    if (is_required(known) && has(known)) context_.faults->add(complaint(known, "a text"));
    const auto* otherwise = std::get_if<std::string>(&known.value.fixed);
    return otherwise ? *otherwise : std::string();
}

double Row::parsed_number(const Column& column, const Range& range) const {
    if (!has(column) && is_required(column)) return range.some_value();  // reported with the header
    const auto value = io::parsed_number(field(column));
    if (value && range.contains(*value)) return *value;
    fault_with_hint(column, range.text, value ? "" : number_hint(field(column)));
    return range.some_value();
}

double Row::number(std::string_view column) const {
    const Column& known = requested(column, ValueType::number);
    const auto* otherwise = std::get_if<double>(&known.value.fixed);
    base::expects(otherwise || is_required(known), "a number that is read without a default has a declared one");
    return otherwise && field(known).empty() ? *otherwise : parsed_number(known, known.value.range);
}

double Row::number(std::string_view column, double otherwise) const {
    return stated_number(column).value_or(otherwise);
}

std::optional<double> Row::stated_number(std::string_view column) const {
    const Column& known = requested(column, ValueType::number);
    base::expects(!known.value.has_fixed_default(), "a declared default is the only one");
    if (field(known).empty()) return std::nullopt;
    return parsed_number(known, known.value.range);
}

double Row::required_number(std::string_view column) const {
    const Column& known = requested(column, ValueType::number);
    return parsed_number(known, known.value.range);
}

double Row::number_within(std::string_view column, const Range& range) const {
    return parsed_number(requested(column, ValueType::number), range);
}

int Row::parsed_integer(const Column& column) const {
    const int low = static_cast<int>(column.value.range.low);
    if (!has(column)) return low;
    const auto value = io::parsed_integer(field(column));
    if (value && column.value.range.contains(*value)) return *value;
    fault_with_hint(column, column.value.expected, value ? "" : number_hint(field(column)));
    return low;
}

int Row::integer(std::string_view column) const {
    const Column& known = requested(column, ValueType::integer);
    const auto* otherwise = std::get_if<double>(&known.value.fixed);
    base::expects(otherwise || is_required(known), "a number that is read without a default has a declared one");
    return otherwise && field(known).empty() ? static_cast<int>(*otherwise) : parsed_integer(known);
}

int Row::integer(std::string_view column, int otherwise) const {
    const Column& known = requested(column, ValueType::integer);
    base::expects(!known.value.has_fixed_default(), "a declared default is the only one");
    return field(known).empty() ? otherwise : parsed_integer(known);
}

bool Row::parsed_boolean(const Column& column, bool otherwise) const {
    if (field(column).empty()) return otherwise;
    std::string word(field(column));  // spreadsheets write TRUE, pandas True
    std::ranges::transform(word, word.begin(),
                           [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (word == "true" || word == "false") return word == "true";
    context_.faults->add(complaint(column, column.value.expected));
    return otherwise;
}

bool Row::boolean(std::string_view column) const {
    const Column& known = requested(column, ValueType::boolean);
    const auto* otherwise = std::get_if<bool>(&known.value.fixed);
    base::expects(otherwise != nullptr, "a column of true or false has a declared default");
    return parsed_boolean(known, *otherwise);
}

bool Row::boolean(std::string_view column, bool otherwise) const {
    const Column& known = requested(column, ValueType::boolean);
    base::expects(!known.value.has_fixed_default(), "a declared default is the only one");
    return parsed_boolean(known, otherwise);
}

base::UtcSeconds Row::date(std::string_view column) const {
    const Column& known = requested(column, ValueType::date);
    const auto* word = std::get_if<std::string>(&known.value.fixed);
    const base::UtcSeconds otherwise = word && *word == kNever ? base::kNever : base::kAlways;
    const bool is_default = field(known).empty() && !is_required(known);
    return is_default || !has(known) ? otherwise : parsed_date(known, otherwise);
}

base::UtcSeconds Row::parsed_date(const Column& column, base::UtcSeconds otherwise) const {
    static const base::UtcSeconds earliest =
        base::utc_of_date(1800, 1, 1, 0);  // a year such as 0202 is probably a mistake
    constexpr std::size_t kYearDigits = 4;
    std::string_view text = field(column);
    if (text.size() == kYearDigits + 2 && text.ends_with(".0")) text.remove_suffix(2);  // 2029.0, as written by pandas
    auto instant = base::parse_date(text, context_.utc_offset_s);
    if (instant && *instant < earliest) instant.reset();
    if (!instant) fault_with_hint(column, column.value.expected, date_hint(field(column)));
    return instant.value_or(otherwise);
}

std::optional<std::size_t> Row::choice(std::string_view column) const {
    const Column& known = requested(column, ValueType::choice);
    const std::vector<std::string>& words = known.value.words;
    const auto* otherwise = std::get_if<std::string>(&known.value.fixed);
    if (!has(known) && !otherwise) return std::nullopt;
    if (field(known).empty() && !otherwise && !is_required(known)) return std::nullopt;
    const std::string_view word = field(known).empty() && otherwise ? std::string_view(*otherwise) : field(known);
    const auto place = std::ranges::find(words, word);
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    context_.faults->add(complaint(known, base::one_of(word, words)));
    return std::nullopt;
}

int Row::refer(std::string_view column, const Names& names) const {
    const Column& known = requested(column, ValueType::name);
    base::expects(std::ranges::find(known.value.tables, names.table()) != known.value.tables.end(),
                  "a column refers to a table that the study format declares");
    if (!has(known) || (field(known).empty() && !is_required(known))) return -1;
    const auto place = names.find(field(known));
    if (!place && names.known())
        context_.faults->add(complaint(
            known, fmt::format("a name in {}.csv{}", names.table(),
                               context_.faults->many() ? "" : base::did_you_mean(field(known), names.all()))));
    return place.value_or(-1);
}

std::vector<Row> Reading::rows(std::string_view table) const {
    const TableSchema* schema = find_table(table);
    base::expects(schema != nullptr, "a table that is read is part of the study format");
    const auto found = raw.tables.find(table);
    std::vector<Row> rows;
    if (found == raw.tables.end()) return rows;
    const RowContext context{&faults, utc_offset_s, raw.has_hourly(), requested};
    for (std::size_t i = 0; i < found->second.rows.size(); ++i) rows.emplace_back(*schema, found->second, i, context);
    return rows;
}

Names Reading::names(std::string_view table, const std::vector<std::string>& names) const {
    const TableSchema* schema = find_table(table);
    base::expects(schema != nullptr, "a table that is referred to is part of the study format");
    const auto found = raw.tables.find(table);
    const bool known = found == raw.tables.end() ? !raw.requires_table(*schema) : !found->second.incomplete;
    return {schema->name, names, known};
}

void Reading::fault(std::string_view table, std::string field, std::string found, std::string expected) const {
    faults.add({fmt::format("{}.csv", table), std::move(field), 0, std::move(found), std::move(expected)});
}

}  // namespace decawatt::io
