// Named columns of a calculation: what every step of a profile gave, interval by interval.
#pragma once

#include <span>
#include <string>

namespace decawatt::profiles {

// An intermediate or a result: its name with the unit as suffix (hub_wind_m_per_s), one value per interval. The values
// belong to the trace that hands the column out.
struct TraceColumn {
    std::string name;
    std::span<const double> values;
};

}  // namespace decawatt::profiles
