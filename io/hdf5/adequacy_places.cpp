#include "io/hdf5/adequacy_places.hpp"

#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {
std::vector<std::size_t> counted(std::size_t first, std::size_t count) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) places.push_back(first + i);
    return places;
}
}  // namespace

std::vector<PlaceKind> kinds_of(const AdequacyReport& report) {
    std::vector<PlaceKind> kinds = {{"grid_", "", {"grid"}, {0}},
                                    {"region_", "region", report.regions, counted(1, report.regions.size())}};
    if (!report.data_centers.empty())
        kinds.push_back({"data_center_", "data_center", report.data_centers,
                         counted(1 + report.nodes, report.data_centers.size())});
    return kinds;
}

void put_places(Group& group, const AdequacyReport& report) {
    for (const PlaceKind& kind : kinds_of(report))
        if (!kind.dimension.empty())
            group.coordinate(kind.dimension, {kNoUnit, kind.dimension == "region" ? "region" : "data centre"},
                             std::span<const std::string>(kind.names));
}

Dimensions with_place(Dimensions dimensions, const PlaceKind& kind) {
    if (!kind.dimension.empty()) dimensions.push_back(kind.dimension);
    return dimensions;
}

}  // namespace decawatt::io
