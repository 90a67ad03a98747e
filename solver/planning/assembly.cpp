#include "planning/assembly.hpp"

namespace decawatt::planning {

using base::at;

Row ChainAssembly::balance_row(model::RegionIndex region, model::DataCenterIndex behind) const {
    return behind == base::none<model::DataCenterIndex> ? columns.regions.balance[at(region)]
                                                        : columns.data_centers.balance[at(behind)];
}

BorderEntries ChainAssembly::investments_in(CapacityKind kind, std::size_t group) const {
    BorderEntries found;
    for (std::size_t b = 0; b < layout.investments.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (investment.kind == kind && investment.group == group && investment.in_service(view.year.year))
            found.emplace_back(static_cast<BorderVariable>(b), 1.0);
    }
    return found;
}

void add_into(const Hours& values, double factor, Hours& sum) {
    sum.resize(values.size(), 0.0);
    for (std::size_t t = 0; t < values.size(); ++t) sum[t] += factor * values[t];
}

}  // namespace decawatt::planning
