#include "lp/certificate.hpp"

#include <algorithm>
#include <cmath>

#include "parallel/blocks.hpp"

namespace decawatt::lp {

namespace {

double dot(const SparseMatrix& matrix, int column, const double* rows) {
    double sum = 0.0;
    for (SparseMatrix::InnerIterator it(matrix, column); it; ++it) sum += it.value() * rows[it.row()];
    return sum;
}

// What one chain says about the duals and about the point (x, k).
struct ChainJudgement {
    double bound = 0.0;   // b'y + Σ min(0, r) u + rκ'κ0
    Vector border_price;  // P' rκ
    double objective = 0.0, row_violation = 0.0, largest_rhs = 0.0, priced_violation = 0.0, bound_violation = 0.0;
    double open_price = 0.0, complementarity = 0.0;
    Vector activity;  // Σ G x
};

double reduced_cost(const Chain& chain, const Matrix& y, const Vector& link_price, int j, int t, bool with_costs) {
    double r = (with_costs ? chain.cost_at(j, t) : 0.0) - link_price[j] -
               dot(chain.A, j, y.data() + static_cast<std::ptrdiff_t>(t) * y.rows());
    const int next = t + 1 < chain.stages ? t + 1 : (chain.cyclic ? 0 : -1);
    if (next >= 0) r -= dot(chain.B, j, y.data() + static_cast<std::ptrdiff_t>(next) * y.rows());
    return r;
}

void judge_rows(const Chain& chain, const Matrix& x, const Matrix& y, const Vector& kappa, ChainJudgement& judged) {
    if (chain.rows() == 0) {  // nothing to violate; a maximum over nothing is no number
        judged.activity += (chain.G * x).rowwise().sum();
        return;
    }
    const Vector fixed = chain.C * kappa;
    for (int t = 0; t < chain.stages; ++t) {
        Vector residual = chain.rhs.col(t) - chain.A * x.col(t) - fixed;
        const int before = t > 0 ? t - 1 : (chain.cyclic ? chain.stages - 1 : -1);
        if (before >= 0) residual -= chain.B * x.col(before);
        judged.row_violation = std::max(judged.row_violation, residual.cwiseAbs().maxCoeff());
        judged.largest_rhs = std::max(judged.largest_rhs, chain.rhs.col(t).cwiseAbs().maxCoeff());
        judged.priced_violation += residual.cwiseAbs().dot(y.col(t).cwiseAbs());
        judged.activity += chain.G * x.col(t);
    }
}

ChainJudgement judge(const StaircaseProgram& program, const Solution& s, const Vector& lambda, std::size_t c,
                     bool with_costs) {
    const Chain& chain = program.chains[c];
    const Matrix &x = s.x[c], &y = s.y[c];
    const Vector kappa = chain.border_map * s.k + chain.border_offset, link_price = chain.G.transpose() * lambda;
    ChainJudgement judged;
    judged.activity.setZero(program.linking.size());
    Vector kappa_price = -(chain.C.transpose() * y.rowwise().sum());
    judged.bound = chain.rhs.cwiseProduct(y).sum();
    for (int t = 0; t < chain.stages; ++t)
        for (int j = 0; j < chain.columns(); ++j) {
            const int g = chain.scaled_by[static_cast<std::size_t>(j)];
            const double a = chain.upper(j, t), upper = g == kFixedBound ? a : a * kappa[g];
            const double r = reduced_cost(chain, y, link_price, j, t, with_costs);
            (g == kFixedBound ? judged.bound : kappa_price[g]) += std::min(0.0, r) * a;
            judged.objective += chain.cost_at(j, t) * x(j, t);
            judged.bound_violation = std::max({judged.bound_violation, -x(j, t), x(j, t) - upper});
            const double open = std::max(0.0, r) * x(j, t) + std::max(0.0, -r) * (upper - x(j, t));
            judged.complementarity += std::abs(open);
            if (upper > 0.0) judged.open_price = std::max(judged.open_price, open / upper);
        }
    judged.bound += kappa_price.dot(chain.border_offset);
    judged.border_price = chain.border_map.transpose() * kappa_price;
    judge_rows(chain, x, y, kappa, judged);
    return judged;
}

std::vector<ChainJudgement> judge_all(const StaircaseProgram& program, const Solution& s, const Vector& lambda,
                                      bool with_costs) {
    std::vector<ChainJudgement> judged(program.chains.size());
    parallel::for_each_block(static_cast<std::int64_t>(judged.size()), [&](std::int64_t c) {
        judged[static_cast<std::size_t>(c)] = judge(program, s, lambda, static_cast<std::size_t>(c), with_costs);
    });
    return judged;
}

// The lower bound; `border_price` receives q - H'λ + Σ P'rκ.
double total_bound(const StaircaseProgram& program, const Vector& lambda, const std::vector<ChainJudgement>& judged,
                   bool with_costs, Vector& border_price) {
    const Border& border = program.border;
    border_price = -(program.linking.H.transpose() * lambda);
    double bound = program.linking.rhs.dot(lambda);
    if (with_costs) {
        border_price += border.cost;
        bound += program.objective_offset;
    }
    for (const ChainJudgement& j : judged) {
        border_price += j.border_price;
        bound += j.bound;
    }
    for (int i = 0; i < border.size(); ++i)
        bound += border_price[i] > 0.0 ? border_price[i] * border.lower[i] : border_price[i] * border.upper[i];
    return bound;
}

}  // namespace

Vector allowed_duals(const LinkingRows& rows, const Vector& lambda) {
    Vector allowed = lambda;
    for (int l = 0; l < rows.size(); ++l) {
        const Sense sense = rows.sense[static_cast<std::size_t>(l)];
        if (sense == Sense::at_most) allowed[l] = std::min(0.0, lambda[l]);
        if (sense == Sense::at_least) allowed[l] = std::max(0.0, lambda[l]);
    }
    return allowed;
}

double safe_lower_bound(const StaircaseProgram& program, const Solution& solution, bool with_costs) {
    const Vector lambda = allowed_duals(program.linking, solution.lambda);
    Vector border_price;
    return total_bound(program, lambda, judge_all(program, solution, lambda, with_costs), with_costs, border_price);
}

Vector border_prices(const StaircaseProgram& program, const Solution& solution) {
    const Vector lambda = allowed_duals(program.linking, solution.lambda);
    Vector border_price;
    total_bound(program, lambda, judge_all(program, solution, lambda, true), true, border_price);
    return border_price;
}

Certificate certify(const StaircaseProgram& program, const Solution& s) {
    const Vector lambda = allowed_duals(program.linking, s.lambda);
    const auto judged = judge_all(program, s, lambda, true);
    Certificate c;
    Vector border_price;
    c.dual_objective = total_bound(program, lambda, judged, true, border_price);
    c.primal_objective = program.objective_offset + program.border.cost.dot(s.k);
    Vector activity = program.linking.H * s.k;
    double priced = 0.0, largest_rhs = 0.0, open = 0.0;
    for (const ChainJudgement& j : judged) {
        c.primal_objective += j.objective;
        c.primal_residual = std::max(c.primal_residual, j.row_violation);
        c.bound_violation = std::max(c.bound_violation, j.bound_violation);
        c.dual_residual = std::max(c.dual_residual, j.open_price);
        largest_rhs = std::max(largest_rhs, j.largest_rhs);
        priced += j.priced_violation;
        open += j.complementarity;
        activity += j.activity;
    }
    for (int l = 0; l < program.linking.size(); ++l) {
        const double slack = program.linking.rhs[l] - activity[l];
        const Sense sense = program.linking.sense[static_cast<std::size_t>(l)];
        const double violation =
            sense == Sense::equal ? std::abs(slack) : std::max(0.0, sense == Sense::at_most ? -slack : slack);
        c.linking_violation = std::max(c.linking_violation, violation / (1.0 + std::abs(program.linking.rhs[l])));
        priced += violation * std::abs(lambda[l]);
        open += std::abs(slack * lambda[l]);
    }
    for (int i = 0; i < program.border.size(); ++i) {
        const double r = border_price[i], low = s.k[i] - program.border.lower[i],
                     high = program.border.upper[i] - s.k[i];
        c.bound_violation = std::max({c.bound_violation, -low, -high});
        open += std::max(0.0, r) * std::max(0.0, low) + std::max(0.0, -r) * std::max(0.0, high);
    }
    c.primal_residual_relative = c.primal_residual / (1.0 + largest_rhs);
    const double size = 1.0 + std::abs(c.primal_objective);
    c.relative_gap = (std::abs(c.primal_objective - c.dual_objective) + priced) / size;
    c.complementarity = open / size;
    return c;
}

}  // namespace decawatt::lp
