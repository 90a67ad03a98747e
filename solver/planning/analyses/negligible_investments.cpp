#include "planning/analyses/negligible_investments.hpp"

#include <algorithm>
#include <utility>

#include "lp/certificate.hpp"
#include "planning/layout.hpp"
#include "planning/negligible.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// The border with negligible investments set to zero, and usable energies reduced to the energy installed.
lp::Vector without_negligible(const Layout& layout, const std::vector<double>& least, double power_unit_mw,
                              lp::Vector k) {
    std::vector<double> least_of_store(layout.groups.stores.name.size(), 0.0);
    for (std::size_t b = 0; b < layout.investments.size(); ++b) {
        const Investment& investment = layout.investments[b];
        const auto i = static_cast<Eigen::Index>(b);
        if (k[i] * power_unit_mw < least[b]) k[i] = 0.0;
        if (investment.kind == CapacityKind::store_energy) least_of_store[investment.group] = least[b];
    }
    for (std::size_t s = 0; s < layout.fade.of_group.size(); ++s) {
        if (!layout.fade.ages(s)) continue;
        for (const auto& [year, fade] : *layout.fade.of_group[s])
            for (const auto& [variable, factor] : fade.usable)
                if (k[index_of(variable)] * power_unit_mw < least_of_store[s]) k[index_of(variable)] = 0.0;
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

void drop_negligible_investments(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                 lp::Solution& solution) {
    const Layout& layout = *program.layout;
    const std::vector<double> least = negligible_amounts(study, profiles, layout.groups, layout.investments);
    const lp::Vector k = without_negligible(layout, least, program.power_unit_mw, solution.k);
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
