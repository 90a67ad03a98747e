#include "planning/negligible.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace decawatt::planning {

using base::at;

namespace {

constexpr double kLeastFrac = 1e-6, kMostFrac = 1e-3;  // bounds of the threshold, of the load served

// Highest loads over all hours of all years, MW.
class PeakLoads {
  public:
    PeakLoads(const model::Study& study, const profiles::Profiles& profiles) : study_(study) {
        region_mw_.assign(study.regions.name.size(), 0.0);
        center_mw_.assign(study.data_centers.name.size(), 0.0);
        contract_mw_.assign(study.contracts.name.size(), 0.0);
        for (const profiles::YearProfiles& year : profiles.years)
            for (std::size_t t = 0; t < year.region_demand_mw.times(); ++t) add_hour(year, t);
    }

    double of_region(model::RegionIndex region) const { return region_mw_[at(region)]; }
    double of_center(std::size_t center) const { return center_mw_[center]; }

    double served_by(model::RegionIndex region, model::DataCenterIndex behind, model::ContractIndex contract) const {
        if (behind != base::none<model::DataCenterIndex>) return of_center(at(behind));
        if (contract != base::none<model::ContractIndex>) return contract_mw_[at(contract)];
        return of_region(region);
    }

  private:
    static void raise(std::vector<double>& highest, const std::vector<double>& now) {
        for (std::size_t i = 0; i < now.size(); ++i) highest[i] = std::max(highest[i], now[i]);
    }

    void add_hour(const profiles::YearProfiles& year, std::size_t t) {
        std::vector<double> region(region_mw_.size()), center(center_mw_.size()), contract(contract_mw_.size());
        for (std::size_t r = 0; r < region.size(); ++r) region[r] = year.region_demand_mw(t, r);
        for (std::size_t d = 0; d < center.size(); ++d) {
            center[d] = year.data_center_mw(t, d);
            region[at(study_.data_centers.region[d])] += center[d];
            if (const auto c = study_.data_centers.contract[d]; c != base::none<model::ContractIndex>)
                contract[at(c)] += center[d];
        }
        raise(region_mw_, region);
        raise(center_mw_, center);
        raise(contract_mw_, contract);
    }

    const model::Study& study_;
    std::vector<double> region_mw_, center_mw_, contract_mw_;
};

double load_served_mw(const model::Study& study, const PeakLoads& peaks, const assets::Groups& groups,
                      const Investment& investment) {
    switch (investment.kind) {
        case CapacityKind::plant:
            return peaks.served_by(study.plants.region[investment.asset], study.plants.behind[investment.asset],
                                   study.plants.contract[investment.asset]);
        case CapacityKind::store_power:
        case CapacityKind::store_energy:
            return peaks.served_by(groups.stores.region[investment.group], groups.stores.behind[investment.group],
                                   groups.stores.contract[investment.group]);
        case CapacityKind::line:
            return std::min(peaks.of_region(study.lines.from[investment.asset]),
                            peaks.of_region(study.lines.to[investment.asset]));
        case CapacityKind::connection:
        case CapacityKind::nonfirm_connection:
            return peaks.of_center(investment.asset);
        case CapacityKind::usable_energy:
            break;
    }
    throw base::LogicError("usable energy is no investment");
}

// Energy of a fixed duration follows its power.
double amount_per_mw(const model::Study& study, const Investment& investment) {
    if (investment.kind != CapacityKind::store_energy) return 1.0;
    const model::StoreDuration duration = study.stores.duration_of(investment.asset);
    return duration.fixed() ? duration.most_h : 1.0;
}

}  // namespace

std::vector<double> negligible_amounts(const model::Study& study, const profiles::Profiles& profiles,
                                       const assets::Groups& groups, const std::vector<Investment>& investments,
                                       double resolution_mw) {
    const PeakLoads peaks(study, profiles);
    std::vector<double> least;
    least.reserve(investments.size());
    for (const Investment& investment : investments) {
        const double load_mw = load_served_mw(study, peaks, groups, investment);
        least.push_back(amount_per_mw(study, investment) *
                        std::clamp(resolution_mw, kLeastFrac * load_mw, kMostFrac * load_mw));
    }
    return least;
}

}  // namespace decawatt::planning
