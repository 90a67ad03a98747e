<<<<<<< HEAD
// Named columns of a calculation: what every step of a profile gave, interval by interval.
=======
// Intermediate values of an hourly model as named columns, for those who check it by hand.
>>>>>>> datacenter
#pragma once

#include <span>
#include <string>

namespace decawatt::profiles {

<<<<<<< HEAD
// An intermediate or a result: its name with the unit as suffix (hub_wind_m_per_s), one value per interval. The values
// belong to the trace that hands the column out.
struct TraceColumn {
    std::string name;
=======
struct TraceColumn {
    std::string name;  // with its unit as suffix
>>>>>>> datacenter
    std::span<const double> values;
};

}  // namespace decawatt::profiles
