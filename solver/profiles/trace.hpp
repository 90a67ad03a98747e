// Named columns of a calculation: what every step of a profile gave, interval by interval, for those who check it by
// hand.
#pragma once

#include <span>
#include <string>

namespace decawatt::profiles {

// An intermediate or a result, one value per interval. The values belong to the trace that hands the column out.
struct TraceColumn {
    std::string name;  // with its unit as suffix: hub_wind_m_per_s
    std::span<const double> values;
};

}  // namespace decawatt::profiles
