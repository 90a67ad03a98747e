// Named columns with the intermediate results of a profile by interval, for verification.
#pragma once

#include <span>
#include <string>

namespace decawatt::profiles {

// An intermediate or a result, one value per interval. The values are owned by the trace that returned the column.
struct TraceColumn {
    std::string name;  // with its unit as suffix: hub_wind_m_per_s
    std::span<const double> values;
};

}  // namespace decawatt::profiles
