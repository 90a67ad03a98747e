#include "io/study/csv_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr std::string_view kBlanks = " \t";

// The text between quotes, from the opening one; moves `line` past the closing one. None if it is not closed.
std::optional<std::string> take_quoted(std::string_view& line) {
    std::string field;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] != '"') {
            field += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
            field += line[i++];
        } else {
            line.remove_prefix(i + 1);
            return field;
        }
    }
    return std::nullopt;
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

bool begins_as_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && '0' <= text.front() && text.front() <= '9';
}
}  // namespace

SplitLine split_line(std::string_view line) {
    SplitLine result;
    while (true) {
        const auto start = line.find_first_not_of(kBlanks);
        if (start != std::string_view::npos && line[start] == '"') {
            line.remove_prefix(start);
            auto field = take_quoted(line);
            if (!field)
                return {{},
                        fmt::format("{} without its closing quote", line),
                        "a quoted field that ends on its line",
                        true};
            const std::string_view rest = base::trimmed(line.substr(0, line.find(',')));
            if (!rest.empty())
                return {{}, fmt::format("{} after a closing quote", rest), "a comma or the end of the line"};
            result.fields.push_back(std::move(*field));
        } else {
            result.fields.emplace_back(base::trimmed(line.substr(0, line.find(','))));
        }
        const auto comma = line.find(',');
        if (comma == std::string_view::npos) return result;
        line.remove_prefix(comma + 1);
    }
}

std::string other_separator(std::string_view header) {
    struct Separator {
        std::string_view text;
        const char* name;
    };
    static constexpr std::array kOthers = {
        Separator{";", "semicolons"},
        Separator{"\t", "tabs"},
        Separator{"|", "vertical bars"},
        Separator{"\xEF\xBC\x8C", "full-width commas (U+FF0C)"},
        Separator{"\xE3\x80\x81", "ideographic commas (U+3001)"},
    };
    const std::string_view line = base::trimmed(header);
    if (line.starts_with("sep=")) return "the line " + visible(line) + ", which names the separator for Excel";
    const auto count = [&](std::string_view text) {
        std::size_t times = 0;
        bool is_quoted = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '"') is_quoted = !is_quoted;
            if (!is_quoted && line.substr(i).starts_with(text)) ++times;
        }
        return times;
    };
    const std::size_t commas = count(",");
    for (const Separator& other : kOthers)
        if (count(other.text) > commas) return fmt::format("fields separated by {}", other.name);
    if (commas == 0 && line.find(' ') != std::string_view::npos && line.find('"') == std::string_view::npos)
        return "fields separated by blanks";
    const SplitLine parts = split_line(line);
    if (parts.fields.size() == 1 && line.starts_with('"') && parts.fields.front().find(',') != std::string::npos)
        return "the whole line within quotes";
    return {};
}

bool is_like_row(std::string_view comment, std::size_t width) {
    if (width < 2) return false;
    const SplitLine parts = split_line(comment);
    if (!parts.expected.empty() || parts.fields.size() != width) return false;
    return width > 2 || begins_as_number(parts.fields[1]);
}

std::string width_hint(const std::vector<std::string>& fields, std::size_t width) {
    if (fields.size() == 1 && fields.front().find_first_of(";\t|") != std::string::npos)
        return ": the line has another separator";
    if (fields.size() < width) return {};
    for (std::size_t i = 0; i + 1 < fields.size(); ++i)
        if (begins_as_number(fields[i]) && is_digits(fields[i + 1]))
            return ": a decimal point in place of a comma (0.5, not 0,5), no commas within numbers, and quotes around "
                   "a "
                   "text with a comma";
    return ": a text with a comma is quoted";
}

}  // namespace decawatt::io
