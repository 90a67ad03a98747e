#include "adequacy/system/fold_firm.hpp"

#include <algorithm>

namespace decawatt::adequacy {

using base::at;

namespace {

// Hour by hour, so that nothing is left of capacities that come and go; the last value holds beyond.
class Sum {
  public:
    void add(const Steps& steps) {
        if (steps.empty()) return;
        const auto hours = static_cast<std::size_t>(steps.back().hour) + 1;
        if (mw_.size() < hours) mw_.resize(hours, mw_.empty() ? 0.0 : mw_.back());
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto first = mw_.begin() + static_cast<std::ptrdiff_t>(steps[i].hour);
            const auto end =
                i + 1 < steps.size() ? mw_.begin() + static_cast<std::ptrdiff_t>(steps[i + 1].hour) : mw_.end();
            std::for_each(first, end, [&](double& mw) { mw += steps[i].mw; });
        }
    }

    Steps steps() const {
        Steps steps;
        for (std::size_t hour = 0; hour < mw_.size(); ++hour)
            if (mw_[hour] != (steps.empty() ? 0.0 : steps.back().mw))
                steps.push_back({static_cast<std::int64_t>(hour), mw_[hour]});
        return steps;
    }

  private:
    std::vector<double> mw_;
};

}  // namespace

bool is_firm(const System& system, const Exposure& exposure) {
    const auto never_fails = [&](CauseIndex cause) {
        return system.outages[at(system.causes[at(cause)].outage)].states.empty();
    };
    return exposure.maintenance == base::none<MaintenanceIndex> && exposure.delay == base::none<DelayIndex> &&
           std::ranges::all_of(exposure.causes, never_fails);
}

System fold_firm(const System& system) {
    const Units& all = system.units;
    System folded = system;
    folded.units = {};
    std::vector<Sum> firm(system.region.size());
    for (std::size_t u = 0; u < all.count(); ++u) {
        if (is_firm(system, all.exposure[u])) {
            firm[at(all.region[u])].add(all.capacity[u]);
            continue;
        }
        folded.units.name.push_back(all.name[u]);
        folded.units.region.push_back(all.region[u]);
        folded.units.capacity.push_back(all.capacity[u]);
        folded.units.exposure.push_back(all.exposure[u]);
    }
    for (std::size_t r = 0; r < firm.size(); ++r) {
        Steps steps = firm[r].steps();
        if (steps.empty()) continue;
        folded.units.name.push_back("units of " + system.region[r] + " that never fail");
        folded.units.region.push_back(NodeIndex{r});
        folded.units.capacity.push_back(std::move(steps));
        folded.units.exposure.emplace_back();
    }
    return folded;
}

}  // namespace decawatt::adequacy
