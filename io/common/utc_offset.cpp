#include "io/common/utc_offset.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace decawatt::io {

std::optional<int> parse_utc_offset(const std::string& text) {
    const auto digit = [&](std::size_t place) {
        return text[place] >= '0' && text[place] <= '9' ? text[place] - '0' : -1;
    };
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    for (const std::size_t place : {1U, 2U, 4U, 5U})
        if (digit(place) < 0) return std::nullopt;
    const int hours = 10 * digit(1) + digit(2), minutes = 10 * digit(4) + digit(5);
    if (hours > 14 || minutes > 59) return std::nullopt;  // UTC+14 is the largest offset in use
    return (text[0] == '-' ? -1 : 1) * (60 * hours + minutes) * 60;
}

std::string format_utc_offset(int offset_s) {
    constexpr int kSecondsPerMinute = 60, kMinutesPerHour = 60;
    const int minutes = std::abs(offset_s) / kSecondsPerMinute;
    return fmt::format("{}{:02}:{:02}", offset_s < 0 ? '-' : '+', minutes / kMinutesPerHour, minutes % kMinutesPerHour);
}

}  // namespace decawatt::io
