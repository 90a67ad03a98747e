// Bytes that are not text: each kind named, with line and byte.
#include "io/text_input.hpp"

#include <doctest/doctest.h>

using namespace std::string_literals;
namespace io = decawatt::io;

namespace {
std::string fault(const std::string& bytes) {
    const auto found = io::text_fault("plants.csv", bytes);
    return found ? found->text() : "";
}

constexpr const char* kUtf8 = ", expected text in UTF-8: save the file as UTF-8 (in Excel: \"CSV UTF-8\")";
}  // namespace

TEST_CASE("UTF-8 text is valid") {
    CHECK(fault("") == "");
    CHECK(fault("a,b\r\n1,\t2\n") == "");
    CHECK(fault("\xEF\xBB\xBFname\n호남,München,\U0001F50B\n") == "");
    CHECK(fault("name\nlast\r") == "");  // cut within its last line end
}

TEST_CASE("bytes that are not UTF-8 are given with line and byte") {
    CHECK(fault("name\n\xBC\xAD\xBF\xEF,1\n") ==
          "plants.csv: byte 1 (row 2): found 0xBC, which is not UTF-8 (CP949? Latin-1?)"s + kUtf8);
    CHECK(fault("name\n호,M\xFCnchen\n") ==
          "plants.csv: byte 6 (row 2): found 0xFC, which is not UTF-8 (CP949? Latin-1?)"s + kUtf8);
    CHECK(fault("# caf\xE9\n").starts_with("plants.csv: byte 6 (row 1): found 0xE9"));
    for (const char* bytes : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
        CAPTURE(std::string(bytes));
        CHECK_FALSE(io::is_utf8(bytes));
    }
    CHECK(io::is_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
}

TEST_CASE("other encodings and kinds of file are named") {
    CHECK(fault("\xFF\xFEn\0a\0"s) == "plants.csv: text (row 1): found UTF-16"s + kUtf8);
    CHECK(fault("\xFE\xFF\0n\0a"s) == "plants.csv: text (row 1): found UTF-16"s + kUtf8);
    CHECK(fault("n\0a\0m\0e\0\n\0"s) == "plants.csv: text (row 1): found UTF-16 without a byte-order mark"s + kUtf8);
    CHECK(fault("\0n\0a\0m\0e"s) == "plants.csv: text (row 1): found UTF-16 without a byte-order mark"s + kUtf8);
    CHECK(fault("\xFF\xFE\0\0n\0\0\0"s) == "plants.csv: text (row 1): found UTF-32"s + kUtf8);
    CHECK(fault("PK\x03\x04\x14\0"s) == "plants.csv: text (row 1): found a zip archive"s + kUtf8);
    CHECK(fault("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").find("an Excel (xls) or other Office document") !=
          std::string::npos);
    CHECK(fault("\x1F\x8B\x08").find("a gzip-compressed file") != std::string::npos);
    CHECK(fault("\x89HDF\r\n\x1A\n").find("an HDF5 or netCDF-4 file") != std::string::npos);
    CHECK(fault("\n <!DOCTYPE html><html>").find("an HTML page") != std::string::npos);
    CHECK(fault("version https://git-lfs.github.com/spec/v1\n").find("a Git LFS pointer") != std::string::npos);
}

TEST_CASE("control characters and line ends of CR alone are refused") {
    CHECK(fault("a,b\r1,2\r") ==
          "plants.csv: text (row 1): found lines that end with a carriage return alone (classic Mac), expected lines "
          "that end with LF or CRLF: save the file with them");
    CHECK(fault("a,b\n1\r,2\n").find("byte 2 (row 2): found a carriage return without a line feed") !=
          std::string::npos);
    CHECK(fault("a,b\n1\0,2\n"s).find("byte 2 (row 2): found a zero byte") != std::string::npos);
    CHECK(fault("a,b\n\x1A").find("byte 1 (row 2): found the control character U+001A") != std::string::npos);
    CHECK(fault("a\xC2\x85,b\n").find("byte 2 (row 1): found the control character U+0085") != std::string::npos);
}

TEST_CASE("a word of the command line is text of one line") {
    CHECK_FALSE(io::word_fault("plants.호남.capacity_mw=4").has_value());
    CHECK(io::word_fault("caf\xE9") == "0xE9, which is not UTF-8 (CP949? Latin-1?) at byte 4 of caf<0xE9>");
    CHECK(io::word_fault("a\nb") == "a line break at byte 2 of a<U+000A>b");
}

TEST_CASE("hidden characters are found at the ends of a field, and those without width anywhere") {
    CHECK(io::hidden_in_field("\u00A0north")->name == "a no-break space (U+00A0)");
    CHECK(io::hidden_in_field("north\u3000")->name == "an ideographic space (U+3000)");
    CHECK(io::hidden_in_field("nor\u200Bth")->name == "a zero-width space (U+200B)");
    CHECK(io::hidden_in_field("\uFEFFname")->name == "a byte-order mark (U+FEFF)");
    CHECK_FALSE(io::hidden_in_field("north\u00A0gas").has_value());                  // within a name a blank is one
    CHECK_FALSE(io::hidden_in_field("\u0646\u06CC\u200C\u0631\u0648").has_value());  // Persian is written with joiners
    CHECK(io::without_hidden("\u00A0 nor\u200Bth\u00A0gas\u3000\uFEFF") == "north\u00A0gas");
    CHECK(io::visible("a\u00A0b\xBC\t") == "a<U+00A0>b<0xBC><U+0009>");
    CHECK(io::visible("호남") == "호남");
}

TEST_CASE("text for a terminal has no control characters") {
    using decawatt::io::terminal_text;
    CHECK(terminal_text("a\tb\n") == "a\tb\n");
    CHECK(terminal_text("North Honam, 북부, 12\u00A0MW \u200D") == "North Honam, 북부, 12\u00A0MW \u200D");
    CHECK(terminal_text("a\x1b[31mb\r\x7f") == "a<U+001B>[31mb<U+000D><U+007F>");
    CHECK(terminal_text("\u009b31m \u202Eb\u2066") == "<U+009B>31m <U+202E>b<U+2066>");
    CHECK(terminal_text("\xff\xc3") == "<0xFF><0xC3>");
    CHECK(terminal_text(terminal_text("\x1b\xff")) == terminal_text("\x1b\xff"));
}
