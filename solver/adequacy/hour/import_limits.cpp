#include "adequacy/hour/import_limits.hpp"

#include <algorithm>

namespace decawatt::adequacy {

using base::at;

namespace {
// Calls visit(set) for the sets that contain `in` and not `out`.
template <class Visit>
void each_between(std::size_t count, NodeIndex in, NodeIndex out, const Visit& visit) {
    const RegionSet low = RegionSet{1} << at(std::min(in, out)), high = RegionSet{1} << at(std::max(in, out));
    const RegionSet member = RegionSet{1} << at(in);
    for (RegionSet top = 0; top < count; top += 2 * high)
        for (RegionSet middle = top; middle < top + high; middle += 2 * low)
            for (RegionSet set = middle + member; set < middle + member + low; ++set) visit(set);
}

void add_line(const LineCapacity& line, std::vector<double>& limit) {
    if (line.from == line.to) return;
    each_between(limit.size(), line.to, line.from, [&](RegionSet set) { limit[set] += line.forward_mw; });
    each_between(limit.size(), line.from, line.to, [&](RegionSet set) { limit[set] += line.reverse_mw; });
}

// Each region is modelled as a node of supply and demand, joined to its node of the network by an arc with its net
// limits. A cut may have the former in the set and the latter outside, which costs the import limit, or the reverse,
// which costs the export limit. Minimising over one region after another gives the minimum over all 2^regions sets of
// network nodes.
void pass_gate(std::size_t region, double import_mw, double export_mw, std::vector<double>& limit) {
    const RegionSet bit = RegionSet{1} << region;
    for (RegionSet high = 0; high < limit.size(); high += 2 * bit)
        for (RegionSet set = high; set < high + bit; ++set) {
            const double without = limit[set], with = limit[set + bit];
            limit[set + bit] = std::min(with, without + import_mw);
            limit[set] = std::min(without, with + export_mw);
        }
}
}  // namespace

void import_limits_mw(const std::vector<LineCapacity>& lines, const std::vector<double>& net_import_mw,
                      const std::vector<double>& net_export_mw, std::vector<double>& limit) {
    const std::size_t gates = std::max(net_import_mw.size(), net_export_mw.size());
    const auto is_behind = [&](const LineCapacity& line) { return at(std::max(line.from, line.to)) >= gates; };
    std::ranges::fill(limit, 0.0);
    for (const LineCapacity& line : lines)
        if (!is_behind(line)) add_line(line, limit);
    for (std::size_t r = 0; r < gates; ++r) {
        const double into = r < net_import_mw.size() ? net_import_mw[r] : kUnlimitedMw;
        const double out_of = r < net_export_mw.size() ? net_export_mw[r] : kUnlimitedMw;
        if (into < kUnlimitedMw || out_of < kUnlimitedMw) pass_gate(r, into, out_of, limit);
    }
    for (const LineCapacity& line : lines)
        if (is_behind(line)) add_line(line, limit);
}

}  // namespace decawatt::adequacy
