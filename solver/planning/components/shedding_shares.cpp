#include "planning/components/shedding_shares.hpp"

#include <algorithm>

namespace decawatt::planning {

namespace {

double share(const SheddingParty& party, double factor) {
    return std::clamp(factor * party.may_shed_mw, party.least_mw, party.most_mw);
}

double sum_at(const std::vector<SheddingParty>& parties, double factor) {
    double sum = 0.0;
    for (const SheddingParty& party : parties) sum += share(party, factor);
    return sum;
}

// The sum of shares is piecewise linear and nondecreasing in λ: finds the piece that contains the total, and
// interpolates.
double factor_of(double total_mw, const std::vector<SheddingParty>& parties) {
    std::vector<double> kinks = {0.0};
    for (const SheddingParty& party : parties) {
        if (party.may_shed_mw <= 0.0) continue;
        kinks.push_back(party.least_mw / party.may_shed_mw);
        kinks.push_back(party.most_mw / party.may_shed_mw);
    }
    std::ranges::sort(kinks);
    const auto beyond =
        std::ranges::partition_point(kinks, [&](double factor) { return sum_at(parties, factor) <= total_mw; });
    if (beyond == kinks.begin()) return kinks.front();
    const double from = *std::prev(beyond);
    if (beyond == kinks.end()) return from;
    const double sum = sum_at(parties, from);
    return from + (total_mw - sum) / (sum_at(parties, *beyond) - sum) * (*beyond - from);
}

}  // namespace

std::vector<double> shares_of_shedding(double total_mw, const std::vector<SheddingParty>& parties) {
    const double factor = factor_of(total_mw, parties);
    std::vector<double> shares;
    shares.reserve(parties.size());
    for (const SheddingParty& party : parties) shares.push_back(share(party, factor));
    return shares;
}

}  // namespace decawatt::planning
