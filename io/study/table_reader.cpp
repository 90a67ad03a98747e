#include "io/study/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>

#include "base/nearest_name.hpp"
#include "io/study/field_text.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

bool Range::contains(double value) const {
    return std::isfinite(value) && (low_open ? value > low : value >= low) &&
           (high_open ? value < high : value <= high);
}

double Range::harmless() const {
    for (const double value : {0.0, 1.0, low})
        if (contains(value)) return value;
    return high;
}

Names::Names(std::string file, const std::vector<std::string>& names, bool known)
    : file_(std::move(file)), known_(known) {
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

std::string_view Row::field(std::string_view column) const {
    base::expects(schema_->knows(column), "a column that is read is part of the study format");
    const auto place = table_->column(column);
    return place ? std::string_view(table_->rows[place_].fields[*place]) : std::string_view{};
}

base::InputFault Row::complaint(std::string_view column, std::string expected) const {
    const std::string_view text = field(column);
    const auto place = table_->column(column);
    const bool overridden = place && table_->overridden.contains({place_, *place});
    return {table_->file, std::string(column), table_->rows[place_].line,
            fmt::format("{}{}", text.empty() ? "nothing" : visible(text), overridden ? " (by an override)" : ""),
            std::move(expected)};
}

void Row::fault(std::string_view column, std::string expected) const {
    faults_->add(complaint(column, std::move(expected)));
}

void Row::fault(std::string_view column, std::string found, std::string expected) const {
    base::InputFault fault = complaint(column, std::move(expected));
    fault.found = std::move(found);
    faults_->add(std::move(fault));
}

void Row::fault_with_hint(std::string_view column, const std::string& expected, const std::string& hint) const {
    if (hint.empty()) return fault(column, expected);
    faults_->add_once(complaint(column, fmt::format("{}; {}", expected, hint)), hint.substr(0, hint.find(':')));
}

std::string Row::text(std::string_view column) const {
    if (has(column) && empty(column)) fault(column, "a text");
    return text_or_empty(column);
}

double Row::number(std::string_view column, const Range& range) const {
    if (!has(column)) return range.harmless();  // reported with the header
    const auto value = parsed_number(field(column));
    if (value && range.contains(*value)) return *value;
    fault_with_hint(column, range.text, value ? "" : number_hint(field(column)));
    return range.harmless();
}

double Row::number(std::string_view column, const Range& range, double otherwise) const {
    return empty(column) ? otherwise : number(column, range);
}

int Row::integer(std::string_view column, int low, int high) const {
    if (!has(column)) return low;
    const auto value = parsed_integer(field(column));
    if (value && *value >= low && *value <= high) return *value;
    fault_with_hint(column, fmt::format("a whole number from {} to {}", low, high),
                    value ? "" : number_hint(field(column)));
    return low;
}

int Row::integer(std::string_view column, int low, int high, int otherwise) const {
    return empty(column) ? otherwise : integer(column, low, high);
}

bool Row::boolean(std::string_view column, bool otherwise) const {
    if (empty(column)) return otherwise;
    std::string word = text_or_empty(column);  // spreadsheets write TRUE, pandas True
    std::ranges::transform(word, word.begin(),
                           [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (word == "true" || word == "false") return word == "true";
    fault(column, "true or false");
    return otherwise;
}

base::UtcSeconds Row::date(std::string_view column, int utc_offset_s) const {
    return has(column) ? parsed_date(column, utc_offset_s, base::kAlways) : base::kAlways;
}

base::UtcSeconds Row::date(std::string_view column, int utc_offset_s, base::UtcSeconds otherwise) const {
    return empty(column) ? otherwise : parsed_date(column, utc_offset_s, otherwise);
}

base::UtcSeconds Row::parsed_date(std::string_view column, int utc_offset_s, base::UtcSeconds otherwise) const {
    static const base::UtcSeconds earliest = base::utc_of_date(1800, 1, 1, 0);  // 0202 is a slip
    constexpr std::size_t kYearDigits = 4;
    std::string_view text = field(column);
    if (text.size() == kYearDigits + 2 && text.ends_with(".0")) text.remove_suffix(2);  // 2029.0, as of pandas
    auto instant = base::parse_date(text, utc_offset_s);
    if (instant && *instant < earliest) instant.reset();
    if (!instant) fault_with_hint(column, "a date: 2027, 2027-11 or 2027-11-15", date_hint(field(column)));
    return instant.value_or(otherwise);
}

std::optional<std::size_t> Row::choice(std::string_view column, const std::vector<std::string>& words) const {
    if (!has(column)) return std::nullopt;
    const auto place = std::find(words.begin(), words.end(), field(column));
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    fault(column, base::one_of(field(column), words));
    return std::nullopt;
}

int Row::refer(std::string_view column, const Names& names) const {
    const auto place = names.find(field(column));
    if (!place && names.known())
        fault(column, fmt::format("a name in {}{}", names.file(),
                                  faults_->many() ? "" : base::did_you_mean(field(column), names.all())));
    return place.value_or(-1);
}

std::vector<Row> Reading::rows(std::string_view table) const {
    const TableSchema* schema = find_table(table);
    base::expects(schema != nullptr, "a table that is read is part of the study format");
    const auto found = raw.tables.find(table);
    std::vector<Row> rows;
    if (found == raw.tables.end()) return rows;
    for (std::size_t i = 0; i < found->second.rows.size(); ++i) rows.emplace_back(*schema, found->second, i, faults);
    return rows;
}

Names Reading::names(std::string_view table, const std::vector<std::string>& names) const {
    const TableSchema* schema = find_table(table);
    base::expects(schema != nullptr, "a table that is referred to is part of the study format");
    const auto found = raw.tables.find(table);
    const bool known = found == raw.tables.end() ? !raw.requires_table(*schema) : !found->second.incomplete;
    return {schema->file(), names, known};
}

void Reading::fault(std::string_view table, std::string field, std::string found, std::string expected) const {
    faults.add({fmt::format("{}.csv", table), std::move(field), 0, std::move(found), std::move(expected)});
}

}  // namespace decawatt::io
