// ASCII letters and blanks, independent of the locale; other bytes are not changed.
#pragma once

#include <string>
#include <string_view>

namespace decawatt::base {

inline std::string lower(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return all;
}

// The text without spaces and tabs at its ends.
inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace decawatt::base
