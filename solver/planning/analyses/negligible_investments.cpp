#include "planning/analyses/negligible_investments.hpp"

#include <algorithm>
#include <utility>

#include "lp/certificate.hpp"
#include "planning/layout.hpp"
#include "planning/negligible.hpp"

namespace decawatt::planning {

namespace {

// In units of the program. The solver ends where the product of a variable and its reduced cost is 1e-9 (both near 1
// by scaling), so that an option whose reduced cost is a hundredth keeps a ten-millionth.
constexpr double kResolution = 1e-7;

lp::Vector without_negligible(const std::vector<double>& least, double power_unit_mw, lp::Vector k) {
    for (std::size_t b = 0; b < least.size(); ++b) {
        const auto i = static_cast<Eigen::Index>(b);
        if (k[i] * power_unit_mw < least[b]) k[i] = 0.0;
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

std::vector<double> negligible_border(const model::Study& study, const profiles::Profiles& profiles,
                                      const Program& program) {
    const Layout& layout = *program.layout;
    std::vector<double> least =
        negligible_amounts(study, profiles, layout.groups, layout.investments, kResolution * program.power_unit_mw);
    std::vector<double> least_of_store(layout.groups.stores.name.size(), 0.0);
    for (std::size_t b = 0; b < layout.investments.size(); ++b)
        if (layout.investments[b].kind == CapacityKind::store_energy)
            least_of_store[layout.investments[b].group] = least[b];
    least.resize(static_cast<std::size_t>(program.staircase.border.size()), 0.0);
    // What ageing leaves usable of a store cannot be more than there is.
    for (std::size_t s = 0; s < layout.fade.of_group.size(); ++s) {
        if (!layout.fade.ages(s)) continue;
        for (const auto& [year, fade] : *layout.fade.of_group[s])
            for (const auto& [variable, factor] : fade.usable)
                least[static_cast<std::size_t>(index_of(variable))] = least_of_store[s];
    }
    return least;
}

void drop_negligible(const lp::StaircaseProgram& program, const std::vector<double>& least, double power_unit_mw,
                     double tolerance, lp::Solution& solution) {
    const lp::Vector k = without_negligible(least, power_unit_mw, solution.k);
    if (k == solution.k) return;
    const lp::Vector k_before = std::exchange(solution.k, k);
    const std::vector<lp::Matrix> x_before = solution.x;
    const lp::Certificate certificate_before = solution.certificate;
    for (std::size_t c = 0; c < solution.x.size(); ++c) cut_to_bounds(program.chains[c], k, solution.x[c]);
    solution.certificate = lp::certify(program, solution);
    if (lp::holds(solution.certificate, tolerance)) return;
    solution.k = k_before;
    solution.x = x_before;
    solution.certificate = certificate_before;
}

void drop_negligible_investments(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                 lp::Solution& solution) {
    drop_negligible(program.staircase, negligible_border(study, profiles, program), program.power_unit_mw,
                    study.planning.tolerance, solution);
}

}  // namespace decawatt::planning
