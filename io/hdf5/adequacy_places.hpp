// The places of an adequacy file: the grid, regions, data centres.
#pragma once

#include <string>
#include <vector>

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::io {

// Places of one kind: prefix of their variables, dimension (empty: the grid, a single place without dimension), labels,
// and indices in the tally.
struct PlaceKind {
    std::string prefix, dimension;
    std::vector<std::string> names;
    std::vector<std::size_t> places;
};
std::vector<PlaceKind> kinds_of(const AdequacyReport& report);  // the grid, regions, data centres if any
void put_places(Group& group, const AdequacyReport& report);    // coordinates of the kinds
Dimensions with_place(Dimensions dimensions, const PlaceKind& kind);

}  // namespace decawatt::io
