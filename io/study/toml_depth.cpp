#include "io/study/toml_depth.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace decawatt::io {

namespace {
constexpr std::size_t kMostSettingsBytes = std::size_t{16} << 20U;

// Position after the quoted string that begins at `from` (TOML 1.0, String): basic or literal, single-line or
// multi-line.
std::size_t after_quotes(std::string_view text, std::size_t from) {
    const char quote = text[from];
    const std::string three(3, quote);
    const bool is_long = text.substr(from).starts_with(three);
    for (std::size_t i = from + (is_long ? 3 : 1); i < text.size(); ++i) {
        if (text[i] == '\\' && quote == '"')
            ++i;
        else if (is_long ? text.substr(i).starts_with(three) : text[i] == quote)
            return i + (is_long ? 3 : 1);
        else if (!is_long && text[i] == '\n')
            return i;  // not closed: reported by the parser
    }
    return text.size();
}

struct Depth {
    int key_parts = 1, nested = 0;

    void take(char c) {
        if (c == '.') ++key_parts;
        if (c == '[' || c == '{') ++nested;
        if (c == ']' || c == '}') nested = std::max(0, nested - 1);
        constexpr std::string_view kEndOfKey = "=,[]{}\n";
        if (kEndOfKey.find(c) != std::string_view::npos) key_parts = 1;
    }
};
}  // namespace

std::optional<base::InputFault> toml_fault(const std::string& file, std::string_view text) {
    if (text.size() > kMostSettingsBytes)
        return base::InputFault{file, "size", 0, fmt::format("{} bytes", text.size()),
                                fmt::format("{} at most: settings, not series", kMostSettingsBytes)};
    Depth depth;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '"' || text[i] == '\'') {
            i = after_quotes(text, i);
            continue;
        }
        if (text[i] == '#') i = std::min(text.find('\n', i), text.size() - 1);
        depth.take(text[i++]);
        if (depth.key_parts <= kMostKeyParts && depth.nested <= kMostNested) continue;
        const int line = 1 + static_cast<int>(std::ranges::count(text.substr(0, i), '\n'));
        if (depth.key_parts > kMostKeyParts)
            return base::InputFault{file, "key", line, fmt::format("more than {} parts between dots", kMostKeyParts),
                                    "keys of few parts: table.row.column is the longest that a study has"};
        return base::InputFault{file, "value", line,
                                fmt::format("more than {} lists or tables within each other", kMostNested),
                                "values as a study has them: lists of lists at most"};
    }
    return std::nullopt;
}

}  // namespace decawatt::io
