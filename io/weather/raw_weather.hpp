// What a reader takes from a weather file: samples in our units with the line each came from, and the conventions that
// the format states. Nothing is filled or derived yet.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/weather/read_weather.hpp"
#include "io/weather/weather_text.hpp"

namespace decawatt::io {

enum class Quantity {
    temperature_deg_c,
    dew_point_deg_c,
    relative_humidity_frac,
    pressure_pa,
    ghi_w_per_m2,
    dni_w_per_m2,
    dhi_w_per_m2,
    wind_speed_m_per_s,
    wind_direction_deg,
    albedo_frac,
    snow_depth_m,
    zenith_deg,        // the file's own sun, against which place and time are checked
    filled_by_source,  // not zero where who made the file filled or reconstructed a value
};

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
inline constexpr int kYearOfNone = 2001;   // of files that name no year: without a leap day, and with the sun of any
inline constexpr double kSurfaceM = 10.0;  // height of the wind where a format states none

// A value that cannot be: where it stands, and what was expected.
struct BadValue {
    int line;
    std::string found, expected;
};

// One column of the file: value = number × scale + offset in our units; `missing` are the numbers that stand for none,
// and so do those from `missing_from` on whose digits are all nines.
struct WeatherColumn {
    Quantity quantity{};
    std::string name;  // as in the file, for messages
    std::size_t field = 0;
    double height_m = kSurfaceM;  // of wind
    double scale = 1.0, offset = 0.0;
    std::vector<double> missing;
    std::vector<double> values;  // one per row; NaN: missing
    double missing_from = std::numeric_limits<double>::infinity();
    bool is_energy_an_hour = false;    // its stated unit is that of an energy: a mean power where rows are hours
    std::optional<BadValue> bad = {};  // the first, of a quantity that a year can do without
};

// Quantities that a year can do without: one bad value leaves out the column, with a note, and never refuses the file.
// Of the dew point this holds where the file states the humidity as well.
bool is_optional(Quantity quantity);

// Name and number of a column, for messages.
std::string column_label(const WeatherColumn& column);

// Keeps a bad value of an optional column; a fault of any other.
void add_bad_value(WeatherColumn& column, BadValue bad, WeatherFaults& faults);

struct RawWeather {
    std::string format;
    profiles::Location place;
    bool rows_in_utc = false;                 // by the format, whatever the place's offset
    std::vector<std::int64_t> start_local_s;  // start of each row's interval on the file's own clock, from 1970
    std::vector<int> line;                    // of each row
    int step_s = 0;
    std::optional<int> sun_offset_s;  // as in profiles::WeatherYear
    std::vector<WeatherColumn> columns;
    std::vector<std::string> notes;

    std::size_t rows() const { return start_local_s.size(); }
};

bool has_values(const WeatherColumn& column);  // one at least

// The column of a quantity, of the lowest height; null where the file has none or only missing values.
WeatherColumn* column_of(RawWeather& raw, Quantity quantity);

// When a row's interval starts, for messages.
std::string when(const RawWeather& raw, std::size_t row);

// A date and time of the file's clock; hours and minutes may run over the day (24:00). A fault and none where there is
// no such date.
struct ClockTime {
    int year, month, day;
    int second = 0;  // of the day
};
std::optional<std::int64_t> clock_seconds(const ClockTime& time, int line, WeatherFaults& faults);

// An integer of a date; a fault where it is none.
std::optional<int> date_field(std::string_view field, std::string_view name, int line, WeatherFaults& faults);

// Columns known by name: the plain name (weather_text.hpp) of a header, and what it means.
struct KnownColumn {
    std::string_view plain;
    Quantity quantity;
    double scale = 1.0, offset = 0.0;
    double height_m = kSurfaceM;
};

// Appends the known columns of a header to `raw`. A unit in brackets at the end of a name, `Dry-bulb (C)`, is no part
// of it and gives the conversion (units.hpp). A quantity (at one height) named twice is a fault; unknown names are not
// read.
void find_columns(const Fields& header, int line, std::span<const KnownColumn> known, std::span<const double> missing,
                  RawWeather& raw, WeatherFaults& faults);

// The place of a name in a header.
std::optional<std::size_t> find_field(const Fields& header, std::string_view plain);

// Appends the values of one row. Faults name column and line.
void add_row(const Fields& fields, int line, std::int64_t start_local_s, RawWeather& raw, WeatherFaults& faults);

// The step of a file that does not state it, from its first two rows. A fault where it does not divide an hour.
void find_step(RawWeather& raw, WeatherFaults& faults);

// Seconds from the start of the step that holds the instant.
int past_step_s(std::int64_t local_s, int step_s);

// Whether a row has the header's fields; more are allowed where they are empty. A fault where not.
bool has_width(const Fields& fields, std::size_t width, int line, WeatherFaults& faults);

}  // namespace decawatt::io
