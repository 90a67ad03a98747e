#include "io/study/csv_table.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "io/study/csv_line.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr std::string_view kBlanks = " \t";

// Removes the next line from `text` and returns it without its line end.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

class CsvParser {
  public:
    CsvParser(std::string file, Faults& faults, std::size_t most_rows) : faults_(faults), most_rows_(most_rows) {
        table_.file = std::move(file);
    }

    CsvTable parse(std::string_view text) {
        if (auto fault = text_fault(table_.file, text)) return unreadable(std::move(*fault));
        if (text.starts_with(kUtf8ByteOrderMark)) text.remove_prefix(kUtf8ByteOrderMark.size());
        table_.is_cut = !text.ends_with('\n');
        while (!text.empty() && !table_.unreadable) {
            std::string_view line = take_line(text);
            ++line_;
            if (line.find_first_not_of(" \t,") == std::string_view::npos) continue;
            if (line[line.find_first_not_of(kBlanks)] == '#')
                note_comment(line);
            else
                read_line(line, text);
        }
        if (table_.columns.empty() && !table_.unreadable) fault("header", "no line", "the names of the columns");
        if (odd_widths_ > 0) report_widths();
        if (hidden_) report_hidden();
        return std::move(table_);
    }

  private:
    void fault(std::string field, std::string found, std::string expected) {
        faults_.add({table_.file, std::move(field), std::max(line_, 1), std::move(found), std::move(expected)});
    }

    CsvTable unreadable(base::InputFault fault) {
        faults_.add(std::move(fault));
        table_.unreadable = true;
        table_.columns.clear();
        table_.rows.clear();
        return std::move(table_);
    }

    void note_comment(std::string_view line) {
        if (table_.columns.empty()) return;  // there are no rows before the header
        ++table_.comments;
        if (is_like_row(line, table_.columns.size())) table_.row_like_comments.push_back(line_);
    }

    void read_line(std::string_view line, std::string_view& rest) {
        SplitLine parts = split_line(line);
        if (!parts.expected.empty()) {
            table_.incomplete = true;
            if (parts.is_open && goes_on(line, rest)) return;
            fault("line", visible(parts.found), parts.expected);
        } else if (table_.columns.empty()) {
            read_header(line, std::move(parts.fields));
        } else {
            read_row(std::move(parts.fields));
        }
    }

    // Whether a quoted field continues in the next lines, which then belong to the same faulty row.
    bool goes_on(std::string_view line, std::string_view& rest) {
        constexpr int kMostLines = 5;
        std::string whole(line);
        std::string_view ahead = rest;
        for (int k = 1; k <= kMostLines && !ahead.empty(); ++k) {
            whole += '\n';
            whole += take_line(ahead);
            const SplitLine parts = split_line(whole);
            if (!parts.expected.empty() || parts.fields.size() != table_.columns.size() + unnamed_) continue;
            fault("line", fmt::format("a line break within a quoted field, which ends on line {}", line_ + k),
                  "a field on one line");
            rest = ahead;
            line_ += k;
            return true;
        }
        return false;
    }

    void read_header(std::string_view line, std::vector<std::string> columns) {
        table_.header_line = line_;
        if (const std::string separator = other_separator(line); !separator.empty()) {
            unreadable({table_.file, "header", line_, separator, "CSV with commas: save the file as such"});
            return;
        }
        for (; !columns.empty() && columns.back().empty(); columns.pop_back()) ++unnamed_;
        if (columns.size() > kMostColumns) {
            unreadable({table_.file, "header", line_, fmt::format("{} columns", columns.size()),
                        fmt::format("{} at most", kMostColumns)});
            return;
        }
        for (std::size_t c = 0; c < columns.size(); ++c) {
            clean(columns[c], fmt::format("column {}", c + 1));
            if (columns[c].empty())
                fault(fmt::format("column {}", c + 1), "no name",
                      c == 0 ? "a name for every column (pandas writes its index: to_csv(index=False) does not)"
                             : "a name for every column");
            else if (const auto here = columns.begin() + static_cast<std::ptrdiff_t>(c);
                     std::find(columns.begin(), here, columns[c]) != here)
                fault(columns[c], "the column twice", "every column once");
        }
        table_.columns = std::move(columns);
    }

    void read_row(std::vector<std::string> fields) {
        const std::size_t width = table_.columns.size();
        for (std::size_t k = 0; k < unnamed_ && fields.size() > width && fields.back().empty(); ++k) fields.pop_back();
        if (fields.size() > width && fields.size() <= width + unnamed_) {
            table_.incomplete = true;
            return fault(fmt::format("column {}", fields.size()), visible(fields.back()),
                         "nothing: the column has no name in the header");
        }
        if (fields.size() != width) return count_width(fields);
        for (std::size_t c = 0; c < width; ++c) clean(fields[c], table_.columns[c]);
        if (fields == table_.columns) {
            table_.incomplete = true;
            return fault("line", "the header again", "rows below one header: files joined to one keep the first");
        }
        if (table_.rows.size() == most_rows_) {
            unreadable({table_.file, "rows", line_, fmt::format("more than {} rows", most_rows_),
                        fmt::format("{} at most", most_rows_)});
            return;
        }
        table_.rows.push_back({line_, std::move(fields)});
    }

    // Hidden characters are a fault, reported once per file, and are removed.
    void clean(std::string& field, const std::string& column) {
        const auto hidden = hidden_in_field(field);
        if (!hidden) return;
        if (++hidden_fields_ == 1)
            hidden_ = {table_.file, column, line_, fmt::format("{}, with {}", visible(field), hidden->name),
                       hidden->is_blank ? "fields without blanks around them other than spaces"
                                        : "fields without hidden characters"};
        field = without_hidden(field);
    }

    void report_hidden() {
        const int more = hidden_fields_ - 1;
        if (more > 0) hidden_->found += fmt::format(" (and {} more field{})", more, more == 1 ? "" : "s");
        faults_.add(std::move(*hidden_));
    }

    // The first rows of another width are reported individually, the others counted.
    void count_width(const std::vector<std::string>& fields) {
        table_.incomplete = true;
        if (++odd_widths_ > kMostWidths) return;
        const std::size_t width = table_.columns.size();
        const bool one = fields.size() == 1;
        const std::string hint = width_hint(fields, width);
        fault("line", fmt::format("{} field{}", fields.size(), one ? "" : "s"),
              fmt::format("{} fields, as in the header{}", width, hint));
        last_width_line_ = line_;
    }

    void report_widths() {
        if (odd_widths_ <= kMostWidths) return;
        faults_.add({table_.file, "lines", last_width_line_ + 1,
                     fmt::format("{} more rows of another width", odd_widths_ - kMostWidths),
                     fmt::format("{} fields in every row", table_.columns.size())});
    }

    static constexpr int kMostWidths = 3;
    CsvTable table_;
    Faults& faults_;
    std::size_t most_rows_;
    int line_ = 0, odd_widths_ = 0, last_width_line_ = 0;
    std::size_t unnamed_ = 0;                 // columns at the end of the header
    std::optional<base::InputFault> hidden_;  // the first field with a hidden character
    int hidden_fields_ = 0;
};
}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto place = std::find(columns.begin(), columns.end(), name);
    if (place == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(place - columns.begin());
}

CsvTable parse_csv(std::string file, std::string_view text, Faults& faults, std::size_t most_rows) {
    return CsvParser(std::move(file), faults, most_rows).parse(text);
}

}  // namespace decawatt::io
