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
inline constexpr std::size_t kMostHours = 3'000'000;                      // 301 years of hours, of an hourly file

struct CsvRow {
    int line = 0;                     // of the file, from 1
    std::vector<std::string> fields;  // one per column
};

struct CsvTable {
    std::string file;
    int header_line = 1;
    std::vector<std::string> columns;
    std::vector<CsvRow> rows;
    std::set<std::pair<std::size_t, std::size_t>> overridden;  // row and column of the fields that an override has set
    int comments = 0;                                          // lines below the header
    std::vector<int> row_like_comments;  // lines of comments below the header that may be meant as rows
    bool is_cut = false;                 // the last line has no end
    bool unreadable = false;             // no text, or split by another character than commas: there are no columns
    bool incomplete = false;             // rows at fault are left out

    std::optional<std::size_t> column(std::string_view name) const;
};

// Fields are split at commas; blanks around a field are dropped; a field in quotes (RFC 4180, "" for a quote) keeps
// commas and blanks, and ends on its line. A line whose first character other than a blank is # is a comment. Comments
// and lines without any text beside commas are skipped. Columns without a name at the end of the header, which
// spreadsheets leave behind, are dropped where they are empty. A byte-order mark and CRLF are accepted.
// Faults: what is no text (text_fault); other separators; an open quote, text after a closing quote, a row of another
// width than the header, the header again, a column named twice or not at all, no header, hidden characters
// (hidden_in_field). A row at fault is left out. What all rows may have in common is reported
// once. More than `most_rows` rows or kMostColumns columns: no study's, and what follows would take hours or all
// memory.
CsvTable parse_csv(std::string file, std::string_view text, Faults& faults, std::size_t most_rows = kMostHours);

}  // namespace decawatt::io
