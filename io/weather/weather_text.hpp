// The text of a weather file: lines, fields, numbers, and faults with line and column.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace decawatt::io {

// Faults of one file. Because a wrong unit affects every row, only the first faults with the same field and expectation
// are kept, and the others are counted.
class WeatherFaults {
  public:
    explicit WeatherFaults(std::string file) : file_(std::move(file)) {}

    void add(std::string field, int line, std::string found, std::string expected);
    bool empty() const { return kept_.empty(); }
    void throw_if_any() const;                                                                     // base::InputError
    [[noreturn]] void stop(std::string field, int line, std::string found, std::string expected);  // adds and throws
    const std::string& file() const { return file_; }

  private:
    std::string file_;
    std::vector<base::InputFault> kept_;
    std::map<std::pair<std::string, std::string>, int> count_;  // by field and expectation
    int left_out_ = 0;
};

using Fields = std::vector<std::string_view>;

struct WeatherText {
    std::vector<std::string_view> lines;  // without line ends; line n of the file is lines[n - 1]
    bool latin1 = false;                  // not UTF-8: place names are read as Latin-1
    bool cut = false;                     // the last line has no line end

    // The line, counted from 1; empty beyond the end.
    std::string_view line(int number) const;
    int count() const { return static_cast<int>(lines.size()); }
};

// Splits the content of a file; `bytes` must outlive the result. A UTF-8 byte-order mark and CRLF are accepted. Faults:
// UTF-16 and other text with zero bytes; lines that end with CR only; fields separated by semicolons, tabs or vertical
// bars.
WeatherText weather_text(std::string_view bytes, WeatherFaults& faults);

// Splits at commas and trims blanks; quotes around a whole field are removed and protect its commas.
void split_fields(std::string_view line, Fields& fields);
Fields split_fields(std::string_view line);

// A whole field as a number; none for infinity and NaN.
std::optional<double> to_number(std::string_view field);
std::optional<int> to_integer(std::string_view field);

// Whether a field is blank, NaN, NA, N/A or similar.
bool is_blank(std::string_view field);

// Only letters and digits, in lower case: `Dry-bulb (C)` becomes `drybulbc`.
std::string plain_name(std::string_view name);

// The first word of a value after a key: up to a blank, without commas at its end (empty fields of a spreadsheet).
// Commas within are kept, so that a decimal comma is detected.
std::string_view first_word(std::string_view text);

// Text for messages and place names: short, valid UTF-8, no control characters.
std::string shown(std::string_view text);

// A field that is not a number, with the cause if known: a decimal comma, a no-break space.
std::string shown_number(std::string_view field);

// A number of a header, within a range; a fault and zero otherwise.
struct HeaderField {
    std::string name;
    int line;
    double least, most;
};
double header_number(std::string_view field, const HeaderField& what, WeatherFaults& faults);

// Latitude, longitude, elevation and time zone, with their valid ranges.
HeaderField latitude_field(int line);
HeaderField longitude_field(int line);
HeaderField elevation_field(int line);
HeaderField time_zone_field(int line);

// A time zone in hours as seconds, to the minute (5.75 h: 20,700 s).
int offset_seconds(double hours);

}  // namespace decawatt::io
