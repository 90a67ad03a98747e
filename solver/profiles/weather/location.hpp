// Where a weather file was made.
#pragma once

#include <string>

namespace decawatt::profiles {

struct Location {
    std::string name;
    double latitude_deg = 0.0, longitude_deg = 0.0;  // north and east positive
    double elevation_m = 0.0;
    int utc_offset_s = 0;  // local standard time of the file; no daylight saving
};

}  // namespace decawatt::profiles
