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

    std::optional<std::size_t> column(std::string_view name) const;
};

// Fields are split at commas; blanks around a field are dropped; a field in quotes (RFC 4180, "" for a quote) keeps
// commas and blanks, and ends on its line. Empty lines and lines whose first character is # are skipped. A byte-order
// mark and CRLF are accepted. Faults: an open quote, text after a closing quote, a row of another width than the
// header, a column named twice or not at all, no header. A row at fault is left out.
CsvTable parse_csv(std::string file, std::string_view text, Faults& faults);

}  // namespace decawatt::io
