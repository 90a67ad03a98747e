// Units stated in text files: converted to those of Decawatt, or rejected by name.
#pragma once

#include <optional>
#include <string_view>

#include "io/weather/raw_weather.hpp"
#include "io/weather/weather_units.hpp"

namespace decawatt::io {

// The conversion of a unit as files write it (`w/m2`, `Wh/m^2`, `degree Celsius`, `mbar`, `(m/s)`); none if it is not a
// unit of the quantity. An energy per hour is a mean power: hourly values only.
std::optional<UnitConversion> unit_conversion(Quantity quantity, std::string_view unit);

// Location of a stated unit, and its quantity.
struct StatedUnit {
    std::string_view unit;
    int line;
};

// Sets the conversion of a column from its stated unit. A blank, `N/A` or `-` means no unit. A unit other than that of
// the format is noted; an unknown unit, or an energy per hour with a shorter step, is a fault.
void apply_unit(const StatedUnit& stated, WeatherColumn& column, RawWeather& raw, WeatherFaults& faults);

// The content of brackets at the end of a text, `Dry-bulb (C)`: C; empty if there are none.
std::string_view unit_in_brackets(std::string_view text);

}  // namespace decawatt::io
