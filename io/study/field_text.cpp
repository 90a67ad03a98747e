#include "io/study/field_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

#include "base/ascii.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr int kSecondsPerMinute = 60;

bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

// The text with Unicode characters that resemble those of numbers replaced by ASCII.
std::string as_ascii(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, character_length(text));
        const std::string_view c = text.substr(0, length);
        const auto last = static_cast<unsigned char>(c.back());
        if (is_one_of(c, {"\u2212", "\u2013", "\u2014", "\uFF0D", "\uFE63"}))
            plain += '-';
        else if (c.starts_with("\xEF\xBC") && last >= 0x90U && last <= 0x99U)  // U+FF10 to U+FF19
            plain += static_cast<char>('0' + (last - 0x90U));
        else if (c == "\uFF0E")
            plain += '.';
        else if (c == "\uFF0C")
            plain += ',';
        else if (!hidden_character(c))
            plain += c;
        text.remove_prefix(length);
    }
    return plain;
}

std::string without(std::string_view text, std::string_view characters) {
    std::string rest;
    for (const char c : text)
        if (characters.find(c) == std::string_view::npos) rest += c;
    return rest;
}

// Digits in groups of three after the first, as in 1,000 and 12_345_678, followed by other text.
bool is_grouped(std::string_view text, char separator) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto first = text.find(separator);
    if (first == std::string_view::npos || first == 0 || first > 3) return false;
    std::size_t place = 0;
    for (; place < first; ++place)
        if (!is_digit(text[place])) return false;
    while (place < text.size() && text[place] == separator) {
        if (text.size() < place + 4 || !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(place) + 1,
                                                    text.begin() + static_cast<std::ptrdiff_t>(place) + 4, is_digit))
            return false;
        place += 4;
    }
    return place == text.size() || text[place] == '.' || text[place] == ',';
}

// Separators of thousands and a decimal comma, in any of their usual forms.
std::string separator_hint(std::string_view text) {
    for (const char separator : {'_', '\'', ' '})
        if (is_grouped(text, separator) && parsed_number(without(text, std::string(1, separator))))
            return fmt::format("without separators of thousands: {}", without(text, std::string(1, separator)));
    const auto commas = std::ranges::count(text, ',');
    if (is_grouped(text, '.') && commas == 1) {  // 1.000,5
        std::string plain = without(text, ".");
        std::ranges::replace(plain, ',', '.');
        if (parsed_number(plain)) return fmt::format("a decimal point, without separators of thousands: {}", plain);
    }
    std::string pointed(text);
    std::ranges::replace(pointed, ',', '.');
    const bool is_pointed = commas == 1 && parsed_number(pointed).has_value();
    if (is_grouped(text, ',') && parsed_number(without(text, ","))) {
        const std::string whole = without(text, ",");
        return is_pointed ? fmt::format("without a comma: {}, or {} if it is a decimal comma", whole, pointed)
                          : fmt::format("without separators of thousands: {}", whole);
    }
    return is_pointed ? fmt::format("a decimal point in place of the comma: {}", pointed) : std::string();
}

std::string percent_hint(std::string_view text) {
    if (!text.ends_with('%')) return {};
    const std::string number(text.substr(0, text.find_last_not_of(" %") + 1));
    const auto percent = parsed_number(number);
    return percent ? fmt::format("no percent: {:g} for {} %", *percent / 100.0, number)
                   : "a fraction, not a percentage: 0.45 for 45 %";
}

std::string word_hint(const std::string& word) {
    if (is_one_of(word, {"nan", "na", "n/a", "#n/a", "null", "none", "-", "<na>", "."}))
        return "a number, or where the column is optional an empty field";
    if (word.starts_with('#')) return "a number, not an error of a spreadsheet";
    if (word.starts_with("0x") || word.starts_with("-0x")) return "a decimal number";
    return {};
}

// A number with other text: 12 MW, USD 5.
std::string unit_hint(std::string_view text) {
    const auto first = text.find_first_of("0123456789");
    const bool has_words = text.find_first_not_of("0123456789.,-+ ") != std::string_view::npos;
    if (first == std::string_view::npos || !has_words) return {};
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data() + first, text.data() + text.size(), value);
    const std::string_view number(text.data() + first, static_cast<std::size_t>(end - text.data()) - first);
    const bool has_more_digits = std::any_of(end, text.data() + text.size(), is_digit);
    if (code != std::errc{} || has_more_digits || number.size() == text.size()) return {};
    return fmt::format("the number alone, {}: the unit is part of the column's name", number);
}

std::optional<int> number_at(std::string_view text, std::size_t place, std::size_t digits) {
    if (text.size() < place + digits) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(place, digits)) {
        if (!is_digit(c)) return std::nullopt;
        value = 10 * value + (c - '0');
    }
    return value;
}

// Seconds of an offset after a time of day: "", Z, +09:00, +0900, +09.
std::optional<int> offset_s(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z") return 0;
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    const int sign = text.front() == '-' ? -1 : 1;
    const std::string digits =
        text.size() == 6 && text[3] == ':' ? without(text.substr(1), ":") : std::string(text.substr(1));
    if (digits.size() != 2 && digits.size() != 4) return std::nullopt;
    const auto hours = number_at(digits, 0, 2),
               minutes = digits.size() == 4 ? number_at(digits, 2, 2) : std::optional(0);
    constexpr int kMostHours = 14;  // UTC+14 is the largest offset in use
    if (!hours || !minutes || *hours > kMostHours || *minutes >= kSecondsPerMinute) return std::nullopt;
    return sign * (*hours * base::kSecondsPerHour + *minutes * kSecondsPerMinute);
}

// Removes hh:mm, hh:mm:ss or hh:mm:ss.000 from the front of the text; returns seconds of the day.
std::optional<int> take_time_of_day(std::string_view& text) {
    const auto hour = number_at(text, 0, 2), minute = number_at(text, 3, 2);
    if (!hour || !minute || text[2] != ':' || *hour >= base::kHoursPerDay || *minute >= kSecondsPerMinute)
        return std::nullopt;
    text.remove_prefix(5);
    std::optional<int> second = 0;
    if (text.starts_with(':')) {
        second = number_at(text, 1, 2);
        if (!second || *second >= kSecondsPerMinute) return std::nullopt;
        text.remove_prefix(3);
        if (text.starts_with('.')) {
            const auto end = std::min(text.find_first_not_of('0', 1), text.size());
            if (end == 1) return std::nullopt;
            text.remove_prefix(end);
        }
    }
    return *hour * base::kSecondsPerHour + *minute * kSecondsPerMinute + *second;
}
}  // namespace

std::optional<double> parsed_number(std::string_view text) {
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<int> parsed_integer(std::string_view text) {
    int whole = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (code == std::errc{} && end == text.data() + text.size()) return whole;
    const auto value = parsed_number(text);
    constexpr double kMost = std::numeric_limits<int>::max();
    if (!value || *value != std::floor(*value) || std::abs(*value) > kMost) return std::nullopt;
    return static_cast<int>(*value);
}

std::string number_hint(std::string_view text) {
    if (text.empty()) return {};
    const std::string plain = as_ascii(text);
    if (plain != text && parsed_number(plain)) return fmt::format("digits, points and minus signs of ASCII: {}", plain);
    if (text.starts_with('+') && parsed_number(text.substr(1))) return fmt::format("no plus sign: {}", text.substr(1));
    for (const std::string& hint : {word_hint(base::lower(plain)), percent_hint(plain), separator_hint(plain)})
        if (!hint.empty()) return hint;
    return unit_hint(plain);
}

std::string date_hint(std::string_view text) {
    if (text.empty()) return {};
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
    constexpr std::size_t kSerialDigits = 5, kDayDigits = 8, kDayLength = 10;
    if (text.find_first_of("/.") != std::string_view::npos && digits >= 4)
        return "year, month and day in this order with dashes between them";
    if (digits == kSerialDigits && text.size() == kSerialDigits)
        return "not the serial number of a spreadsheet: format the column as text";
    if (digits == kDayDigits && text.size() == kDayDigits) return "with dashes";
    if (text.size() > kDayLength && base::parse_date(text.substr(0, kDayLength), 0)) return "without a time of day";
    if (digits >= 2) return "months by their number, with all four digits of the year";
    return {};
}

std::optional<UtcTime> parsed_utc_time(std::string_view text) {
    constexpr std::size_t kDayLength = 10;
    const auto day = text.size() < kDayLength ? std::nullopt : base::parse_date(text.substr(0, kDayLength), 0);
    if (!day) return std::nullopt;
    text.remove_prefix(kDayLength);
    if (text.empty()) return UtcTime{*day, false};
    if (text.front() != 'T' && text.front() != 't' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
    const auto time_s = take_time_of_day(text);
    const auto ahead_s = time_s ? offset_s(text) : std::nullopt;
    if (!ahead_s) return std::nullopt;
    return UtcTime{*day + *time_s - *ahead_s, *ahead_s != 0};
}

}  // namespace decawatt::io
