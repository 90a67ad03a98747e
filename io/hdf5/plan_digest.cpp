#include "io/hdf5/plan_digest.hpp"

#include <fmt/format.h>

#include "base/fnv1a.hpp"
#include "io/packet.hpp"

namespace decawatt::io {

namespace {
void put(Packet& packet, double value) {
    packet.put(std::span<const double>(&value, 1));
}

void put(Packet& packet, const base::Series& series) {
    packet.put(std::uint64_t{series.entities()});
    if (series.entities() == 0) return;  // a file has no such table, whatever the number of years
    packet.put(std::uint64_t{series.times()});
    for (std::size_t t = 0; t < series.times(); ++t)
        for (std::size_t e = 0; e < series.entities(); ++e) put(packet, series(t, e));
}
}  // namespace

std::string digest_of(const planning::FixedPlan& plan) {
    Packet packet;
    packet.put(std::uint64_t{plan.years.size()});
    for (const int year : plan.years) packet.put(static_cast<std::uint64_t>(year));
    packet.put(std::uint64_t{plan.builds.size()});
    for (const assets::CapacityAddition& build : plan.builds) {
        packet.put(std::string_view(text(build.kind))).put(std::string_view(build.asset));
        packet.put(static_cast<std::uint64_t>(build.year));
        put(packet, build.amount);
    }
    packet.put(std::span<const std::string>(plan.contracts));
    put(packet, plan.prices.hourly_per_mwh);
    put(packet, plan.prices.annual_per_mwh);
    put(packet, plan.prices.excess_per_mwh);
    packet.put(std::span<const double>(plan.prices.emission_per_t));
    packet.put(std::span<const std::string>(plan.state_values.name));
    put(packet, plan.state_values.per_mwh);
    if (!plan.data_centers.empty()) {  // the digest of other plans stays
        packet.put(std::span<const std::string>(plan.data_centers));
        put(packet, plan.prices.curtailment_per_mwh);
    }
    return fmt::format("{:016x}", base::fnv1a(packet.bytes()));
}

}  // namespace decawatt::io
