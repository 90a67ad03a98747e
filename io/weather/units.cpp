#include "io/weather/units.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <string>

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kKelvinAtZeroC = 273.15, kPercent = 0.01;
constexpr double kWattsPerMegajouleAnHour = 1e6 / 3600.0;

struct KnownUnit {
    std::string_view plain;  // as `plain_unit` makes it
    UnitConversion to_ours;
};
constexpr std::array kTemperature = {
    KnownUnit{"c", {}},
    KnownUnit{"degc", {}},
    KnownUnit{"celsius", {}},
    KnownUnit{"degreecelsius", {}},
    KnownUnit{"degreescelsius", {}},
    KnownUnit{"k", {1.0, -kKelvinAtZeroC}},
    KnownUnit{"kelvin", {1.0, -kKelvinAtZeroC}},
    KnownUnit{"f", {5.0 / 9.0, -160.0 / 9.0}},
    KnownUnit{"degf", {5.0 / 9.0, -160.0 / 9.0}},
    KnownUnit{"fahrenheit", {5.0 / 9.0, -160.0 / 9.0}},
};
constexpr std::array kShare = {
    KnownUnit{"%", {kPercent, 0.0}}, KnownUnit{"percent", {kPercent, 0.0}}, KnownUnit{"1", {}},
    KnownUnit{"unitless", {}},       KnownUnit{"dimensionless", {}},        KnownUnit{"fraction", {}},
    KnownUnit{"frac", {}},
};
constexpr std::array kPressure = {
    KnownUnit{"pa", {}},
    KnownUnit{"hpa", {100.0, 0.0}},
    KnownUnit{"mbar", {100.0, 0.0}},
    KnownUnit{"mb", {100.0, 0.0}},
    KnownUnit{"millibar", {100.0, 0.0}},
    KnownUnit{"millibars", {100.0, 0.0}},
    KnownUnit{"kpa", {1000.0, 0.0}},
    KnownUnit{"bar", {1e5, 0.0}},
    KnownUnit{"atm", {101325.0, 0.0}},
};
constexpr std::array kPower = {
    KnownUnit{"w/m2", {}},    KnownUnit{"wm2", {}},  // W m-2
    KnownUnit{"watt/m2", {}}, KnownUnit{"watts/m2", {}}, KnownUnit{"kw/m2", {1000.0, 0.0}},
};
constexpr std::array kEnergyAnHour = {
    KnownUnit{"wh/m2", {}},
    KnownUnit{"wh/m2/hr", {}},
    KnownUnit{"wh/m2/hour", {}},
    KnownUnit{"kwh/m2", {1000.0, 0.0}},
    KnownUnit{"kwhr/m2/hr", {1000.0, 0.0}},
    KnownUnit{"kwh/m2/hr", {1000.0, 0.0}},
    KnownUnit{"kwh/m2/hour", {1000.0, 0.0}},
    KnownUnit{"mj/hr", {kWattsPerMegajouleAnHour, 0.0}},
    KnownUnit{"mj/m2/hr", {kWattsPerMegajouleAnHour, 0.0}},
    KnownUnit{"mj/m2/hour", {kWattsPerMegajouleAnHour, 0.0}},
};
constexpr std::array kSpeed = {
    KnownUnit{"m/s", {}},
    KnownUnit{"ms1", {}},  // m s-1
    KnownUnit{"mps", {}},
    KnownUnit{"km/h", {1.0 / 3.6, 0.0}},
    KnownUnit{"kmh", {1.0 / 3.6, 0.0}},
    KnownUnit{"kph", {1.0 / 3.6, 0.0}},
    KnownUnit{"mph", {0.44704, 0.0}},
    KnownUnit{"knots", {1852.0 / 3600.0, 0.0}},
    KnownUnit{"kn", {1852.0 / 3600.0, 0.0}},
    KnownUnit{"kt", {1852.0 / 3600.0, 0.0}},
};
constexpr std::array kAngle = {
    KnownUnit{"degree", {}},
    KnownUnit{"degrees", {}},
    KnownUnit{"deg", {}},
};
constexpr std::array kLength = {
    KnownUnit{"m", {}},
    KnownUnit{"cm", {0.01, 0.0}},
    KnownUnit{"mm", {0.001, 0.0}},
    KnownUnit{"in", {0.0254, 0.0}},
    KnownUnit{"inch", {0.0254, 0.0}},
    KnownUnit{"inches", {0.0254, 0.0}},
};

struct Units {
    std::span<const KnownUnit> known;
    const char* names;  // for messages
};
Units units_of(Quantity quantity) {
    switch (quantity) {
        case temperature_deg_c:
        case dew_point_deg_c:
            return {kTemperature, "C, K or F"};
        case relative_humidity_frac:
        case albedo_frac:
            return {kShare, "% or a fraction (1)"};
        case pressure_pa:
            return {kPressure, "Pa, hPa, mbar, kPa, bar or atm"};
        case ghi_w_per_m2:
        case dni_w_per_m2:
        case dhi_w_per_m2:
            return {kPower, "W/m2, kW/m2, or Wh/m2, kWh/m2 or MJ/m2 of an hour"};
        case wind_speed_m_per_s:
            return {kSpeed, "m/s, km/h, mph or knots"};
        case wind_direction_deg:
        case zenith_deg:
            return {kAngle, "degrees"};
        case snow_depth_m:
            return {kLength, "m, cm, mm or inches"};
        case filled_by_source:
            break;
    }
    return {};
}

// Lower case without blanks, brackets, signs of powers and points: `(kW-hr/m^2)` becomes `kwhr/m2`, as does `kWhr/m²`.
std::string plain_unit(std::string_view unit) {
    constexpr char kSquared = '\xB2', kToTheOne = '\xB9';  // in Latin-1, and last in UTF-8
    std::string plain;
    for (char c : unit) {
        if (c == kSquared) c = '2';
        if (c == kToTheOne) c = '1';
        if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '%') plain += c;
    }
    return plain;
}

const KnownUnit* find_unit(std::span<const KnownUnit> units, std::string_view plain) {
    const auto found = std::ranges::find(units, plain, &KnownUnit::plain);
    return found == units.end() ? nullptr : &*found;
}

bool is_energy_an_hour(Quantity quantity, std::string_view unit) {
    return units_of(quantity).known.data() == kPower.data() && find_unit(kEnergyAnHour, plain_unit(unit));
}

}  // namespace

std::optional<UnitConversion> unit_conversion(Quantity quantity, std::string_view unit) {
    const std::string plain = plain_unit(unit);
    const std::span<const KnownUnit> units = units_of(quantity).known;
    const KnownUnit* found = find_unit(units, plain);
    if (!found && units.data() == kPower.data()) found = find_unit(kEnergyAnHour, plain);
    return found ? std::optional(found->to_ours) : std::nullopt;
}

void apply_unit(const StatedUnit& stated, WeatherColumn& column, RawWeather& raw, WeatherFaults& faults) {
    if (is_blank(stated.unit) || units_of(column.quantity).known.empty()) return;
    const auto conversion = unit_conversion(column.quantity, stated.unit);
    if (!conversion) {
        faults.add(column_label(column), stated.line, fmt::format("the unit {}", shown(stated.unit)),
                   units_of(column.quantity).names);
        return;
    }
    column.is_energy_an_hour = is_energy_an_hour(column.quantity, stated.unit);
    if (conversion->scale == column.scale && conversion->offset == column.offset) return;
    column.scale = conversion->scale;
    column.offset = conversion->offset;
    raw.notes.push_back(fmt::format("{}: converted from {}", shown(column.name), shown(stated.unit)));
}

std::string_view unit_in_brackets(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == ';')) text.remove_suffix(1);
    if (text.empty() || (text.back() != ')' && text.back() != ']')) return {};
    const auto open = text.rfind(text.back() == ')' ? '(' : '[');
    return open == std::string_view::npos ? std::string_view{} : text.substr(open + 1, text.size() - open - 2);
}

}  // namespace decawatt::io
