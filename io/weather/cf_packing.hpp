// Unpacking of netCDF variables: packed integers and missing values. NetCDF Climate and Forecast (CF) Metadata
// Conventions 1.11, sections 2.5.1 (missing data) and 8.1 (packed data); NetCDF User's Guide, appendix "Attribute
// Conventions" (_FillValue, valid_range, _Unsigned).
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace decawatt::io {

struct CfPacking {
    double scale = 1.0, offset = 0.0;
    std::vector<double> missing;  // numbers that denote missing values
    double valid_low = -std::numeric_limits<double>::infinity(), valid_high = std::numeric_limits<double>::infinity();
    bool valid_of_values = false;  // the valid range refers to unpacked values, not to stored numbers
    double modulus = 0.0;          // for signed numbers that represent unsigned ones, or the reverse; 0: none
    bool meant_signed = false;
    bool single = false;  // 32-bit floats: missing values are rounded alike before comparison
};

struct PackingProblem {
    std::string attribute, found, expected;
};

// The packing of a variable of an open file, by the ids of the netCDF library. Without _FillValue the default fill
// value of the type is missing, except for bytes, all of whose numbers are valid. Sets `problem` if an attribute that
// affects values is not understood; the values must then not be used.
CfPacking packing_of(int group, int variable, std::optional<PackingProblem>& problem);

// Converts stored numbers to values; NaN if missing.
void unpack(const CfPacking& packing, std::span<double> numbers);

}  // namespace decawatt::io
