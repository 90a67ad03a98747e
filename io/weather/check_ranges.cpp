#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "io/weather/assemble.hpp"

namespace decawatt::io {

namespace {
struct Limits {
    double least, most;              // outside: a fault
    double drawn_least, drawn_most;  // outside: drawn to it, and counted
    const char* expected;
};

// Generous ends of what is measured at the ground (WMO world records: -89.2 to 56.7 degrees, 113 m/s in a cyclone's
// gust, 1084 hPa). Humidity above 1 is an instrument's error; -5 W/m2 a pyranometer's cooling at night.
Limits limits_of(Quantity quantity) {
    using enum Quantity;
    constexpr double kZeroOffset = -5.0;
    switch (quantity) {
        case temperature_deg_c:
            return {-90.0, 60.0, -90.0, 60.0, "-90 to 60 degrees C"};
        case dew_point_deg_c:
            return {-110.0, 60.0, -110.0, 60.0, "-110 to 60 degrees C"};
        case relative_humidity_frac:
            return {0.0, 1.1, 0.0, 1.0, "0 to 110 %"};
        case pressure_pa:
            return {30000.0, 110000.0, 30000.0, 110000.0, "30,000 to 110,000 Pa"};
        case ghi_w_per_m2:
        case dni_w_per_m2:
        case dhi_w_per_m2:
            return {kZeroOffset, 2000.0, 0.0, 2000.0, "-5 to 2,000 W/m2"};
        case wind_speed_m_per_s:
            return {0.0, 100.0, 0.0, 100.0, "0 to 100 m/s"};
        case wind_direction_deg:
            return {0.0, 360.0, 0.0, 360.0, "0 to 360 degrees"};
        case albedo_frac:
            return {0.0, 1.0, 0.0, 1.0, "0 to 1"};
        case snow_depth_m:
            return {0.0, 30.0, 0.0, 30.0, "0 to 30 m"};
        case zenith_deg:
            return {0.0, 180.0, 0.0, 180.0, "0 to 180 degrees"};
        case filled_by_source:
            break;
    }
    return {-1e9, 1e9, -1e9, 1e9, "a flag"};
}

void check_column(WeatherColumn& column, const std::vector<int>& line, std::vector<std::string>& notes,
                  WeatherFaults& faults) {
    const Limits limits = limits_of(column.quantity);
    std::size_t drawn = 0, first = 0;
    for (std::size_t t = 0; t < column.values.size(); ++t) {
        double& value = column.values[t];
        if (std::isnan(value)) continue;
        if (value < limits.least || value > limits.most)
            faults.add(fmt::format("{} (column {})", shown(column.name), column.field + 1), line[t],
                       fmt::format("{:g}", (value - column.offset) / column.scale), limits.expected);
        const double within = std::clamp(value, limits.drawn_least, limits.drawn_most);
        if (within == value) continue;
        if (drawn++ == 0) first = t;
        value = within;
    }
    if (drawn > 0)
        notes.push_back(fmt::format("{}: {} values drawn to the limit, the first in line {}", shown(column.name), drawn,
                                    line[first]));
}
}  // namespace

void check_ranges(RawWeather& raw, WeatherFaults& faults) {
    for (WeatherColumn& column : raw.columns) check_column(column, raw.line, raw.notes, faults);
    faults.throw_if_any();
}

}  // namespace decawatt::io
