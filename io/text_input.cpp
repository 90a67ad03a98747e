#include "io/text_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/foreign_file.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kAsUtf8 = "text in UTF-8: save the file as UTF-8 (in Excel: \"CSV UTF-8\")";

unsigned byte_at(std::string_view text, std::size_t place) {
    return static_cast<unsigned char>(text[place]);
}

// RFC 3629, section 4: the second byte of some characters has a narrower range than 80..BF.
bool is_second_byte(unsigned first, unsigned second) {
    const unsigned low = first == 0xE0U ? 0xA0U : first == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = first == 0xEDU ? 0x9FU : first == 0xF4U ? 0x8FU : 0xBFU;
    return low <= second && second <= high;
}

char32_t code_of(std::string_view character) {
    constexpr std::array<unsigned, 5> kFirstBits = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = byte_at(character, 0) & kFirstBits.at(character.size());
    for (std::size_t i = 1; i < character.size(); ++i) code = (code << 6U) | (byte_at(character, i) & 0x3FU);
    return code;
}

bool is_control(char32_t code) {  // Unicode, general category Cc
    return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

// Types of data that are not text, and files that are only pointers.
const char* kind_by_first_bytes(std::string_view bytes) {
    struct Kind {
        std::string_view first;
        const char* name;
    };
    using namespace std::string_view_literals;
    static constexpr std::array kKinds = {
        Kind{"\x89HDF\r\n\x1A\n"sv, "an HDF5 or netCDF-4 file"},  // HDF5 File Format, II.A
        Kind{"CDF\x01"sv, "a netCDF file"},
        Kind{"CDF\x02"sv, "a netCDF file"},
        Kind{"CDF\x05"sv, "a netCDF file"},
        Kind{"version https://git-lfs.github.com/"sv, "a Git LFS pointer (git lfs pull fetches the file)"},
    };
    for (const Kind& kind : kKinds)
        if (bytes.starts_with(kind.first)) return kind.name;
    return nullptr;
}

// ASCII text in UTF-16 has a zero in every second byte.
bool is_utf16_without_mark(std::string_view bytes) {
    constexpr std::size_t kHead = 256;
    bytes = bytes.substr(0, kHead);
    std::array<std::size_t, 2> zeros = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    const std::size_t most = std::max(zeros[0], zeros[1]), least = std::min(zeros[0], zeros[1]);
    return most >= 2 && most >= bytes.size() / 4 && least <= most / 4;
}

}  // namespace

// By the byte-order marks of The Unicode Standard, section 23.8; one of UTF-32 begins with one of UTF-16.
std::string wide_encoding(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
    return is_utf16_without_mark(bytes) ? "UTF-16 without a byte-order mark" : "";
}

namespace {

// The type of a file that is not text; empty if it may be text.
std::string other_kind(std::string_view bytes) {
    if (const char* kind = kind_by_first_bytes(bytes)) return kind;
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};  // an empty file is text
    if (const auto foreign = foreign_file(bytes.substr(0, kForeignHeadBytes))) return foreign->what;
    return wide_encoding(bytes);
}

// The fault of the character at the beginning of `rest`; empty if valid.
std::string character_fault(std::string_view rest, std::size_t length) {
    if (length == 0) return fmt::format("0x{:02X}, which is not UTF-8 (CP949? Latin-1?)", byte_at(rest, 0));
    const char32_t code = code_of(rest.substr(0, length));
    if (code == '\r' && rest.size() > 1 && rest[1] != '\n') return "a carriage return without a line feed";
    if (code == '\0') return "a zero byte";
    if (code == '\t' || code == '\n' || code == '\r' || !is_control(code)) return {};
    return fmt::format("the control character U+{:04X}", static_cast<unsigned>(code));
}

struct Hidden {
    char32_t first, last;
    const char* name;
    bool is_blank;
};

// The Unicode Character Database, PropList.txt (White_Space) and general category Cf.
constexpr std::array kHidden = {
    Hidden{0x00A0, 0x00A0, "a no-break space", true},
    Hidden{0x00AD, 0x00AD, "a soft hyphen", false},
    Hidden{0x061C, 0x061C, "a text-direction mark", false},
    Hidden{0x1680, 0x1680, "an Ogham space", true},
    Hidden{0x180E, 0x180E, "a Mongolian vowel separator", false},
    Hidden{0x2000, 0x200A, "a typographic space", true},
    Hidden{0x200B, 0x200B, "a zero-width space", false},
    Hidden{0x200E, 0x200F, "a text-direction mark", false},
    Hidden{0x2028, 0x2029, "a line separator", false},
    Hidden{0x202A, 0x202E, "a text-direction mark", false},
    Hidden{0x202F, 0x202F, "a narrow no-break space", true},
    Hidden{0x205F, 0x205F, "a mathematical space", true},
    Hidden{0x2060, 0x2064, "a word joiner or invisible operator", false},
    Hidden{0x2066, 0x206F, "a text-direction mark", false},
    Hidden{0x3000, 0x3000, "an ideographic space", true},
    Hidden{0xFEFF, 0xFEFF, "a byte-order mark", false},
    Hidden{0xFFF9, 0xFFFB, "an interlinear annotation", false},
    Hidden{0xE0001, 0xE007F, "a tag character", false},
};

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

// Unicode Standard Annex #9: they change the display order of the text after them, which can disguise it.
bool is_mark_of_direction(char32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F || (0x202A <= code && code <= 0x202E) ||
           (0x2066 <= code && code <= 0x2069);
}

// The text with the characters that `is_spelt_out`, and bytes that are not UTF-8, replaced by their codes.
template <typename Test>
std::string spelt_out(std::string_view text, Test is_spelt_out) {
    std::string all;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(1, length));
        if (length == 0)
            all += fmt::format("<0x{:02X}>", byte_at(text, 0));
        else if (is_spelt_out(character))
            all += fmt::format("<{}>", code_text(character));
        else
            all += character;
        text.remove_prefix(character.size());
    }
    return all;
}

// The field without Unicode spaces at its ends.
std::string_view within_blanks(std::string_view field) {
    const auto is_blank = [](std::string_view character) {
        const auto hidden = hidden_character(character);
        return character == " " || character == "\t" || (hidden && hidden->is_blank);
    };
    std::size_t begin = 0, end = 0;
    bool inside = false;
    for (std::size_t i = 0; i < field.size();) {
        const std::size_t length = std::max<std::size_t>(1, character_length(field.substr(i)));
        if (!is_blank(field.substr(i, length))) {
            if (!inside) begin = i;
            inside = true;
            end = i + length;
        }
        i += length;
    }
    return inside ? field.substr(begin, end - begin) : std::string_view{};
}
}  // namespace

std::size_t character_length(std::string_view text) {
    if (text.empty()) return 0;
    const unsigned first = byte_at(text, 0);
    const std::size_t length = first < 0x80U                     ? 1
                               : first >= 0xC2U && first < 0xE0U ? 2
                               : first >= 0xE0U && first < 0xF0U ? 3
                               : first >= 0xF0U && first < 0xF5U ? 4
                                                                 : 0;
    if (length < 2) return length;
    if (text.size() < length || !is_second_byte(first, byte_at(text, 1))) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if ((byte_at(text, i) & 0xC0U) != 0x80U) return 0;
    return length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::optional<base::InputFault> text_fault(const std::string& file, std::string_view bytes) {
    if (const std::string kind = other_kind(bytes); !kind.empty())
        return base::InputFault{file, "text", 1, kind, kAsUtf8};
    if (bytes.find('\r') < bytes.size() && bytes.find('\n') == std::string_view::npos &&
        bytes.find('\r') + 1 < bytes.size())
        return base::InputFault{file, "text", 1, "lines that end with a carriage return alone (classic Mac)",
                                "lines that end with LF or CRLF: save the file with them"};
    if (bytes.starts_with(kUtf8ByteOrderMark)) bytes.remove_prefix(kUtf8ByteOrderMark.size());
    int line = 1;
    std::size_t byte = 1;
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        std::string found = character_fault(bytes, length);
        if (!found.empty())
            return base::InputFault{file, fmt::format("byte {}", byte), line, std::move(found),
                                    length == 0 ? kAsUtf8 : "text without control characters"};
        const bool is_end = bytes.front() == '\n';
        line += is_end ? 1 : 0;
        byte = is_end ? 1 : byte + length;
        bytes.remove_prefix(length);
    }
    return std::nullopt;
}

std::optional<std::string> word_fault(std::string_view word) {
    std::size_t byte = 1;
    for (std::string_view rest = word; !rest.empty();) {
        const std::size_t length = character_length(rest);
        std::string found = character_fault(rest, length);
        if (found.empty() && (rest.front() == '\n' || rest.front() == '\r')) found = "a line break";
        if (!found.empty()) return fmt::format("{} at byte {} of {}", found, byte, visible(word));
        byte += length;
        rest.remove_prefix(length);
    }
    return std::nullopt;
}

std::optional<HiddenCharacter> hidden_character(std::string_view character) {
    if (character.size() < 2) return std::nullopt;
    const char32_t code = code_of(character);
    for (const Hidden& hidden : kHidden)
        if (hidden.first <= code && code <= hidden.last)
            return HiddenCharacter{fmt::format("{} (U+{:04X})", hidden.name, static_cast<unsigned>(code)),
                                   hidden.is_blank};
    return std::nullopt;
}

std::optional<HiddenCharacter> hidden_in_field(std::string_view field) {
    if (is_ascii(field)) return std::nullopt;
    const std::string_view inner = within_blanks(field);
    const auto begin = inner.empty() ? field.size() : static_cast<std::size_t>(inner.data() - field.data());
    for (std::size_t i = 0; i < field.size();) {
        const std::size_t length = std::max<std::size_t>(1, character_length(field.substr(i)));
        auto hidden = hidden_character(field.substr(i, length));
        const bool is_at_end = i < begin || i >= begin + inner.size();
        if (hidden && (!hidden->is_blank || is_at_end)) return hidden;
        i += length;
    }
    return std::nullopt;
}

std::string without_hidden(std::string_view field) {
    std::string seen;
    for (field = within_blanks(field); !field.empty();) {
        const std::size_t length = std::max<std::size_t>(1, character_length(field));
        const auto hidden = hidden_character(field.substr(0, length));
        if (!hidden || hidden->is_blank) seen += field.substr(0, length);
        field.remove_prefix(length);
    }
    return std::string(within_blanks(seen));  // blanks that were next to one of them
}

std::string code_text(std::string_view text) {
    const std::size_t length = std::max<std::size_t>(1, character_length(text));
    return fmt::format("U+{:04X}", static_cast<unsigned>(code_of(text.substr(0, length))));
}

std::string visible(std::string_view text) {
    return spelt_out(
        text, [](std::string_view character) { return hidden_character(character) || is_control(code_of(character)); });
}

std::string terminal_text(std::string_view text) {
    const auto is_plain = [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; };
    if (std::ranges::all_of(text, is_plain)) return std::string(text);
    return spelt_out(text, [](std::string_view character) {
        const char32_t code = code_of(character);
        return (is_control(code) && code != '\n' && code != '\t') || is_mark_of_direction(code);
    });
}

}  // namespace decawatt::io
