// The text of a weather file: lines, fields, numbers, and complaints that name line and column.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace decawatt::io {

// Complaints about one file. A wrong unit breaks every row alike, so only the first ones of a field and an expectation
// are kept and the rest counted.
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
    std::map<std::pair<std::string, std::string>, int> count_;  // by field and what was expected
    int left_out_ = 0;
};

using Fields = std::vector<std::string_view>;

struct WeatherText {
    std::vector<std::string_view> lines;  // without line ends; line n of the file is lines[n - 1]
    bool latin1 = false;                  // not UTF-8: place names are taken as Latin-1
    bool cut = false;                     // the last line has no end

    // The line, counted from 1; empty beyond the end.
    std::string_view line(int number) const;
    int count() const { return static_cast<int>(lines.size()); }
};

// Splits what was read from a file; `bytes` must outlive the result. A byte-order mark of UTF-8 and CRLF are accepted.
// Faults: UTF-16 and other text with zero bytes; lines that end in CR alone; fields between semicolons, tabs or bars.
WeatherText weather_text(std::string_view bytes, WeatherFaults& faults);

// Fields between commas, blanks around them dropped; quotes around a whole field are dropped and keep its commas.
void split_fields(std::string_view line, Fields& fields);
Fields split_fields(std::string_view line);

// A whole field as a number. Neither infinity nor NaN is one.
std::optional<double> to_number(std::string_view field);
std::optional<int> to_integer(std::string_view field);

// Blank, NaN, NA, N/A and their like.
bool is_blank(std::string_view field);

// Lower-case letters and digits alone: `Dry-bulb (C)` becomes `drybulbc`.
std::string plain_name(std::string_view name);

// The first word of a value behind a key: up to a blank, without commas at its end (empty fields of a spreadsheet). A
// comma within stays, so that a decimal comma is seen.
std::string_view first_word(std::string_view text);

// Text for messages and place names: short, valid UTF-8, no control characters.
std::string shown(std::string_view text);

// A field that should have been a number, with what spoils it: a decimal comma, a no-break space.
std::string shown_number(std::string_view field);

// A number of a header, within a range; a fault and zero where it is none.
struct HeaderField {
    std::string name;
    int line;
    double least, most;
};
double header_number(std::string_view field, const HeaderField& what, WeatherFaults& faults);

// Latitude, longitude, elevation and time zone, with the ranges they can have.
HeaderField latitude_field(int line);
HeaderField longitude_field(int line);
HeaderField elevation_field(int line);
HeaderField time_zone_field(int line);

// A time zone in hours as seconds, to the minute (5.75 h: 20,700 s).
int offset_seconds(double hours);

}  // namespace decawatt::io
