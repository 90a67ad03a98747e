// Units of weather: the conversion table for all file formats.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace decawatt::io {

enum class UnitKind {
    temperature,         // to degrees Celsius
    speed,               // to m/s
    pressure,            // to Pa
    irradiance,          // to W/m2
    hourly_irradiation,  // energy per area over one hour, to its mean in W/m2
    fraction,            // to 1
    length,              // to m
    geopotential,        // to m of height: divided by standard gravity
    angle,               // to degrees
    latitude,            // to degrees north
    longitude,           // to degrees east
    duration             // to s
};

// Value in Decawatt's units = number × scale + offset.
struct UnitConversion {
    double scale = 1.0, offset = 0.0;
};

// None if the unit is not one of the kind. Case, blanks, brackets and signs of powers are ignored: `W m-2`,
// `W m**-2`, `(w/m^2)` and `W/m²` are the same.
std::optional<UnitConversion> conversion_of(UnitKind kind, std::string_view unit);

// The units of a kind for a message: "K, degC or degF".
std::string known_units(UnitKind kind);

// The kind of a unit of weather_variables.hpp.
UnitKind kind_of_unit(std::string_view unit);

}  // namespace decawatt::io
