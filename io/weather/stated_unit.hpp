// Units that text files state for their columns: converted to ours, or refused by name.
#pragma once

#include <optional>
#include <string_view>

#include "io/weather/raw_weather.hpp"
#include "io/weather/weather_units.hpp"

namespace decawatt::io {

// The conversion of a unit as files write it (`w/m2`, `Wh/m^2`, `degree Celsius`, `mbar`, `(m/s)`); none where it is
// not a unit of the quantity. An energy per hour is a mean power: hourly values only.
std::optional<UnitConversion> unit_conversion(Quantity quantity, std::string_view unit);

// Where a unit is stated, and for what.
struct StatedUnit {
    std::string_view unit;
    int line;
};

// Gives the column the conversion of its stated unit. A blank, `N/A` or `-` states none. A unit other than that of the
// format is noted; one that is unknown, or an energy per hour where the step is shorter, is a fault.
void apply_unit(const StatedUnit& stated, WeatherColumn& column, RawWeather& raw, WeatherFaults& faults);

// What stands in the last brackets of a text, `Dry-bulb (C)`: C; empty where there are none at its end.
std::string_view unit_in_brackets(std::string_view text);

}  // namespace decawatt::io
