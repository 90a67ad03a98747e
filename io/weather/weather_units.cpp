#include "io/weather/weather_units.hpp"

#include <algorithm>
#include <array>
#include <numbers>
#include <utility>
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
    const char* name;                         // in messages
    std::vector<std::string_view> spellings;  // in the form of `plain_unit`
};

// Spellings: UDUNITS 2 (Unidata), to which the CF conventions refer (section 3.1); those of the text formats as in
// their documentation. Latitude and longitude: CF conventions, sections 4.1 and 4.2. "01" is (0 - 1).
const std::vector<Unit>& units_table() {
    using enum UnitKind;
    static const std::vector<Unit> all = {
        {temperature,
         {1.0, 0.0},
         "degC",
         {"degc", "c", "celsius", "degreecelsius", "degreescelsius", "degreec", "degreesc"}},
        {temperature, {1.0, -kZeroCelsiusK}, "K", {"k", "kelvin", "degk", "degreek", "degreesk"}},
        {temperature, {5.0 / 9.0, -160.0 / 9.0}, "degF", {"degf", "f", "fahrenheit", "degreefahrenheit"}},
        {speed, {1.0, 0.0}, "m/s", {"m/s", "ms-1", "m/sec", "mps", "meter/second", "meters/second", "metre/second"}},
        {speed, {1.0 / 3.6, 0.0}, "km/h", {"km/h", "kmh-1", "kmh", "km/hour", "kmhr-1", "kph"}},
        {speed, {kKnotMPerS, 0.0}, "knots", {"knots", "knot", "kt", "kts", "kn"}},
        {speed, {kMileMPerS, 0.0}, "mph", {"mph", "mile/hour", "miles/hour"}},
        {pressure, {1.0, 0.0}, "Pa", {"pa", "pascal", "pascals"}},
        {pressure, {100.0, 0.0}, "hPa (mbar)", {"hpa", "mbar", "mb", "millibar", "millibars", "hectopascal"}},
        {pressure, {1000.0, 0.0}, "kPa", {"kpa", "kilopascal"}},
        {pressure, {1e5, 0.0}, "bar", {"bar"}},
        {pressure, {101325.0, 0.0}, "atm", {"atm"}},
        {irradiance, {1.0, 0.0}, "W/m2", {"w/m2", "wm-2", "watt/m2", "watts/m2", "wattm-2", "wattsm-2"}},
        {irradiance, {1000.0, 0.0}, "kW/m2", {"kw/m2", "kwm-2"}},
        {hourly_irradiation, {kPerHour, 0.0}, "J/m2", {"j/m2", "jm-2", "joulem-2", "joulesm-2", "wsm-2"}},
        {hourly_irradiation, {1e3 * kPerHour, 0.0}, "kJ/m2", {"kj/m2", "kjm-2"}},
        {hourly_irradiation, {1e6 * kPerHour, 0.0}, "MJ/m2", {"mj/m2", "mjm-2", "mj/hr", "mj/m2/hr", "mj/m2/hour"}},
        {hourly_irradiation, {1.0, 0.0}, "Wh/m2", {"wh/m2", "whm-2", "whrm-2", "whourm-2", "wh/m2/hr", "wh/m2/hour"}},
        {hourly_irradiation,
         {1000.0, 0.0},
         "kWh/m2",
         {"kwh/m2", "kwhm-2", "kwhourm-2", "kwhr/m2/hr", "kwh/m2/hr", "kwh/m2/hour"}},
        {fraction, {1.0, 0.0}, "1", {"1", "1.0", "01", "fraction", "frac", "dimensionless", "unitless"}},
        {fraction, {0.01, 0.0}, "%", {"%", "percent"}},
        {length, {1.0, 0.0}, "m", {"m", "meter", "meters", "metre", "metres", "gpm"}},
        {length, {1000.0, 0.0}, "km", {"km", "kilometer", "kilometers", "kilometre", "kilometres"}},
        {length, {0.01, 0.0}, "cm", {"cm", "centimeter", "centimeters", "centimetre", "centimetres"}},
        {length, {0.001, 0.0}, "mm", {"mm", "millimeter", "millimeters", "millimetre", "millimetres"}},
        {length, {0.0254, 0.0}, "inches", {"in", "inch", "inches"}},
        {geopotential, {1.0 / kGravityMPerS2, 0.0}, "m2 s-2", {"m2s-2", "m2/s2", "jkg-1", "j/kg"}},
        {angle, {1.0, 0.0}, "degrees", {"degrees", "degree", "deg", "degreetrue", "degreestrue"}},
        {angle, {kDegPerRadian, 0.0}, "radians", {"radians", "radian", "rad"}},
        {latitude,
         {1.0, 0.0},
         "degrees_north",
         {"degreesnorth", "degreenorth", "degreen", "degreesn", "degrees", "degree", "deg"}},
        {longitude,
         {1.0, 0.0},
         "degrees_east",
         {"degreeseast", "degreeeast", "degreee", "degreese", "degrees", "degree", "deg"}},
        {duration, {1.0, 0.0}, "s", {"s", "second", "seconds", "sec", "secs"}},
        {duration, {60.0, 0.0}, "minutes", {"minutes", "minute", "min", "mins"}},
        {duration, {3600.0, 0.0}, "hours", {"hours", "hour", "h", "hr", "hrs"}}};
    return all;
}

// Superscripts of UTF-8 and Latin-1 as digits and a minus sign.
std::string without_superscripts(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, char>, 5> kSuperscripts = {
        {{"\xE2\x81\xBB", '-'}, {"\xC2\xB2", '2'}, {"\xC2\xB9", '1'}, {"\xB2", '2'}, {"\xB9", '1'}}};
    std::string text(unit);
    for (const auto& [superscript, plain] : kSuperscripts)
        for (auto at = text.find(superscript); at != std::string::npos; at = text.find(superscript))
            text.replace(at, superscript.size(), 1, plain);
    return text;
}

// Keeps lower-case letters, digits, slashes and percent signs, and signs and decimal points of numbers: `(kW-hr/m^2)`
// becomes `kwhr/m2`, as does `kWhr/m²`; `W m**-2` becomes `wm-2`.
std::string plain_unit(std::string_view unit) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string ascii = without_superscripts(unit);
    std::string plain;
    for (std::size_t i = 0; i < ascii.size(); ++i) {
        char c = ascii[i];
        const bool before_digit = i + 1 < ascii.size() && is_digit(ascii[i + 1]);
        const bool of_number = before_digit && (c == '-' || (c == '.' && i > 0 && is_digit(ascii[i - 1])));
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || is_digit(c) || c == '/' || c == '%' || of_number) plain += c;
    }
    return plain;
}

const Unit* find_unit(UnitKind kind, std::string_view unit) {
    const std::string plain = plain_unit(unit);
    for (const Unit& known : units_table())
        if (known.kind == kind && std::ranges::find(known.spellings, plain) != known.spellings.end()) return &known;
    return nullptr;
}
}  // namespace

std::optional<UnitConversion> conversion_of(UnitKind kind, std::string_view unit) {
    const Unit* known = find_unit(kind, unit);
    return known ? std::optional(known->conversion) : std::nullopt;
}

std::string known_units(UnitKind kind) {
    std::vector<std::string_view> names;
    for (const Unit& unit : units_table())
        if (unit.kind == kind) names.emplace_back(unit.name);
    std::string text(names.front());
    for (std::size_t i = 1; i < names.size(); ++i) {
        text += i + 1 == names.size() ? " or " : ", ";
        text += names[i];
    }
    return text;
}

UnitKind kind_of_unit(std::string_view unit) {
    for (const Unit& known : units_table())
        if (find_unit(known.kind, unit)) return known.kind;
    throw base::LogicError("the unit of every weather variable is in the table of units");
}

}  // namespace decawatt::io
