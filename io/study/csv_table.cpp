#include "io/study/csv_table.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace decawatt::io {

namespace {
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The text between quotes, starting at the opening one; moves `line` past the closing one. None where it is never
// closed.
std::optional<std::string> take_quoted(std::string_view& line) {
    std::string field;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] != '"') {
            field += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
            field += line[i++];
        } else {
            line.remove_prefix(i + 1);
            return field;
        }
    }
    return std::nullopt;
}

// The fields of a line, or what is wrong with it.
struct Split {
    std::vector<std::string> fields;
    std::string found, expected;
};

Split split(std::string_view line) {
    Split result;
    while (true) {
        const auto start = line.find_first_not_of(kBlanks);
        if (start != std::string_view::npos && line[start] == '"') {
            line.remove_prefix(start);
            auto field = take_quoted(line);
            if (!field)
                return {{}, fmt::format("{} without its closing quote", line), "a quoted field that ends on its line"};
            const std::string_view rest = trimmed(line.substr(0, line.find(',')));
            if (!rest.empty())
                return {{}, fmt::format("{} after a closing quote", rest), "a comma or the end of the line"};
            result.fields.push_back(std::move(*field));
        } else {
            result.fields.emplace_back(trimmed(line.substr(0, line.find(','))));
        }
        const auto comma = line.find(',');
        if (comma == std::string_view::npos) return result;
        line.remove_prefix(comma + 1);
    }
}

void read_header(CsvTable& table, int line, std::vector<std::string> columns, Faults& faults) {
    table.header_line = line;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].empty())
            faults.add({table.file, fmt::format("column {}", c + 1), line, "no name", "a name for every column"});
        else if (std::find(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(c), columns[c]) !=
                 columns.begin() + static_cast<std::ptrdiff_t>(c))
            faults.add({table.file, columns[c], line, "the column twice", "every column once"});
    }
    table.columns = std::move(columns);
}

void read_line(CsvTable& table, int line, std::string_view text, Faults& faults) {
    Split parts = split(text);
    const std::size_t width = table.columns.size();
    if (!parts.expected.empty()) {
        faults.add({table.file, "line", line, parts.found, parts.expected});
    } else if (width == 0) {
        read_header(table, line, std::move(parts.fields), faults);
    } else if (parts.fields.size() != width) {
        faults.add({table.file, "line", line, fmt::format("{} fields", parts.fields.size()),
                    fmt::format("{} fields, as in the header", width)});
    } else {
        table.rows.push_back({line, std::move(parts.fields)});
    }
}
}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto place = std::find(columns.begin(), columns.end(), name);
    if (place == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(place - columns.begin());
}

CsvTable parse_csv(std::string file, std::string_view text, Faults& faults) {
    CsvTable table{.file = std::move(file), .header_line = 1, .columns = {}, .rows = {}, .overridden = {}};
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    for (int line = 1; !text.empty(); ++line) {
        const auto end = text.find('\n');
        std::string_view content = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (content.ends_with('\r')) content.remove_suffix(1);
        if (!trimmed(content).empty() && !content.starts_with('#')) read_line(table, line, content, faults);
    }
    if (table.columns.empty()) faults.add({table.file, "header", 1, "no line", "the names of the columns"});
    return table;
}

}  // namespace decawatt::io
