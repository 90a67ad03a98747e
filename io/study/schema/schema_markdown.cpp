#include "io/study/schema/schema_markdown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <map>
#include <optional>
#include <regex>

#include "base/error.hpp"
#include "io/study/schema/study_schema.hpp"

namespace decawatt::io {

namespace {
std::string code(const std::string& text) {
    return fmt::format("`{}`", text);
}

std::string codes(const std::vector<std::string>& words) {
    std::vector<std::string> all;
    all.reserve(words.size());
    for (const std::string& word : words) all.push_back(code(word));
    return fmt::format("{}", fmt::join(all, ", "));
}

// "≥ 0", "> 0 to 1", "-90 to 60"; empty for any number.
std::string range_words(const Range& range) {
    const std::string low = std::isfinite(range.low) ? fmt::format("{}", range.low) : "";
    const std::string high = std::isfinite(range.high) ? fmt::format("{}", range.high) : "";
    if (low.empty()) return high.empty() ? "" : fmt::format("{} {}", range.high_open ? "<" : "≤", high);
    if (high.empty()) return fmt::format("{} {}", range.low_open ? ">" : "≥", low);
    return fmt::format("{}{} to {}{}", range.low_open ? "> " : "", low, range.high_open ? "< " : "", high);
}

std::string integer_words(const Range& range) {
    constexpr double kEndless = std::numeric_limits<int>::max();
    if (range.high >= kEndless) return fmt::format("integer ≥ {}", range.low);
    return range.low == range.high ? fmt::format("{}", range.low)
                                   : fmt::format("integer {} to {}", range.low, range.high);
}

std::string table_links(const std::vector<std::string>& tables) {
    std::vector<std::string> all;
    all.reserve(tables.size());
    for (const std::string& table : tables) all.push_back(fmt::format("[{0}](#{0}csv)", table));
    return fmt::format("name in {}", fmt::join(all, ", "));
}

std::string type_words(const Value& value) {
    switch (value.type) {
        case ValueType::text:
            return value.expected.starts_with("a ") ? value.expected.substr(2)
                                                    : value.expected;  // "a text like +09:00"
        case ValueType::file:
            return "file";
        case ValueType::number: {
            const std::string range = range_words(value.range);
            return range.empty() ? "number" : range;
        }
        case ValueType::integer:
            return integer_words(value.range);
        case ValueType::boolean:
            return "`true`, `false`";
        case ValueType::date:
            return "date";
        case ValueType::choice:
            return codes(value.words);
        case ValueType::name:
            return table_links(value.tables);
        case ValueType::integers:
            return "list of integers";
        case ValueType::numbers:
            return "list of numbers";
        case ValueType::pairs:
            return "list of pairs of numbers";
        case ValueType::texts:
            return "list of texts";
    }
    return {};
}

std::string values(const Value& value) {
    const bool is_word = value.type == ValueType::choice || value.type == ValueType::texts || value.words.empty();
    return type_words(value) + (is_word ? "" : fmt::format(", or {}", codes(value.words)));
}

std::string default_cell(const Value& value) {
    if (value.is_key) return "key";
    if (value.need == Need::required) return "required";
    if (value.need == Need::without_hourly) return "required without hourly.csv";
    const bool is_word = value.default_text.empty() && !std::holds_alternative<double>(value.fixed);
    const bool is_date = value.type == ValueType::date;
    return is_word && !is_date ? code(value.default_words()) : value.default_words();
}

// `what` is the head of the names.
std::string rows(const char* what, const Columns& columns) {
    std::string text = fmt::format("| {} | unit | values | default | meaning |\n|---|---|---|---|---|\n", what);
    for (const Column& column : columns)
        text += fmt::format("| {} | {} | {} | {} | {}{} |\n",
                            column.value.is_key ? fmt::format("**{}**", column.name) : column.name, column.unit(),
                            values(column.value), default_cell(column.value), column.about,
                            column.value.is_of_adequacy ? " *Adequacy only.*" : "");
    return text;
}

// Prose in lines of at most 120 characters.
std::string wrapped(const std::string& text) {
    constexpr std::size_t kWidth = 120;
    std::string all, line;
    std::size_t place = 0;
    while (place < text.size()) {
        const std::size_t end = std::min(text.find(' ', place), text.size());
        const std::string word = text.substr(place, end - place);
        if (!line.empty() && line.size() + 1 + word.size() > kWidth) {
            all += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        place = end + 1;
    }
    return all + line + "\n";
}

std::string need_words(const TableSchema& table) {
    if (table.need == Need::required) return "Required. ";
    return table.need == Need::without_hourly ? "Required without hourly.csv. " : "";
}

// The text between the markers of every table and section, by what the markers name.
std::map<std::string, std::string> blocks() {
    std::map<std::string, std::string> all;
    for (const SectionSchema& section : section_schemas()) all["section " + section.name] = rows("key", section.keys);
    for (const TableSchema& table : table_schemas())
        all["table " + table.name] =
            wrapped(need_words(table) + table.about + (table.is_of_adequacy ? " Read by `adequacy` alone." : "")) +
            "\n" + rows("column", table.columns);
    return all;
}

std::string begin_marker(const std::string& name) {
    return fmt::format("<!-- {}: begin -->", name);
}

std::string end_marker(const std::string& name) {
    return fmt::format("<!-- {}: end -->", name);
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

std::string with_line_ends(const std::string& text, const std::string& line_end) {
    std::string all;
    for (const char c : text) all += c == '\n' ? line_end : std::string(1, c);
    return all;
}

// Fills the block's place in the page, or says what is wrong with the page.
std::optional<base::InputFault> fill(std::string& page, const std::string& file, const std::string& name,
                                     const std::string& block) {
    const std::string begin = begin_marker(name), end = end_marker(name);
    const std::string expected = fmt::format("one line {} and one line {} after it", begin, end);
    if (occurrences(page, begin) > 1 || occurrences(page, end) > 1)
        return base::InputFault{file, name, 0, "a marker twice", expected};
    const auto first = page.find(begin), last = page.find(end);
    if (first == std::string::npos || last == std::string::npos || last < first)
        return base::InputFault{file, name, 0, "no such block", expected};
    const std::string line_end = page.compare(first + begin.size(), 2, "\r\n") == 0 ? "\r\n" : "\n";
    page.replace(first + begin.size(), last - first - begin.size(), line_end + with_line_ends(block, line_end));
    return std::nullopt;
}

// Markers of what the study format does not have: of a renamed table, or misspelt.
std::vector<base::InputFault> unknown_markers(const std::string& page, const std::string& file,
                                              const std::map<std::string, std::string>& known) {
    static const std::regex marker("<!-- ((?:table|section) [^:\n]*): begin -->");
    std::vector<base::InputFault> faults;
    for (auto at = std::sregex_iterator(page.begin(), page.end(), marker); at != std::sregex_iterator(); ++at)
        if (const std::string name = (*at)[1]; !known.contains(name))
            faults.push_back({file, name, 0, "a block of this name",
                              "blocks of the tables and sections that `decawatt schema` prints"});
    return faults;
}
}  // namespace

std::string schema_markdown() {
    const auto all = blocks();
    std::string text;
    const auto add = [&](const std::string& name) {
        text += begin_marker(name) + "\n" + all.at(name) + end_marker(name) + "\n";
    };
    for (const SectionSchema& section : section_schemas()) add("section " + section.name);
    for (const TableSchema& table : table_schemas()) add("table " + table.name);
    return text;
}

std::string with_schema_tables(const std::string& page, const std::string& file) {
    const auto all = blocks();
    std::vector<base::InputFault> faults = unknown_markers(page, file, all);
    std::string text = page;
    for (const auto& [name, block] : all)
        if (auto fault = fill(text, file, name, block)) faults.push_back(std::move(*fault));
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return text;
}

}  // namespace decawatt::io
