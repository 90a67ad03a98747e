#include "io/weather/weather_text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr std::string_view kBlanks = " \t";
constexpr std::size_t kMostFaults = 40;

void refuse_zero_bytes(std::string_view bytes, WeatherFaults& faults) {
    constexpr const char* kExpected = "text in UTF-8, ASCII or Latin-1: save the file as CSV (UTF-8)";
    if (const std::string encoding = wide_encoding(bytes); !encoding.empty())
        faults.stop("text", 1, encoding, kExpected);
    const auto zero = bytes.find('\0');
    if (zero == std::string_view::npos) return;
    const int line = 1 + static_cast<int>(std::ranges::count(bytes.substr(0, zero), '\n'));
    faults.stop("text", line, "a zero byte", kExpected);
}

void refuse_carriage_returns(std::string_view bytes, WeatherFaults& faults) {
    if (bytes.find('\r') != std::string_view::npos && bytes.find('\n') == std::string_view::npos)
        faults.stop("text", 1, "lines that end in a carriage return (CR) alone",
                    "lines that end in LF or CR LF: save the file with the line ends of Unix or Windows");
}

bool has_decimal_comma(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (auto at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1))
        if (at > 0 && at + 1 < text.size() && is_digit(text[at - 1]) && is_digit(text[at + 1])) return true;
    return false;
}

// Separators used by spreadsheets in some countries. No supported format has three of these in most of its lines.
void refuse_other_separators(const WeatherText& text, WeatherFaults& faults) {
    struct Separator {
        char byte;
        const char* name;
    };
    constexpr int kHeadLines = 60;
    constexpr std::ptrdiff_t kManyInLine = 3;
    const int lines = std::min(kHeadLines, text.count());
    for (const auto& [byte, name] : {Separator{';', "semicolons"}, {'\t', "tabs"}, {'|', "vertical bars"}}) {
        int count = 0, first = 0, decimal_commas = 0;
        for (int line = lines; line >= 1; --line) {
            if (std::ranges::count(text.line(line), byte) < kManyInLine) continue;
            ++count, first = line;
            if (has_decimal_comma(text.line(line))) ++decimal_commas;
        }
        if (2 * count <= lines) continue;
        faults.stop("text", first,
                    fmt::format("fields separated by {}{}", name, decimal_commas > 0 ? ", with decimal commas" : ""),
                    "fields separated by commas, with decimal points: save the file as such a CSV");
    }
}
}  // namespace

void WeatherFaults::add(std::string field, int line, std::string found, std::string expected) {
    constexpr int kMostAlike = 3;
    if (++count_[{field, expected}] <= kMostAlike && kept_.size() < kMostFaults)
        kept_.push_back({file_, std::move(field), line, std::move(found), std::move(expected)});
    else
        ++left_out_;
}

void WeatherFaults::throw_if_any() const {
    if (kept_.empty()) return;
    std::vector<base::InputFault> all = kept_;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    if (left_out_ > 0) all.push_back({file_, "more", 0, fmt::format("{} more rows at fault", left_out_), "none"});
    throw base::InputError(std::move(all));
}

void WeatherFaults::stop(std::string field, int line, std::string found, std::string expected) {
    add(std::move(field), line, std::move(found), std::move(expected));
    throw_if_any();
    throw base::LogicError("a fault was added");
}

std::string_view WeatherText::line(int number) const {
    const auto index = static_cast<std::size_t>(number - 1);
    return number >= 1 && index < lines.size() ? lines[index] : std::string_view{};
}

WeatherText weather_text(std::string_view bytes, WeatherFaults& faults) {
    if (bytes.starts_with(kUtf8ByteOrderMark)) bytes.remove_prefix(kUtf8ByteOrderMark.size());
    refuse_zero_bytes(bytes, faults);
    refuse_carriage_returns(bytes, faults);
    WeatherText text;
    text.latin1 = !is_utf8(bytes);
    text.cut = !bytes.ends_with('\n');
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        while (line.ends_with('\r')) line.remove_suffix(1);  // CR CR LF: from repeated conversion
        text.lines.push_back(line);
    }
    if (text.lines.empty()) faults.stop("text", 1, "an empty file", "a weather file");
    refuse_other_separators(text, faults);
    return text;
}

void split_fields(std::string_view line, Fields& fields) {
    fields.clear();
    while (true) {
        const auto start = line.find_first_not_of(kBlanks);
        std::size_t end = line.find(',');
        if (start != std::string_view::npos && line[start] == '"') {
            const auto quote = line.find('"', start + 1);
            if (quote != std::string_view::npos) {
                end = line.find(',', quote);
                const std::string_view after =
                    base::trimmed(line.substr(quote + 1, end == std::string_view::npos ? end : end - quote - 1));
                if (after.empty()) {
                    fields.push_back(base::trimmed(line.substr(start + 1, quote - start - 1)));
                    if (end == std::string_view::npos) return;
                    line.remove_prefix(end + 1);
                    continue;
                }
                end = line.find(',');
            }
        }
        fields.push_back(base::trimmed(line.substr(0, end)));
        if (end == std::string_view::npos) return;
        line.remove_prefix(end + 1);
    }
}

Fields split_fields(std::string_view line) {
    Fields fields;
    split_fields(line, fields);
    return fields;
}

std::optional<double> to_number(std::string_view field) {
    if (field.size() > 1 && field.front() == '+' && field[1] != '-') field.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc{} || end != field.data() + field.size() || !std::isfinite(value)) return std::nullopt;
    return value + 0.0;  // no negative zero
}

std::optional<int> to_integer(std::string_view field) {
    const auto value = to_number(field);  // pandas writes whole numbers as 1.0
    if (!value || *value != std::floor(*value) || std::abs(*value) > 1e9) return std::nullopt;
    return static_cast<int>(*value);
}

bool is_blank(std::string_view field) {
    if (field.empty()) return true;
    if (field.size() > 4) return false;
    const std::string name = plain_name(field);
    return name == "nan" || name == "na" || name == "null" || field == "-";
}

std::string_view first_word(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    return word.substr(0, word.find_last_not_of(',') + 1);
}

std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
    }
    return plain;
}

std::string shown(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    std::string result;
    while (!text.empty() && result.size() < kLongest) {
        const std::size_t length = character_length(text);
        const auto first = static_cast<unsigned char>(text.front());
        if (length == 0) {  // Latin-1, whose codes are those of Unicode; 0x80..0x9F are control characters
            result += first < 0xA0U ? std::string("?")
                                    : std::string{static_cast<char>(0xC0U | (first >> 6U)),
                                                  static_cast<char>(0x80U | (first & 0x3FU))};
        } else {
            result += first < 0x20U || first == 0x7FU ? std::string_view("?") : text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return text.empty() ? result : result + "...";
}

std::string shown_number(std::string_view field) {
    if (field.empty()) return "nothing";
    std::string result = shown(field);
    // U+00A0, in UTF-8 and in Latin-1.
    if (field.find(is_utf8(field) ? "\xC2\xA0" : "\xA0") != std::string_view::npos)
        result += " (with a no-break space)";
    if (has_decimal_comma(field)) result += " (with a decimal comma)";
    return result;
}

double header_number(std::string_view field, const HeaderField& what, WeatherFaults& faults) {
    const auto value = to_number(field);
    if (value && *value >= what.least && *value <= what.most) return *value;
    faults.add(what.name, what.line, shown_number(field),
               fmt::format("a number from {:g} to {:g}", what.least, what.most));
    return 0.0;
}

HeaderField latitude_field(int line) {
    return {"latitude", line, -90.0, 90.0};
}
HeaderField longitude_field(int line) {
    return {"longitude", line, -180.0, 180.0};
}
HeaderField elevation_field(int line) {
    return {"elevation", line, -450.0, 6000.0};  // below the shore of the Dead Sea, above the highest town
}
HeaderField time_zone_field(int line) {
    return {"time zone", line, -12.0, 14.0};
}

int offset_seconds(double hours) {
    return 60 * static_cast<int>(std::lround(60.0 * hours));
}

}  // namespace decawatt::io
