#include "io/weather/cf_units.hpp"

#include <algorithm>
#include <array>
#include <numbers>
#include <vector>

#include "base/error.hpp"
#include "base/time_axis.hpp"

namespace decawatt::io {

namespace {
constexpr double kZeroCelsiusK = 273.15, kPerHour = 1.0 / base::kSecondsPerHour;
constexpr double kGravityMPerS2 = 9.80665;        // standard gravity, by which ECMWF divides geopotential
constexpr double kKnotMPerS = 1852.0 / 3600.0;    // international knot
constexpr double kMileMPerS = 1609.344 / 3600.0;  // international mile
constexpr double kDegPerRadian = 180.0 / std::numbers::pi;

struct Unit {
    UnitKind kind;
    UnitConversion conversion;
    std::vector<std::string_view> spellings;  // the first is shown in messages
};

// Spellings: UDUNITS 2 (Unidata), which the CF conventions refer to (section 3.1); those of ECMWF differ by "**".
// Latitude and longitude: CF conventions, sections 4.1 and 4.2.
const std::vector<Unit>& units_table() {
    using enum UnitKind;
    static const std::vector<Unit> all = {
        {temperature,
         {1.0, 0.0},
         {"degC", "degree_Celsius", "degrees_Celsius", "degree_C", "degrees_C", "deg_C", "degreeC", "degreesC",
          "celsius", "Celsius", "degrees Celsius", "degree Celsius", "deg C", "°C", "C"}},
        {temperature, {1.0, -kZeroCelsiusK}, {"K", "kelvin", "Kelvin", "degK", "deg_K", "degree_K", "degrees_K"}},
        {temperature, {5.0 / 9.0, -160.0 / 9.0}, {"degF", "fahrenheit", "Fahrenheit", "degree_Fahrenheit", "°F"}},
        {speed, {1.0, 0.0}, {"m s-1", "m/s", "m.s-1", "m/sec", "meter/second", "meters/second", "metre/second"}},
        {speed, {1.0 / 3.6, 0.0}, {"km/h", "km h-1", "km/hour", "km hr-1", "kph"}},
        {speed, {kKnotMPerS, 0.0}, {"knots", "knot", "kt", "kts", "kn"}},
        {speed, {kMileMPerS, 0.0}, {"mph", "mile/hour", "miles/hour"}},
        {pressure, {1.0, 0.0}, {"Pa", "pascal", "Pascal", "pascals"}},
        {pressure, {100.0, 0.0}, {"hPa", "mbar", "mb", "millibar", "millibars", "hectopascal"}},
        {pressure, {1000.0, 0.0}, {"kPa", "kilopascal"}},
        {irradiance, {1.0, 0.0}, {"W m-2", "W/m2", "W.m-2", "watt m-2", "watts m-2", "watt/m2", "Watts/m2"}},
        {irradiance, {1000.0, 0.0}, {"kW m-2", "kW/m2"}},
        {hourly_irradiation, {kPerHour, 0.0}, {"J m-2", "J/m2", "J.m-2", "joule m-2", "joules m-2", "W s m-2"}},
        {hourly_irradiation, {1e3 * kPerHour, 0.0}, {"kJ m-2", "kJ/m2"}},
        {hourly_irradiation, {1e6 * kPerHour, 0.0}, {"MJ m-2", "MJ/m2"}},
        {hourly_irradiation, {1.0, 0.0}, {"Wh m-2", "Wh/m2", "W h m-2", "W h/m2", "W hr m-2", "W hour m-2"}},
        {hourly_irradiation, {1000.0, 0.0}, {"kWh m-2", "kWh/m2", "kW h m-2", "kW h/m2", "kW hour m-2"}},
        {fraction, {1.0, 0.0}, {"1", "(0 - 1)", "fraction", "frac", "1.0", "dimensionless"}},
        {fraction, {0.01, 0.0}, {"%", "percent", "per cent"}},
        {length, {1.0, 0.0}, {"m", "meter", "meters", "metre", "metres", "gpm"}},
        {length, {1000.0, 0.0}, {"km", "kilometer", "kilometers", "kilometre", "kilometres"}},
        {length, {0.01, 0.0}, {"cm", "centimeter", "centimeters", "centimetre", "centimetres"}},
        {length, {0.001, 0.0}, {"mm", "millimeter", "millimeters", "millimetre", "millimetres"}},
        {geopotential, {1.0 / kGravityMPerS2, 0.0}, {"m2 s-2", "m2/s2", "J kg-1", "J/kg"}},
        {angle, {1.0, 0.0}, {"degree", "degrees", "deg", "°", "degree_true", "degrees_true"}},
        {angle, {kDegPerRadian, 0.0}, {"radian", "radians", "rad"}},
        {latitude,
         {1.0, 0.0},
         {"degrees_north", "degree_north", "degree_N", "degrees_N", "degreeN", "degreesN", "degrees", "degree", "deg"}},
        {longitude,
         {1.0, 0.0},
         {"degrees_east", "degree_east", "degree_E", "degrees_E", "degreeE", "degreesE", "degrees", "degree", "deg"}},
        {duration, {1.0, 0.0}, {"s", "second", "seconds", "sec", "secs"}},
        {duration, {60.0, 0.0}, {"minutes", "minute", "min", "mins"}},
        {duration, {3600.0, 0.0}, {"hours", "hour", "h", "hr", "hrs"}}};
    return all;
}

// One blank between factors, none around a slash, exponents without a sign of power.
std::string normalised(std::string_view units) {
    std::string plain;
    for (const char c : units) {
        if (c == '\0' || c == '^' || c == '*') continue;
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && (plain.empty() || plain.back() == ' ' || plain.back() == '/')) continue;
        if (c == '/' && !plain.empty() && plain.back() == ' ') plain.pop_back();
        plain += blank ? ' ' : c;
    }
    while (!plain.empty() && plain.back() == ' ') plain.pop_back();
    return plain;
}
}  // namespace

std::optional<UnitConversion> cf_conversion(UnitKind kind, std::string_view units) {
    const std::string plain = normalised(units);
    for (const Unit& unit : units_table())
        if (unit.kind == kind && std::ranges::find(unit.spellings, plain) != unit.spellings.end())
            return unit.conversion;
    return std::nullopt;
}

std::string known_units(UnitKind kind) {
    std::vector<std::string_view> names;
    for (const Unit& unit : units_table())
        if (unit.kind == kind) names.push_back(unit.spellings.front());
    std::string text(names.front());
    for (std::size_t i = 1; i < names.size(); ++i) {
        text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

UnitKind kind_of_unit(std::string_view units) {
    for (const Unit& unit : units_table())
        if (unit.spellings.front() == units) return unit.kind;
    throw base::LogicError("the unit of every weather variable is in the table of units");
}

}  // namespace decawatt::io
