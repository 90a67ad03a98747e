#include "planning/stage_entries.hpp"

#include <map>
#include <utility>

namespace decawatt::planning {

void add_entry(std::vector<lp::StageEntry>& entries, Eigen::Index row, Eigen::Index column,
               const std::vector<double>& values) {
    entries.push_back({static_cast<int>(row), static_cast<int>(column),
                       Eigen::Map<const lp::Vector>(values.data(), static_cast<Eigen::Index>(values.size()))});
}

std::vector<lp::StageEntry> merged(const std::vector<lp::StageEntry>& entries, lp::SparseMatrix& matrix) {
    std::map<std::pair<int, int>, lp::Vector> places;
    for (const lp::StageEntry& e : entries) {
        const auto [place, is_new] = places.try_emplace({e.column, e.row}, e.value);
        if (is_new)
            place->second.array() += matrix.coeff(e.row, e.column);
        else
            place->second += e.value;
    }
    if (!entries.empty())
        matrix.prune([&](Eigen::Index row, Eigen::Index column, double) {
            return !places.contains({static_cast<int>(column), static_cast<int>(row)});
        });
    std::vector<lp::StageEntry> result;
    result.reserve(places.size());
    for (const auto& [place, value] : places) result.push_back({place.second, place.first, value});
    return result;
}

}  // namespace decawatt::planning
