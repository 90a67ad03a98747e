// Text that is read: UTF-8 (RFC 3629) with lines that end with LF or CRLF, or a refusal that says what it is instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::io {

inline constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

// Bytes of the character of UTF-8 that `text` begins with; 0 where it begins with none. Surrogates, overlong forms and
// codes above U+10FFFF are none.
std::size_t character_length(std::string_view text);
bool is_utf8(std::string_view text);

// What keeps the content of a file from being text, by line and byte of the line, each from 1; none where nothing does.
// Found are: other kinds of file (workbooks, archives, HDF5, web pages, pointers of Git LFS), UTF-16 and UTF-32, bytes
// that are not UTF-8, lines that end with CR alone, and control characters other than a tab. A byte-order mark of UTF-8
// at the beginning is no fault.
std::optional<base::InputFault> text_fault(const std::string& file, std::string_view bytes);

// The same of a word of the command line or a value of the settings, which is one line: why it is no text, as
// "0xBC at byte 3, which is not UTF-8"; none where it is one.
std::optional<std::string> word_fault(std::string_view word);

// The name of the encoding where the bytes are UTF-16 or UTF-32, with a byte-order mark or without; otherwise empty.
std::string wide_encoding(std::string_view bytes);

// A character that cannot be seen, or is taken for another: blanks of Unicode other than a space, zero-width
// characters and marks of the direction of writing. Joiners (U+200C, U+200D) belong to some scripts and are none.
struct HiddenCharacter {
    std::string name;  // "a no-break space (U+00A0)"
    bool is_blank;
};
std::optional<HiddenCharacter> hidden_character(std::string_view character);

// What must not be in a field of a table: a blank of Unicode at one of its ends, another hidden character anywhere.
std::optional<HiddenCharacter> hidden_in_field(std::string_view field);
std::string without_hidden(std::string_view field);  // the field without those

// The character of UTF-8 that `text` begins with, as U+00A0.
std::string code_text(std::string_view text);

// The text with hidden characters, controls and bytes that are not UTF-8 spelt out: north<U+00A0>gas.
std::string visible(std::string_view text);

// Lines for a terminal: the same of what would command it, controls other than a line feed or a tab, marks of the
// direction of writing, and bytes that are not UTF-8. Other hidden characters stay.
std::string terminal_text(std::string_view text);

}  // namespace decawatt::io
