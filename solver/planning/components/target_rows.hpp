// The linking rows of targets and caps. Each is divided by its load (or cap) and times 100, so that it reads in
// percent. One sums over a chain alone, or over all weather years of its calendar year, weighted.
#pragma once

#include <string>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

inline constexpr double kPercent = 100.0;

class TargetRows {
  public:
    // `enforced`: a target of 1 and a cap of 0 leave out the column that would miss them; otherwise they have rows as
    // all others have.
    TargetRows(const model::Study& study, const profiles::Profiles& profiles, const Units& units, bool enforced,
               LinkingBuilder& linking)
        : study_(study), profiles_(profiles), units_(units), enforced_(enforced), linking_(linking) {}

    const model::Study& study() const { return study_; }
    const std::vector<profiles::YearProfiles>& years() const { return profiles_.years; }
    double power_unit_mw() const { return units_.power_mw; }
    bool enforced() const { return enforced_; }

    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    double factor(std::size_t chain) const { return mean() ? years()[chain].weight : 1.0; }
    // Whether the rows of the chain are those of the chain before it.
    bool continues(std::size_t chain) const {
        return mean() && chain > 0 && years()[chain - 1].year == years()[chain].year;
    }

    // Adds to the row that the chain before has, or to a new one.
    LinkingRow add(LinkingRow before, std::size_t chain, const std::string& name, lp::Sense sense, double rhs);

  private:
    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Units& units_;
    const bool enforced_;
    LinkingBuilder& linking_;
};

}  // namespace decawatt::planning
