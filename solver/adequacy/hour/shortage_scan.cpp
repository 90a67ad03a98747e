#include "adequacy/hour/shortage_scan.hpp"

#include <array>
#include <bit>

#include "adequacy/hour/hour_balance.hpp"

namespace decawatt::adequacy {

ShortageScan::ShortageScan(std::size_t regions) {
    RegionSet set = 0;
    for (RegionSet i = 1; i < RegionSet{1} << regions; ++i) {
        const auto region = static_cast<std::size_t>(std::countr_zero(i));
        set ^= RegionSet{1} << region;
        visits_.push_back({region, (set >> region & 1U) != 0 ? 1.0 : -1.0, 0.0});
        set_.push_back(set);
    }
}

void ShortageScan::set_limits(std::span<const double> import_limit_mw) {
    for (std::size_t i = 0; i < visits_.size(); ++i) visits_[i].limit_mw = import_limit_mw[set_[i]];
}

unsigned ShortageScan::short_hours(std::span<const double> surplus_mw, std::size_t stride, std::size_t offset) const {
    std::array<double, kHours> sum{}, least{};
    for (const Visit& visit : visits_) {
        const double* region = surplus_mw.data() + visit.region * stride + offset;
        for (std::size_t h = 0; h < kHours; ++h) {
            sum[h] += visit.sign * region[h];
            const double room = sum[h] + visit.limit_mw;
            least[h] = room < least[h] ? room : least[h];
        }
    }
    unsigned found = 0;
    for (std::size_t h = 0; h < kHours; ++h) found |= (least[h] < -kNothingMw ? 1U : 0U) << h;
    return found;
}

}  // namespace decawatt::adequacy
