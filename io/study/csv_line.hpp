// Parsing of one line of CSV, and detection of likely mistakes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace decawatt::io {

// The fields of a line, or its fault.
struct SplitLine {
    std::vector<std::string> fields;
    std::string found, expected;  // empty: no fault
    bool is_open = false;         // a quote is not closed
};

SplitLine split_line(std::string_view line);

// The separator of a header without commas: "fields separated by semicolons"; otherwise empty.
std::string other_separator(std::string_view header);

// Whether a comment has the number of fields of a row with `width` columns, and so may be a row whose name begins with
// #. With two columns the second must be a number, because prose has commas too.
bool is_like_row(std::string_view comment, std::size_t width);

// A likely cause of a row width that differs from the header; empty if unknown.
std::string width_hint(const std::vector<std::string>& fields, std::size_t width);

}  // namespace decawatt::io
