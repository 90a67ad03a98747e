// Aligned columns of plain text.
#pragma once

#include <string>
#include <vector>

namespace decawatt::io {

struct TextTable {
    std::vector<std::vector<std::string>> rows;  // the first row has the names of columns
    std::size_t texts = 1;  // number of leading text columns, aligned left; numbers are aligned right

    // One line per row, indented; at most `most` rows; the number of others is stated.
    std::string text(std::size_t most) const;
};

}  // namespace decawatt::io
