#include "planning/negligible_builds.hpp"

#include <algorithm>
#include <utility>

#include "lp/certificate.hpp"

namespace decawatt::planning {

using base::at;

namespace {

constexpr double kNegligibleFrac = 1e-6;

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

double load_served_mw(const model::Study& study, const PeakLoads& peaks, const Layout& layout, const Build& build) {
    switch (build.kind) {
        case BuildKind::plant:
            return peaks.served_by(study.plants.region[build.asset], study.plants.behind[build.asset],
                                   study.plants.contract[build.asset]);
        case BuildKind::store_power:
        case BuildKind::store_energy:
            return peaks.served_by(layout.stores.region[build.entity], layout.stores.behind[build.entity],
                                   layout.stores.contract[build.entity]);
        case BuildKind::line:
            return std::min(peaks.of_region(study.lines.from[build.asset]),
                            peaks.of_region(study.lines.to[build.asset]));
        case BuildKind::connection:
            return peaks.of_center(build.asset);
    }
    return 0.0;
}

// The border with what is negligible set to zero; what ageing leaves usable of a store cannot be more than there is.
lp::Vector without_negligible(const Layout& layout, const std::vector<double>& least_mw, double power_unit_mw,
                              lp::Vector k) {
    std::vector<double> least_of_store(layout.stores.name.size(), 0.0);
    for (std::size_t b = 0; b < layout.builds.size(); ++b) {
        const Build& build = layout.builds[b];
        const auto i = static_cast<Eigen::Index>(b);
        if (k[i] * power_unit_mw < least_mw[b]) k[i] = 0.0;
        if (build.kind == BuildKind::store_energy) least_of_store[build.entity] = least_mw[b];
    }
    for (std::size_t s = 0; s < layout.fade.size(); ++s) {
        if (!layout.fade[s]) continue;
        for (const auto& [year, fade] : *layout.fade[s])
            for (const auto& [variable, factor] : fade.usable)
                if (k[variable] * power_unit_mw < least_of_store[s]) k[variable] = 0.0;
    }
    return k;
}

void cut_to_bounds(const lp::Chain& chain, const lp::Vector& k, lp::Matrix& x) {
    const lp::Vector kappa = chain.border_map * k + chain.border_offset;
    for (int j = 0; j < chain.columns(); ++j) {
        const int g = chain.scaled_by[static_cast<std::size_t>(j)];
        if (g != lp::kFixedBound) x.row(j) = x.row(j).cwiseMin(kappa[g] * chain.upper.row(j));
    }
}

}  // namespace

std::vector<double> negligible_mw(const model::Study& study, const profiles::Profiles& profiles, const Layout& layout,
                                  const std::vector<Build>& builds) {
    const PeakLoads peaks(study, profiles);
    std::vector<double> least;
    least.reserve(builds.size());
    for (const Build& build : builds) least.push_back(kNegligibleFrac * load_served_mw(study, peaks, layout, build));
    return least;
}

void drop_negligible_builds(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                            lp::Solution& solution) {
    const Layout& layout = *program.layout;
    const std::vector<double> least_mw = negligible_mw(study, profiles, layout, layout.builds);
    const lp::Vector k = without_negligible(layout, least_mw, program.power_unit_mw, solution.k);
    if (k == solution.k) return;
    const lp::Vector k_before = std::exchange(solution.k, k);
    const std::vector<lp::Matrix> x_before = solution.x;
    const lp::Certificate certificate_before = solution.certificate;
    for (std::size_t c = 0; c < solution.x.size(); ++c) cut_to_bounds(program.staircase.chains[c], k, solution.x[c]);
    solution.certificate = lp::certify(program.staircase, solution);
    if (lp::holds(solution.certificate, study.planning.tolerance)) return;
    solution.k = k_before;
    solution.x = x_before;
    solution.certificate = certificate_before;
}

}  // namespace decawatt::planning
