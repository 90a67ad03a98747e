// One line of CSV: its fields, and what else it may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace decawatt::io {

// The fields of a line, or what is wrong with it.
struct SplitLine {
    std::vector<std::string> fields;
    std::string found, expected;  // empty: nothing is wrong
    bool is_open = false;         // a quote is not closed
};

SplitLine split_line(std::string_view line);

// What separates the fields of a header that commas do not separate: "fields separated by semicolons"; otherwise empty.
std::string other_separator(std::string_view header);

// Whether a comment has as many fields as a row of `width` columns and may be one whose name begins with #. Of two
// columns the second must be a number: prose has a comma too.
bool is_like_row(std::string_view comment, std::size_t width);

// What a row of another width than the header's may be due to; empty where nothing is known.
std::string width_hint(const std::vector<std::string>& fields, std::size_t width);

}  // namespace decawatt::io
