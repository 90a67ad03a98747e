#include "io/study/year_range.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace decawatt::io {

namespace {
std::optional<int> year_number(std::string_view text) {
    int year = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return year;
}
}  // namespace

std::optional<std::pair<int, int>> parse_year_range(std::string_view text) {
    const auto colon = text.find(':');
    const auto first = year_number(text.substr(0, colon));
    const auto last = colon == std::string_view::npos ? first : year_number(text.substr(colon + 1));
    if (!first || !last || *first < 1 || *first > *last) return std::nullopt;
    return std::pair(*first, *last);
}

std::vector<Override> weather_year_overrides(const std::vector<int>& years) {
    const std::vector<double> weights(years.size(), 1.0 / static_cast<double>(years.size()));
    return {{"weather.years", fmt::format("[{}]", fmt::join(years, ", "))},
            {"weather.weights", fmt::format("[{:.17f}]", fmt::join(weights, ", "))}};
}

}  // namespace decawatt::io
