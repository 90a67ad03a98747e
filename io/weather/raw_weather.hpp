// Data of a weather file as read: samples in Decawatt's units with their lines, and the conventions of the format.
// Nothing is filled or derived yet.
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
    zenith_deg,        // sun position of the file, for checking place and time
    filled_by_source,  // nonzero if the data provider filled or reconstructed a value
};

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
inline constexpr int kYearOfNone = 2001;   // for files without a year: a common year
inline constexpr double kSurfaceM = 10.0;  // height of wind if a format does not state it

// An invalid value: its location, and what was expected.
struct BadValue {
    int line;
    std::string found, expected;
};

// One column of the file: value = number × scale + offset in Decawatt's units; `missing` lists numbers that denote
// missing values, as do numbers from `missing_from` on whose digits are all nines.
struct WeatherColumn {
    Quantity quantity{};
    std::string name;  // as in the file, for messages
    std::size_t field = 0;
    double height_m = kSurfaceM;  // of wind
    double scale = 1.0, offset = 0.0;
    std::vector<double> missing;
    std::vector<double> values;  // one per row; NaN: missing
    double missing_from = std::numeric_limits<double>::infinity();
    bool is_energy_an_hour = false;    // its unit is an energy: equal to mean power if rows are hours
    std::optional<BadValue> bad = {};  // the first invalid value of an optional quantity
};

// Optional quantities: an invalid value omits the column, with a note, but does not reject the file. The dew point is
// optional if the file also has humidity.
bool is_optional(Quantity quantity);

// Name and number of a column, for messages.
std::string column_label(const WeatherColumn& column);

// Stores an invalid value of an optional column; adds a fault for other columns.
void add_bad_value(WeatherColumn& column, BadValue bad, WeatherFaults& faults);

struct RawWeather {
    std::string format;
    profiles::Location place;
    bool rows_in_utc = false;                 // defined by the format, whatever the time zone of the place
    std::vector<std::int64_t> start_local_s;  // start of each row's interval in the file's time, since 1970
    std::vector<int> line;                    // of each row
    int step_s = 0;
    std::optional<int> sun_offset_s;  // as in profiles::WeatherYear
    std::vector<WeatherColumn> columns;
    std::vector<std::string> notes;

    std::size_t rows() const { return start_local_s.size(); }
};

bool has_values(const WeatherColumn& column);  // at least one

// The column of a quantity, at the lowest height; null if the file has none or only missing values.
WeatherColumn* column_of(RawWeather& raw, Quantity quantity);

// Start of a row's interval, for messages.
std::string when(const RawWeather& raw, std::size_t row);

// A date and time in the file's time; the time may exceed the day (24:00). A fault, and none, if the date does not
// exist.
struct ClockTime {
    int year, month, day;
    int second = 0;  // of the day
};
std::optional<std::int64_t> clock_seconds(const ClockTime& time, int line, WeatherFaults& faults);

// An integer of a date; a fault if it is not one.
std::optional<int> date_field(std::string_view field, std::string_view name, int line, WeatherFaults& faults);

// Columns known by name: the plain name (weather_text.hpp) of a header, and its quantity.
struct KnownColumn {
    std::string_view plain;
    Quantity quantity;
    double scale = 1.0, offset = 0.0;
    double height_m = kSurfaceM;
};

// Appends the known columns of a header to `raw`. A unit in brackets at the end of a name, `Dry-bulb (C)`, is not part
// of it and gives the conversion (units.hpp). A quantity (at one height) named twice is a fault; unknown names are
// ignored.
void find_columns(const Fields& header, int line, std::span<const KnownColumn> known, std::span<const double> missing,
                  RawWeather& raw, WeatherFaults& faults);

// The index of a name in a header.
std::optional<std::size_t> find_field(const Fields& header, std::string_view plain);

// Appends the values of one row. Faults name column and line.
void add_row(const Fields& fields, int line, std::int64_t start_local_s, RawWeather& raw, WeatherFaults& faults);

// Determines the step of a file that does not state it from its first two rows. A fault if it does not divide an hour.
void find_step(RawWeather& raw, WeatherFaults& faults);

// Seconds from the start of the step that contains the instant.
int past_step_s(std::int64_t local_s, int step_s);

// Whether a row has the number of fields of the header; more are allowed if empty. A fault otherwise.
bool has_width(const Fields& fields, std::size_t width, int line, WeatherFaults& faults);

}  // namespace decawatt::io
