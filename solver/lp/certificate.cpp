#include "lp/certificate.hpp"

#include <algorithm>
#include <cmath>

#include "lp/block_certificate.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::lp {

namespace {

constexpr int kBlockStages = 1024;  // evaluated at a time, whatever the number of threads

// The size of each row: its largest coefficient and its largest right-hand side. A row times a factor has a residual
// and a size times that factor.
Vector row_sizes(const Chain& chain) {
    Vector largest = Vector::Zero(chain.rows());
    for (const SparseMatrix* m : {&chain.A, &chain.B, &chain.C})
        for (int j = 0; j < m->outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(*m, j); it; ++it)
                largest[it.row()] = std::max(largest[it.row()], std::abs(it.value()));
    for (const std::vector<StageEntry>* m : {&chain.by_stage.A, &chain.by_stage.B, &chain.by_stage.C})
        for (const StageEntry& e : *m) largest[e.row] = std::max(largest[e.row], e.value.cwiseAbs().maxCoeff());
    return largest + chain.rhs.cwiseAbs().rowwise().maxCoeff();
}

std::vector<BlockTerms> terms_of_blocks(const StaircaseProgram& program, const Solution& s, const Vector& lambda,
                                        bool with_costs) {
    std::vector<Block> blocks;
    std::vector<Vector> sizes;
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const Chain& chain = program.chains[c];
        sizes.push_back(chain.rows() > 0 ? row_sizes(chain) : Vector());
        for (int first = 0; first < chain.stages; first += kBlockStages)
            blocks.push_back({c, first, std::min(first + kBlockStages, chain.stages)});
    }
    std::vector<BlockTerms> terms(blocks.size());
    parallel::for_each_block(static_cast<std::int64_t>(terms.size()), [&](std::int64_t i) {
        const Block& block = blocks[static_cast<std::size_t>(i)];
        terms[static_cast<std::size_t>(i)] =
            BlockCertificate({program, s, lambda, with_costs}, block, sizes[block.chain]).evaluate();
    });
    return terms;
}

// The lower bound; `border_price` receives q - H'λ + Σ P'rκ.
double total_bound(const StaircaseProgram& program, const Vector& lambda, const std::vector<BlockTerms>& blocks,
                   bool with_costs, Vector& border_price) {
    const Border& border = program.border;
    border_price = -(program.linking.H.transpose() * lambda);
    Sum bound;
    for (int l = 0; l < program.linking.size(); ++l) bound += program.linking.rhs[l] * lambda[l];
    if (with_costs) {
        border_price += border.cost;
        bound += program.objective_offset;
    }
    for (const BlockTerms& block : blocks) {
        border_price += block.border_price;
        bound += block.bound;
    }
    for (int i = 0; i < border.size(); ++i)
        bound += border_price[i] > 0.0 ? border_price[i] * border.lower[i] : border_price[i] * border.upper[i];
    return bound.value();
}

// Adds the linking rows to the certificate.
void add_linking(const LinkingRows& rows, const Vector& activity, const Vector& lambda, Certificate& c, Sum& priced,
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

void add_border(const Border& border, const Vector& k, const Vector& price, Certificate& c, Sum& open) {
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
    return total_bound(program, lambda, terms_of_blocks(program, solution, lambda, with_costs), with_costs,
                       border_price);
}

Vector border_prices(const StaircaseProgram& program, const Solution& solution) {
    const Vector lambda = allowed_duals(program.linking, solution.lambda);
    Vector border_price;
    total_bound(program, lambda, terms_of_blocks(program, solution, lambda, true), true, border_price);
    return border_price;
}

Certificate certify(const StaircaseProgram& program, const Solution& s) {
    const Vector lambda = allowed_duals(program.linking, s.lambda);
    const auto terms = terms_of_blocks(program, s, lambda, true);
    Certificate c;
    Vector border_price;
    c.dual_objective = total_bound(program, lambda, terms, true, border_price);
    Sum objective, priced, open;
    objective += program.objective_offset;
    for (int i = 0; i < program.border.size(); ++i) objective += program.border.cost[i] * s.k[i];
    std::vector<Sum> activity(static_cast<std::size_t>(program.linking.size()));
    double largest_cost = 0.0;
    for (const BlockTerms& block : terms) {
        objective += block.objective;
        priced += block.priced_violation;
        open += block.complementarity;
        for (std::size_t l = 0; l < activity.size(); ++l) activity[l] += block.activity[l];
        c.primal_residual = std::max(c.primal_residual, block.row_violation);
        c.primal_residual_relative = std::max(c.primal_residual_relative, block.row_violation_relative);
        c.bound_violation = std::max(c.bound_violation, block.bound_violation);
        c.bound_violation_relative = std::max(c.bound_violation_relative, block.bound_violation_relative);
        c.dual_residual = std::max(c.dual_residual, block.open_price);
        largest_cost = std::max(largest_cost, block.largest_cost);
    }
    add_linking(program.linking, program.linking.H * s.k + values(activity), lambda, c, priced, open);
    add_border(program.border, s.k, border_price, c, open);
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
