// How the numbers of a netCDF variable stand for values: packed integers and the marks of missing values. NetCDF
// Climate and Forecast (CF) Metadata Conventions 1.11, sections 2.5.1 (missing data) and 8.1 (packed data); NetCDF
// User's Guide, appendix "Attribute Conventions" (_FillValue, valid_range, _Unsigned).
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace decawatt::io {

struct CfPacking {
    double scale = 1.0, offset = 0.0;
    std::vector<double> missing;  // numbers that stand for no value
    double valid_low = -std::numeric_limits<double>::infinity(), valid_high = std::numeric_limits<double>::infinity();
    bool valid_of_values = false;  // the valid range is one of unpacked values, not of numbers
    double modulus = 0.0;          // of signed numbers that are meant unsigned, or the other way round; 0: as they are
    bool meant_signed = false;
    bool single = false;  // 32-bit floats: a mark of missing values is rounded as they are
};

struct PackingProblem {
    std::string attribute, found, expected;
};

// The packing of a variable of an open file, by the ids of the netCDF library. Without _FillValue the default fill
// value of the type is missing, but for bytes, all of whose numbers are values. A problem where an attribute that
// changes values is not understood; its values must not be used then.
CfPacking packing_of(int group, int variable, std::optional<PackingProblem>& problem);

// Numbers to values; NaN where there is none.
void unpack(const CfPacking& packing, std::span<double> numbers);

}  // namespace decawatt::io
