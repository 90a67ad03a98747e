// The linking rows of targets and caps. Each is scaled to percent of its load or cap. A row sums over one chain, or
// over all weather years of a calendar year with their weights.
#pragma once

#include <string>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

inline constexpr double kPercent = 100.0;

class TargetRows {
  public:
    // `enforced`: a target of 1 and a cap of 0 are enforced by omitting the deficit or excess column; otherwise they
    // have rows like all others.
    TargetRows(const model::Study& study, const profiles::Profiles& profiles, const Units& units, bool enforced,
               LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), enforced_(enforced), linking_(linking) {}

    const model::Study& study() const { return study_; }
    const std::vector<profiles::YearProfiles>& years() const { return profiles_.years; }
    double power_unit_mw() const { return units_.power_mw; }
    bool enforced() const { return enforced_; }

    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    double factor(std::size_t chain) const { return mean() ? years()[chain].weight : 1.0; }
    // Whether the chain shares its rows with the previous chain.
    bool continues(std::size_t chain) const {
        return mean() && chain > 0 && years()[chain - 1].year == years()[chain].year;
    }

    // Adds to the row of the previous chain if it is shared, or to a new one.
    LinkingRow add(LinkingRow before, std::size_t chain, const std::string& name, lp::Sense sense, double rhs);

  private:
    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    const bool enforced_;
    LinkingBuilder& linking_;
};

}  // namespace decawatt::planning
