#include "io/weather/stated_unit.hpp"

#include <fmt/format.h>

namespace decawatt::io {

namespace {
// None for flags, which have no units.
std::optional<UnitKind> kind_of(Quantity quantity) {
    using enum Quantity;
    switch (quantity) {
        case temperature_deg_c:
        case dew_point_deg_c:
            return UnitKind::temperature;
        case relative_humidity_frac:
        case albedo_frac:
            return UnitKind::fraction;
        case pressure_pa:
            return UnitKind::pressure;
        case ghi_w_per_m2:
        case dni_w_per_m2:
        case dhi_w_per_m2:
            return UnitKind::irradiance;
        case wind_speed_m_per_s:
            return UnitKind::speed;
        case wind_direction_deg:
        case zenith_deg:
            return UnitKind::angle;
        case snow_depth_m:
            return UnitKind::length;
        case filled_by_source:
            break;
    }
    return std::nullopt;
}

bool is_energy_an_hour(Quantity quantity, std::string_view unit) {
    return kind_of(quantity) == UnitKind::irradiance && conversion_of(UnitKind::hourly_irradiation, unit);
}

std::string known_units_of(UnitKind kind) {
    if (kind != UnitKind::irradiance) return known_units(kind);
    return fmt::format("{}, or of an hour {}", known_units(kind), known_units(UnitKind::hourly_irradiation));
}
}  // namespace

std::optional<UnitConversion> unit_conversion(Quantity quantity, std::string_view unit) {
    const auto kind = kind_of(quantity);
    if (!kind) return std::nullopt;
    return is_energy_an_hour(quantity, unit) ? conversion_of(UnitKind::hourly_irradiation, unit)
                                             : conversion_of(*kind, unit);
}

void apply_unit(const StatedUnit& stated, WeatherColumn& column, RawWeather& raw, WeatherFaults& faults) {
    const auto kind = kind_of(column.quantity);
    if (is_blank(stated.unit) || !kind) return;
    const auto conversion = unit_conversion(column.quantity, stated.unit);
    if (!conversion) {
        faults.add(column_label(column), stated.line, fmt::format("the unit {}", shown(stated.unit)),
                   known_units_of(*kind));
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
