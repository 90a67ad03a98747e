// What a plan has built, asset by asset.
#pragma once

#include <vector>

#include "adequacy/assembly/horizon_hours.hpp"
#include "assets/capacity.hpp"
#include "model/study.hpp"

namespace decawatt::adequacy {

struct Cohort {  // built in one year; alive from `first` to `end`, hours of the horizon
    int year;
    double mw;  // MWh of a store's energy
    std::int64_t first, end;
    int units = 1;  // equal machines, where the study states their size
};

class Built {
  public:
    // No plan: nothing is built. Throws base::InputError where the plan holds what the study has not to build, more
    // than kMostUnits machines at once, or lacks a year of the horizon.
    Built(const model::Study& study, const HorizonHours& hours, const assets::ExpansionPlan* plan);

    static constexpr int kMostUnits = 10000;
    const std::vector<Cohort>& of(assets::CapacityKind kind, std::size_t asset) const;
    // Energy of a store group that fades, as the plan counts on it, from each year on; empty: it does not fade.
    Steps usable_energy(const std::string& group) const;

  private:
    const HorizonHours& hours_;
    const assets::ExpansionPlan* plan_;
    std::vector<std::vector<std::vector<Cohort>>> of_;  // kind × asset
};

}  // namespace decawatt::adequacy
