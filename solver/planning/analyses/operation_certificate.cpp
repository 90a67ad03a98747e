#include "planning/analyses/operation_certificate.hpp"

#include <algorithm>
#include <cmath>

#include "lp/certificate.hpp"
#include "lp/restriction.hpp"
#include "lp/stage_matrix.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

lp::Matrix penalty_prices(const Layout& layout, std::size_t chain) {
    lp::Vector paid = layout.penalty[chain];
    for (const StoreColumns& store : layout.chains[chain].stores)
        for (const Column column : {store.charge, store.discharge})
            if (exists(column)) paid[index_of(column)] += layout.target_cost[chain][index_of(column)];
    return by_stage(paid, layout.chains[chain].step_weight);
}

double paid_for(const lp::Matrix& x, const lp::Matrix& prices) {
    return prices.cols() == 1 ? prices.col(0).dot(x.rowwise().sum()) : prices.cwiseProduct(x).sum();
}

void deduct_penalties(double payment, lp::Certificate& c) {
    const double size = 1.0 + std::abs(c.primal_objective);
    c.primal_objective -= payment;
    c.dual_objective -= payment;
    const double less = 1.0 + std::abs(c.primal_objective);
    c.relative_gap *= size / less;
    c.complementarity *= size / less;
}

lp::Certificate certify_windows(const Program& program, std::size_t chain, const ChainPoint& whole,
                                const ChainPoint& kept, const lp::Vector& link_duals) {
    lp::Matrix payments = -lp::price_of_linking(program.staircase.chains[chain], link_duals);
    const lp::Matrix penalties = penalty_prices(*program.layout, chain);
    if (penalties.cols() == 1)
        payments.colwise() += lp::Vector(penalties.col(0));
    else
        payments = (payments.cols() == 1 ? payments.replicate(1, penalties.cols()).eval() : payments) + penalties;
    lp::StaircaseProgram alone = lp::chain_alone(program.staircase, chain, program.staircase.border.lower);
    lp::add_costs(alone.chains.front(), payments);
    lp::Solution point;
    point.x = {kept.x};
    point.y = {whole.y};
    point.k = point.lambda = lp::Vector::Zero(0);
    lp::Certificate judged = lp::certify(alone, point);
    lp::Chain& begun = alone.chains.front();  // its year begins with what was stored, and need not end so
    begun.rhs.col(0) -= lp::StageMatrix(begun.B, begun.by_stage.B).at(0) * lp::before_first(begun, whole.x);
    begun.cyclic = false;
    judged.primal_residual = lp::certify(alone, point).primal_residual;
    judged.primal_residual_relative = kept.row_violation;
    deduct_penalties(paid_for(kept.x, payments), judged);
    return judged;
}

lp::Certificate joined_certificate(const lp::StaircaseProgram& program, const std::vector<lp::Certificate>& parts) {
    lp::Certificate all;
    double constant = program.objective_offset;  // and the cost of what is decided; the rest is in the parts
    for (Eigen::Index b = 0; b < program.border.cost.size(); ++b)
        if (program.border.lower[b] == program.border.upper[b])
            constant += program.border.cost[b] * program.border.lower[b];
    all.primal_objective = all.dual_objective = constant;
    double distance = 0.0, complementarity = 0.0;
    for (const lp::Certificate& c : parts) {
        all.primal_objective += c.primal_objective;
        all.dual_objective += c.dual_objective;
        distance += c.relative_gap * (1.0 + std::abs(c.primal_objective));
        complementarity += c.complementarity * (1.0 + std::abs(c.primal_objective));
        for (const auto part : {&lp::Certificate::primal_residual, &lp::Certificate::primal_residual_relative,
                                &lp::Certificate::linking_violation, &lp::Certificate::bound_violation,
                                &lp::Certificate::bound_violation_relative, &lp::Certificate::dual_residual,
                                &lp::Certificate::dual_residual_relative})
            all.*part = std::max(all.*part, c.*part);
    }
    all.relative_gap = distance / (1.0 + std::abs(all.primal_objective));
    all.complementarity = complementarity / (1.0 + std::abs(all.primal_objective));
    return all;
}

}  // namespace decawatt::planning
