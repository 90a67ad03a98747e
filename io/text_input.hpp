// Validation of text input: UTF-8 (RFC 3629) with LF or CRLF line ends; otherwise a message that states what it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::io {

inline constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

// Number of bytes of the UTF-8 character at the beginning of `text`; 0 if there is no valid one. Surrogates, overlong
// forms and codes above U+10FFFF are invalid.
std::size_t character_length(std::string_view text);
bool is_utf8(std::string_view text);

// The reason for which the content of a file is not text, with line and byte in the line, both from 1; none for valid
// text. Detects other kinds of file (workbooks, archives, HDF5, web pages, pointers of Git LFS), UTF-16 and UTF-32,
// bytes that are not UTF-8, lines that end with CR only, and control characters other than a tab. A UTF-8 byte-order
// mark at the beginning is allowed.
std::optional<base::InputFault> text_fault(const std::string& file, std::string_view bytes);

// The same for a word of the command line or a value of the settings, which is one line: "0xBC at byte 3, which is not
// UTF-8"; none for valid text.
std::optional<std::string> word_fault(std::string_view word);

// The name of the encoding if the bytes are UTF-16 or UTF-32, with or without byte-order mark; otherwise empty.
std::string wide_encoding(std::string_view bytes);

// An invisible or confusable character: Unicode spaces other than U+0020, zero-width characters and bidirectional
// control characters. Joiners (U+200C, U+200D) are not included, because some scripts need them.
struct HiddenCharacter {
    std::string name;  // "a no-break space (U+00A0)"
    bool is_blank;
};
std::optional<HiddenCharacter> hidden_character(std::string_view character);

// A hidden character that is not allowed in a field of a table: a Unicode space at its ends, any other anywhere.
std::optional<HiddenCharacter> hidden_in_field(std::string_view field);
std::string without_hidden(std::string_view field);  // the field without such characters

// The first UTF-8 character of `text` as a code, such as U+00A0.
std::string code_text(std::string_view text);

// The text with hidden characters, control characters and bytes that are not UTF-8 replaced by codes: north<U+00A0>gas.
std::string visible(std::string_view text);

// Text for a terminal: replaces by codes only control characters other than line feed and tab, bidirectional control
// characters, and bytes that are not UTF-8.
std::string terminal_text(std::string_view text);

}  // namespace decawatt::io
