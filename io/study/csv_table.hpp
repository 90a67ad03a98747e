// Plain CSV: a header and rows of text, with the line of the file that each row came from.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/study/faults.hpp"

namespace decawatt::io {

inline constexpr std::size_t kMostRows = 200'000, kMostColumns = 20'000;  // of a table
inline constexpr std::size_t kMostHours = 3'000'000;                      // 301 years hours, of an hourly file

struct CsvRow {
    int line = 0;                     // of the file, from 1
    std::vector<std::string> fields;  // one per column
};

struct CsvTable {
    std::string file;
    int header_line = 1;
    std::vector<std::string> columns;
    std::vector<CsvRow> rows;
    std::set<std::pair<std::size_t, std::size_t>> overridden;  // row and column of fields set by overrides
    int comments = 0;                                          // number of comment lines below the header
    std::vector<int> row_like_comments;  // line numbers of comments below the header that may be intended as rows
    bool is_cut = false;                 // the last line has no line end
    bool unreadable = false;  // not text, or separated by another character than commas: there are no columns
    bool incomplete = false;  // faulty rows were omitted

    std::optional<std::size_t> column(std::string_view name) const;
};

// Fields are split at commas; blanks around a field are dropped; a field in quotes (RFC 4180, "" for a quote) keeps
// commas and blanks, and must end on the same line. A line whose first character other than a blank is # is a comment.
// Comments and lines with only commas and blanks are skipped. Columns without a name at the end of the header, which
// spreadsheets leave behind, are dropped if they are empty. A byte-order mark and CRLF are accepted.
// Faults: invalid text (text_fault); other separators; an open quote, text after a closing quote, a row of another
// width than the header, a repeated header, a column named twice or not at all, no header, hidden characters
// (hidden_in_field). Faulty rows are omitted. Faults that all rows may have are reported once. More than `most_rows`
// rows or kMostColumns columns is a fault, because further processing would take hours or exhaust the memory.
CsvTable parse_csv(std::string file, std::string_view text, Faults& faults, std::size_t most_rows = kMostHours);

}  // namespace decawatt::io
