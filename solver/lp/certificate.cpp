#include "lp/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lp/compensated_sum.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::lp {

namespace {

double dot(const SparseMatrix& matrix, int column, const double* rows) {
    double sum = 0.0;
    for (SparseMatrix::InnerIterator it(matrix, column); it; ++it) sum += it.value() * rows[it.row()];
    return sum;
}

Vector values(const std::vector<Sum>& sums) {
    Vector result(static_cast<Eigen::Index>(sums.size()));
    for (std::size_t i = 0; i < sums.size(); ++i) result[static_cast<Eigen::Index>(i)] = sums[i].value();
    return result;
}

constexpr int kBlockStages = 1024;  // judged at a time, whatever the number of threads

// Consecutive stages of a chain.
struct Block {
    std::size_t chain;
    int first, end;
};

// What a block says about the duals and about the point (x, k).
struct Judgement {
    Sum bound;            // b'y + Σ min(0, r) u + rκ'κ0
    Vector border_price;  // P' rκ
    Sum objective, priced_violation, complementarity;
    double row_violation = 0.0, row_violation_relative = 0.0, bound_violation = 0.0, bound_violation_relative = 0.0;
    double open_price = 0.0, largest_cost = 0.0;
    std::vector<Sum> activity;  // Σ G x
};

// The size of each row: its largest coefficient and its largest right-hand side. A row times a factor has a residual
// and a size times that factor.
Vector row_sizes(const Chain& chain) {
    Vector largest = Vector::Zero(chain.rows());
    for (const SparseMatrix* m : {&chain.A, &chain.B, &chain.C})
        for (int j = 0; j < m->outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(*m, j); it; ++it)
                largest[it.row()] = std::max(largest[it.row()], std::abs(it.value()));
    return largest + chain.rhs.cwiseAbs().rowwise().maxCoeff();
}

// What is judged: a point and its duals.
struct Point {
    const StaircaseProgram& program;
    const Solution& solution;
    const Vector& lambda;
    bool with_costs;
};

class BlockJudge {
  public:
    BlockJudge(const Point& point, const Block& block, const Vector& row_sizes)
        : chain_(point.program.chains[block.chain]),
          x_(point.solution.x[block.chain]),
          y_(point.solution.y[block.chain]),
          block_(block),
          row_sizes_(row_sizes),
          with_costs_(point.with_costs),
          cyclic_(chain_.cyclic_columns()),
          kappa_(chain_.border_map * point.solution.k + chain_.border_offset),
          link_price_(chain_.G.transpose() * point.lambda),
          kappa_price_(static_cast<std::size_t>(chain_.local_border())) {
        judged_.activity.resize(static_cast<std::size_t>(point.program.linking.size()));
    }

    Judgement judge() {
        const Vector fixed = chain_.C * kappa_;
        for (int t = block_.first; t < block_.end; ++t) {
            price_border(t);
            for (int j = 0; j < chain_.columns(); ++j) judge_column(j, t);
            if (chain_.rows() > 0) judge_rows(t, fixed);
        }
        const Vector price = values(kappa_price_);
        for (int g = 0; g < chain_.local_border(); ++g) judged_.bound += price[g] * chain_.border_offset[g];
        judged_.border_price = chain_.border_map.transpose() * price;
        return std::move(judged_);
    }

  private:
    double reduced_cost(int j, int t) const {
        const auto rows = [&](int stage) { return y_.data() + static_cast<std::ptrdiff_t>(stage) * y_.rows(); };
        double r = (with_costs_ ? chain_.cost_at(j, t) : 0.0) - link_price_[j] - dot(chain_.A, j, rows(t));
        const int next = t + 1 < chain_.stages ? t + 1 : (cyclic_[static_cast<std::size_t>(j)] ? 0 : -1);
        if (next >= 0) r -= dot(chain_.B, j, rows(next));
        return r;
    }

    // b'y, and -C'y for the border.
    void price_border(int t) {
        for (int i = 0; i < chain_.rows(); ++i) judged_.bound += chain_.rhs(i, t) * y_(i, t);
        for (int g = 0; g < chain_.local_border(); ++g)
            for (SparseMatrix::InnerIterator it(chain_.C, g); it; ++it)
                kappa_price_[static_cast<std::size_t>(g)] += -it.value() * y_(it.row(), t);
    }

    void judge_column(int j, int t) {
        const int g = chain_.scaled_by[static_cast<std::size_t>(j)];
        const double a = chain_.upper(j, t), upper = g == kFixedBound ? a : a * kappa_[g];
        const double r = reduced_cost(j, t), x = x_(j, t);
        (g == kFixedBound ? judged_.bound : kappa_price_[static_cast<std::size_t>(g)]) += std::min(0.0, r) * a;
        const double cost = chain_.cost_at(j, t), outside = std::max(-x, x - upper);
        judged_.objective += cost * x;
        judged_.largest_cost = std::max(judged_.largest_cost, std::abs(cost));
        judged_.bound_violation = std::max(judged_.bound_violation, outside);
        judged_.bound_violation_relative = std::max(judged_.bound_violation_relative, outside / (1.0 + upper));
        const double open = std::max(0.0, r) * x + std::max(0.0, -r) * (upper - x);
        judged_.complementarity += std::abs(open);
        if (upper > 0.0) judged_.open_price = std::max(judged_.open_price, open / upper);
        for (SparseMatrix::InnerIterator it(chain_.G, j); it; ++it)
            judged_.activity[static_cast<std::size_t>(it.row())] += it.value() * x;
    }

    // x of the stage before: in the first, of the cyclic columns.
    Vector before(int t) const {
        Vector x = x_.col(t > 0 ? t - 1 : chain_.stages - 1);
        for (int j = 0; t == 0 && j < chain_.columns(); ++j)
            if (!cyclic_[static_cast<std::size_t>(j)]) x[j] = 0.0;
        return x;
    }

    void judge_rows(int t, const Vector& fixed) {
        Vector residual = chain_.rhs.col(t) - chain_.A * x_.col(t) - fixed;
        residual -= chain_.B * before(t);
        for (int i = 0; i < chain_.rows(); ++i) {
            const double violation = std::abs(residual[i]);
            judged_.row_violation = std::max(judged_.row_violation, violation);
            if (violation > 0.0)  // a row without size is 0 = 0
                judged_.row_violation_relative = std::max(judged_.row_violation_relative, violation / row_sizes_[i]);
            judged_.priced_violation += violation * std::abs(y_(i, t));
        }
    }

    const Chain& chain_;
    const Matrix &x_, &y_;
    const Block& block_;
    const Vector& row_sizes_;
    const bool with_costs_;
    const std::vector<char> cyclic_;  // per column
    const Vector kappa_, link_price_;
    std::vector<Sum> kappa_price_;
    Judgement judged_;
};

std::vector<Judgement> judge_all(const StaircaseProgram& program, const Solution& s, const Vector& lambda,
                                 bool with_costs) {
    std::vector<Block> blocks;
    std::vector<Vector> sizes;
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const Chain& chain = program.chains[c];
        sizes.push_back(chain.rows() > 0 ? row_sizes(chain) : Vector());
        for (int first = 0; first < chain.stages; first += kBlockStages)
            blocks.push_back({c, first, std::min(first + kBlockStages, chain.stages)});
    }
    std::vector<Judgement> judged(blocks.size());
    parallel::for_each_block(static_cast<std::int64_t>(judged.size()), [&](std::int64_t i) {
        const Block& block = blocks[static_cast<std::size_t>(i)];
        judged[static_cast<std::size_t>(i)] =
            BlockJudge({program, s, lambda, with_costs}, block, sizes[block.chain]).judge();
    });
    return judged;
}

// The lower bound; `border_price` receives q - H'λ + Σ P'rκ.
double total_bound(const StaircaseProgram& program, const Vector& lambda, const std::vector<Judgement>& judged,
                   bool with_costs, Vector& border_price) {
    const Border& border = program.border;
    border_price = -(program.linking.H.transpose() * lambda);
    Sum bound;
    for (int l = 0; l < program.linking.size(); ++l) bound += program.linking.rhs[l] * lambda[l];
    if (with_costs) {
        border_price += border.cost;
        bound += program.objective_offset;
    }
    for (const Judgement& j : judged) {
        border_price += j.border_price;
        bound += j.bound;
    }
    for (int i = 0; i < border.size(); ++i)
        bound += border_price[i] > 0.0 ? border_price[i] * border.lower[i] : border_price[i] * border.upper[i];
    return bound.value();
}

// Adds what the linking rows say to the certificate.
void judge_linking(const LinkingRows& rows, const Vector& activity, const Vector& lambda, Certificate& c, Sum& priced,
                   Sum& open) {
    for (int l = 0; l < rows.size(); ++l) {
        const double slack = rows.rhs[l] - activity[l];
        const Sense sense = rows.sense[static_cast<std::size_t>(l)];
        const double violation =
            sense == Sense::equal ? std::abs(slack) : std::max(0.0, sense == Sense::at_most ? -slack : slack);
        c.linking_violation = std::max(c.linking_violation, violation / (1.0 + std::abs(rows.rhs[l])));
        priced += violation * std::abs(lambda[l]);
        open += std::abs(slack * lambda[l]);
    }
}

void judge_border(const Border& border, const Vector& k, const Vector& price, Certificate& c, Sum& open) {
    for (int i = 0; i < border.size(); ++i) {
        const double low = k[i] - border.lower[i], high = border.upper[i] - k[i], outside = std::max(-low, -high);
        c.bound_violation = std::max(c.bound_violation, outside);
        c.bound_violation_relative = std::max(c.bound_violation_relative, outside / (1.0 + border.upper[i]));
        open += std::max(0.0, price[i]) * std::max(0.0, low) + std::max(0.0, -price[i]) * std::max(0.0, high);
    }
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
    Sum objective, priced, open;
    objective += program.objective_offset;
    for (int i = 0; i < program.border.size(); ++i) objective += program.border.cost[i] * s.k[i];
    std::vector<Sum> activity(static_cast<std::size_t>(program.linking.size()));
    double largest_cost = 0.0;
    for (const Judgement& j : judged) {
        objective += j.objective;
        priced += j.priced_violation;
        open += j.complementarity;
        for (std::size_t l = 0; l < activity.size(); ++l) activity[l] += j.activity[l];
        c.primal_residual = std::max(c.primal_residual, j.row_violation);
        c.primal_residual_relative = std::max(c.primal_residual_relative, j.row_violation_relative);
        c.bound_violation = std::max(c.bound_violation, j.bound_violation);
        c.bound_violation_relative = std::max(c.bound_violation_relative, j.bound_violation_relative);
        c.dual_residual = std::max(c.dual_residual, j.open_price);
        largest_cost = std::max(largest_cost, j.largest_cost);
    }
    judge_linking(program.linking, program.linking.H * s.k + values(activity), lambda, c, priced, open);
    judge_border(program.border, s.k, border_price, c, open);
    c.primal_objective = objective.value();
    c.dual_residual_relative = c.dual_residual / (1.0 + largest_cost);
    const double size = 1.0 + std::abs(c.primal_objective);
    c.relative_gap = (std::abs(c.primal_objective - c.dual_objective) + priced.value()) / size;
    c.complementarity = open.value() / size;
    return c;
}

bool holds(const Certificate& c, double tolerance) {
    return c.relative_gap <= tolerance && c.primal_residual_relative <= tolerance && c.linking_violation <= tolerance &&
           c.bound_violation_relative <= tolerance;
}

bool fits(const StaircaseProgram& program, const Solution& s) {
    const std::size_t chains = program.chains.size();
    if (s.x.size() != chains || s.y.size() != chains || s.k.size() != program.border.size() ||
        s.lambda.size() != program.linking.size())
        return false;
    for (std::size_t c = 0; c < chains; ++c) {
        const Chain& chain = program.chains[c];
        if (s.x[c].rows() != chain.columns() || s.x[c].cols() != chain.stages || s.y[c].rows() != chain.rows() ||
            s.y[c].cols() != chain.stages)
            return false;
    }
    return true;
}

}  // namespace decawatt::lp
