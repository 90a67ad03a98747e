// The units of a netCDF time: "hours since 1900-01-01 00:00:00.0". NetCDF Climate and Forecast (CF) Metadata
// Conventions 1.11, section 4.4.
#pragma once

#include <optional>
#include <string>

namespace decawatt::io {

struct CfDate {
    int year, month, day;
};

struct CfReference {
    double unit_s = 0.0;  // length of the unit
    CfDate date{};
    double second = 0.0;  // of the day, in UTC
};

// None if the text has another form. The date may be invalid.
std::optional<CfReference> reference_of(const std::string& units);

}  // namespace decawatt::io
