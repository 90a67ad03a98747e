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

// Compensated (Neumaier) sum.
class Sum {
  public:
    Sum& operator+=(double term) {
        const double total = total_ + term;
        dropped_ += std::abs(total_) >= std::abs(term) ? (total_ - total) + term : (term - total) + total_;
        total_ = total;
        return *this;
    }
    Sum& operator+=(const Sum& other) { return (*this += other.total_) += other.dropped_; }
    double value() const { return total_ + dropped_; }

  private:
    double total_ = 0.0, dropped_ = 0.0;
};

Vector values(const std::vector<Sum>& sums) {
    Vector result(static_cast<Eigen::Index>(sums.size()));
    for (std::size_t i = 0; i < sums.size(); ++i) result[static_cast<Eigen::Index>(i)] = sums[i].value();
    return result;
}

constexpr int kBlockStages = 1024;  // per block of work, independent of the number of threads

// Consecutive stages of a chain.
struct Block {
    std::size_t chain;
    int first, end;
};

// Sums and maxima of a block for the certificate of the duals and of the point (x, k).
struct Judgement {
    Sum bound;            // b'y + Σ min(0, r) u + rκ'κ0
    Vector border_price;  // P' rκ
    Sum objective, priced_violation, complementarity;
    double row_violation = 0.0, row_violation_relative = 0.0, bound_violation = 0.0, bound_violation_relative = 0.0;
    double open_price = 0.0, largest_cost = 0.0;
    std::vector<Sum> activity;  // Σ G x
};

double reduced_cost(const Chain& chain, const Matrix& y, const Vector& link_price, int j, int t, bool with_costs) {
    double r = (with_costs ? chain.cost_at(j, t) : 0.0) - link_price[j] -
               dot(chain.A, j, y.data() + static_cast<std::ptrdiff_t>(t) * y.rows());
    const int next = t + 1 < chain.stages ? t + 1 : (chain.cyclic ? 0 : -1);
    if (next >= 0) r -= dot(chain.B, j, y.data() + static_cast<std::ptrdiff_t>(next) * y.rows());
    return r;
}

// The size of each row: its largest coefficient plus its largest right-hand side. Residual and size scale alike if a
// row is multiplied by a factor.
Vector row_sizes(const Chain& chain) {
    Vector largest = Vector::Zero(chain.rows());
    for (const SparseMatrix* m : {&chain.A, &chain.B, &chain.C})
        for (int j = 0; j < m->outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(*m, j); it; ++it)
                largest[it.row()] = std::max(largest[it.row()], std::abs(it.value()));
    return largest + chain.rhs.cwiseAbs().rowwise().maxCoeff();
}

void judge_rows(const Chain& chain, const Block& block, const Matrix& x, const Matrix& y, const Vector& kappa,
                const Vector& sizes, Judgement& judged) {
    const Vector fixed = chain.C * kappa;
    for (int t = block.first; t < block.end; ++t) {
        Vector residual = chain.rhs.col(t) - chain.A * x.col(t) - fixed;
        const int before = t > 0 ? t - 1 : (chain.cyclic ? chain.stages - 1 : -1);
        if (before >= 0) residual -= chain.B * x.col(before);
        for (int i = 0; i < chain.rows(); ++i) {
            const double violation = std::abs(residual[i]);
            judged.row_violation = std::max(judged.row_violation, violation);
            if (violation > 0.0)  // a row without size is 0 = 0
                judged.row_violation_relative = std::max(judged.row_violation_relative, violation / sizes[i]);
            judged.priced_violation += violation * std::abs(y(i, t));
        }
    }
}

void judge_column(const Chain& chain, int j, int t, double x, double upper, double r, Judgement& judged) {
    const double cost = chain.cost_at(j, t), outside = std::max(-x, x - upper);
    judged.objective += cost * x;
    judged.largest_cost = std::max(judged.largest_cost, std::abs(cost));
    judged.bound_violation = std::max(judged.bound_violation, outside);
    judged.bound_violation_relative = std::max(judged.bound_violation_relative, outside / (1.0 + upper));
    const double open = std::max(0.0, r) * x + std::max(0.0, -r) * (upper - x);
    judged.complementarity += std::abs(open);
    if (upper > 0.0) judged.open_price = std::max(judged.open_price, open / upper);
}

Judgement judge(const StaircaseProgram& program, const Solution& s, const Vector& lambda, const Block& block,
                const Vector& sizes, bool with_costs) {
    const Chain& chain = program.chains[block.chain];
    const Matrix &x = s.x[block.chain], &y = s.y[block.chain];
    const Vector kappa = chain.border_map * s.k + chain.border_offset, link_price = chain.G.transpose() * lambda;
    Judgement judged;
    std::vector<Sum> kappa_price(static_cast<std::size_t>(chain.local_border()));
    judged.activity.resize(static_cast<std::size_t>(program.linking.size()));
    for (int t = block.first; t < block.end; ++t) {
        for (int i = 0; i < chain.rows(); ++i) judged.bound += chain.rhs(i, t) * y(i, t);
        for (int g = 0; g < chain.local_border(); ++g)
            for (SparseMatrix::InnerIterator it(chain.C, g); it; ++it)
                kappa_price[static_cast<std::size_t>(g)] += -it.value() * y(it.row(), t);
        for (int j = 0; j < chain.columns(); ++j) {
            const int g = chain.scaled_by[static_cast<std::size_t>(j)];
            const double a = chain.upper(j, t), upper = g == kFixedBound ? a : a * kappa[g];
            const double r = reduced_cost(chain, y, link_price, j, t, with_costs);
            (g == kFixedBound ? judged.bound : kappa_price[static_cast<std::size_t>(g)]) += std::min(0.0, r) * a;
            judge_column(chain, j, t, x(j, t), upper, r, judged);
            for (SparseMatrix::InnerIterator it(chain.G, j); it; ++it)
                judged.activity[static_cast<std::size_t>(it.row())] += it.value() * x(j, t);
        }
    }
    const Vector price = values(kappa_price);
    for (int g = 0; g < chain.local_border(); ++g) judged.bound += price[g] * chain.border_offset[g];
    judged.border_price = chain.border_map.transpose() * price;
    if (chain.rows() > 0) judge_rows(chain, block, x, y, kappa, sizes, judged);
    return judged;
}

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
        judged[static_cast<std::size_t>(i)] = judge(program, s, lambda, block, sizes[block.chain], with_costs);
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

// Adds the linking rows to the certificate.
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
