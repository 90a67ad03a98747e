// Aligned columns of plain text.
#pragma once

#include <string>
#include <vector>

namespace decawatt::io {

struct TextTable {
    std::vector<std::vector<std::string>> rows;  // the first names the columns
    std::size_t texts = 1;                       // so many first columns are texts, set left; numbers are set right

    // One line per row, indented; of more than `most` rows the rest is counted, not shown.
    std::string text(std::size_t most) const;
};

}  // namespace decawatt::io
