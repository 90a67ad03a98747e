// Units of weather in netCDF files: the one table by which ERA5 and the common weather file are converted.
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

// Value in our units = number × scale + offset.
struct UnitConversion {
    double scale = 1.0, offset = 0.0;
};

// None where the unit is not one of the kind. Exponents may be written m-2, m^-2 or m**-2; blanks do not matter.
std::optional<UnitConversion> cf_conversion(UnitKind kind, std::string_view units);

// The units of a kind for a message: "K, degC or degF".
std::string known_units(UnitKind kind);

// The kind of a unit as weather_variables.hpp states it.
UnitKind kind_of_unit(std::string_view units);

}  // namespace decawatt::io
