#include "adequacy/simulation/network_limits.hpp"

#include <algorithm>

#include "adequacy/uncertainty/entities.hpp"

namespace decawatt::adequacy {

NetworkLimits::NetworkLimits(const System& system, const OutageTables& tables)
    : levels_(network_entities(system), tables),
      net_import_mw_(system.limits.net_import.size()),
      net_export_mw_(system.limits.net_export.size()),
      import_limit_mw_(RegionSet{1} << system.region.size()) {
    for (std::size_t l = 0; l < system.lines.count(); ++l)
        line_mw_.push_back({system.lines.from[l], system.lines.to[l], 0.0, 0.0});
}

void NetworkLimits::start(std::uint32_t seed, const Future& future) {
    levels_.start(seed, future);
    levels_.move_to(0);
    take_levels();
}

bool NetworkLimits::move_to(std::int64_t hour) {
    if (!levels_.move_to(hour)) return false;
    take_levels();
    return true;
}

void NetworkLimits::take_levels() {
    const std::size_t lines = line_mw_.size();
    const std::span<const double> now = levels_.values();
    for (std::size_t l = 0; l < lines; ++l) {
        line_mw_[l].forward_mw = now[l];
        line_mw_[l].reverse_mw = now[lines + l];
    }
    const auto net = now.subspan(2 * lines);
    std::ranges::copy(net.first(net_import_mw_.size()), net_import_mw_.begin());
    std::ranges::copy(net.last(net_export_mw_.size()), net_export_mw_.begin());
    import_limits_mw(line_mw_, net_import_mw_, net_export_mw_, import_limit_mw_);
}

}  // namespace decawatt::adequacy
