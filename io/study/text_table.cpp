#include "io/study/text_table.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace decawatt::io {

namespace {
// Number of code points, so that non-ASCII names are aligned too (except for wide characters).
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
}  // namespace

std::string TextTable::text(std::size_t most) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (c == widths.size()) widths.push_back(0);
            widths[c] = std::max(widths[c], width_of(row[c]));
        }
    std::string all;
    for (std::size_t r = 0; r < std::min(rows.size(), most + 1); ++r) {
        std::string line;
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const std::string gap(widths[c] - width_of(rows[r][c]), ' ');
            line += "  " + (c < texts ? rows[r][c] + gap : gap + rows[r][c]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all += line + "\n";
    }
    if (rows.size() > most + 1) all += fmt::format("  and {} more\n", rows.size() - most - 1);
    return all;
}

}  // namespace decawatt::io
