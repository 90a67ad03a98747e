#include "base/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

namespace decawatt::base {

namespace {
using Characters = std::vector<std::string>;

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The UTF-8 characters of a text, with ASCII letters in lower case.
Characters characters_of(std::string_view text) {
    Characters characters;
    for (const char c : text)
        if (is_continuation(c) && !characters.empty())
            characters.back() += c;
        else
            characters.emplace_back(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    return characters;
}

// Optimal string alignment distance: Damerau (1964), "A technique for computer detection and correction of spelling
// errors", Communications of the ACM 7(3); the restricted form, in which no part is edited twice.
std::size_t edit_distance(const Characters& a, const Characters& b) {
    std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + differs});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last = last;
        last = row;
    }
    return last[b.size()];
}

// The only name that begins with these characters, if there are enough of them.
std::optional<std::string> completed_name(std::string_view beginning, const std::vector<std::string>& known) {
    constexpr std::size_t kLeast = 4;
    const auto begins = [&](const std::string& candidate) { return candidate.starts_with(beginning); };
    if (beginning.size() < kLeast || std::ranges::count_if(known, begins) != 1) return std::nullopt;
    return *std::ranges::find_if(known, begins);
}
}  // namespace

std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& known) {
    const bool is_number = name.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_number) return std::nullopt;  // 2031 is not a misspelling of 2030
    const Characters wanted = characters_of(name);
    std::size_t most = std::clamp<std::size_t>(wanted.size() / 3, 1, 3);
    std::optional<std::string> nearest;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(wanted, characters_of(candidate));
        if (distance > most || distance >= wanted.size() || (nearest && distance == most)) continue;
        nearest = candidate;
        most = distance;
    }
    return nearest ? nearest : completed_name(name, known);
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
    const auto nearest = nearest_name(name, known);
    return nearest ? fmt::format(" (did you mean '{}'?)", *nearest) : "";
}

std::string one_of(std::string_view name, const std::vector<std::string>& known) {
    return fmt::format("{}{}{}", known.size() > 1 ? "one of " : "", fmt::join(known, ", "), did_you_mean(name, known));
}

}  // namespace decawatt::base
