#include "adequacy/hour/import_limits.hpp"

#include <algorithm>
#include <limits>

namespace decawatt::adequacy {

namespace {
bool holds(RegionSet set, std::size_t region) {
    return (set >> region & 1U) != 0;
}

std::vector<double> line_limits_mw(std::size_t regions, const std::vector<LineCapacity>& lines) {
    std::vector<double> limit(RegionSet{1} << regions, 0.0);
    for (RegionSet set = 0; set < limit.size(); ++set)
        for (const LineCapacity& line : lines) {
            if (holds(set, line.to) && !holds(set, line.from)) limit[set] += line.forward_mw;
            if (holds(set, line.from) && !holds(set, line.to)) limit[set] += line.reverse_mw;
        }
    return limit;
}

// Each region is a place of supply and demand behind a gate with its net limits: a cut may pass through the gate.
double through_gates(RegionSet set, RegionSet network, std::size_t regions, const std::vector<double>& net_import_mw,
                     const std::vector<double>& net_export_mw) {
    double sum = 0.0;
    for (std::size_t r = 0; r < regions; ++r) {
        if (holds(set, r) && !holds(network, r)) sum += net_import_mw[r];
        if (!holds(set, r) && holds(network, r)) sum += net_export_mw[r];
    }
    return sum;
}
}  // namespace

std::vector<double> import_limits_mw(std::size_t regions, const std::vector<LineCapacity>& lines,
                                     const std::vector<double>& net_import_mw,
                                     const std::vector<double>& net_export_mw) {
    const std::vector<double> by_lines = line_limits_mw(regions, lines);
    if (net_import_mw.empty() && net_export_mw.empty()) return by_lines;
    const std::vector<double> none(regions, std::numeric_limits<double>::infinity());
    const std::vector<double>& into = net_import_mw.empty() ? none : net_import_mw;
    const std::vector<double>& out_of = net_export_mw.empty() ? none : net_export_mw;
    std::vector<double> limit = by_lines;
    for (RegionSet set = 0; set < limit.size(); ++set)
        for (RegionSet network = 0; network < limit.size(); ++network)
            limit[set] = std::min(limit[set], by_lines[network] + through_gates(set, network, regions, into, out_of));
    return limit;
}

}  // namespace decawatt::adequacy
