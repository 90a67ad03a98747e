// From the rows of a file to one regular year: order and gaps of time, ranges, derived quantities, filled gaps. What
// was done is told in notes.
#pragma once

#include <span>

#include "base/time_axis.hpp"
#include "io/weather/raw_weather.hpp"
#include "profiles/weather/sun_of_year.hpp"

namespace decawatt::io {

// All of it. Throws base::InputError.
WeatherReading assemble(RawWeather raw, const WeatherRequest& request, WeatherFaults& faults);

// The steps, in their order.

// Rows on a regular axis, one per step; missing rows become rows of missing values (line of the row before). A typical
// year spliced of months of several years, or a leap year without 29 February, is laid on one calendar year. Faults:
// time that stands still or runs back, two years in one month, gaps longer than asked for, a wrong count.
void make_regular(RawWeather& raw, const WeatherRequest& request, WeatherFaults& faults);

// Energies of an hour in shorter steps and values outside of what they can be are faults; of optional columns
// (raw_weather.hpp) they leave out the column, with a note. Those a hair outside (humidity to 1.1, a pyranometer's zero
// to -5 W/m2) are drawn to the limit and counted.
void check_ranges(RawWeather& raw, WeatherFaults& faults);

inline constexpr int kLongestGapH = 3;  // where nothing else is asked for

struct GapRule {
    int longest_gap_h, step_s;
};

// A column of the year: its name and lines for messages, its values to be filled.
struct GapColumn {
    std::string name;
    std::span<const int> line;
    std::span<double> values;
    double period = 0.0;  // of a quantity on a circle: 360 degrees; 0: none
};

// Fills missing values between their neighbours, linearly; at the ends, with the nearest value. Returns false and
// leaves a column with a longer gap alone where `faults` is null, else adds a fault.
bool fill_linear(const GapColumn& column, const GapRule& rule, std::vector<std::string>& notes, WeatherFaults* faults);

// Irradiance of one site, W/m2. A component that the file has not is empty.
struct IrradianceOfYear {
    std::vector<double> ghi, dni, dhi;
};

// Limits by the height of the sun, third component from two, gaps, closure check. `raw` is regular.
IrradianceOfYear complete_irradiance(RawWeather& raw, const base::TimeAxis& axis, const GapRule& rule,
                                     WeatherFaults& faults);

// Refuses irradiance that no sky gives: far below a clear one. `sun` is that of the axis.
void expect_sunshine(const IrradianceOfYear& year, const profiles::SunOfYear& sun, RawWeather& raw,
                     WeatherFaults& faults);

// The same limits, closure and sunshine of one site of a common file. Returns the questions that it leaves.
std::vector<std::string> judge_irradiance(const profiles::WeatherYear& weather, const profiles::Place& place,
                                          WeatherFaults& faults);

// Notes on values that may stand for missing ones or another unit: a temperature or wind that does not change for days,
// a mean wind that no inhabited place has.
void note_unusual(const profiles::WeatherYear& weather, std::vector<std::string>& notes);

// The column of a quantity, of the lowest height; null where the file has none or only missing values.
WeatherColumn* column_of(RawWeather& raw, Quantity quantity);

// When a row's interval starts, for messages.
std::string when(const RawWeather& raw, std::size_t row);

}  // namespace decawatt::io
