#include "support/clp_bridge.hpp"

#include <algorithm>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

namespace decawatt::tests {

namespace {

using lp::Chain;
using lp::Matrix;
using lp::Sense;
using lp::SparseMatrix;
using lp::StaircaseProgram;
using lp::Vector;

// The flat program: triplets, and where each chain's columns and rows begin.
struct Flat {
    std::vector<int> row, column;
    std::vector<double> value;
    std::vector<double> row_lower, row_upper, column_lower, column_upper, cost;
    std::vector<int> first_column, first_row;
    int first_border = 0, first_linking = 0;

    void add(int r, int c, double v) {
        row.push_back(r);
        column.push_back(c);
        value.push_back(v);
    }
    int add_row(double lower, double upper) {
        row_lower.push_back(lower);
        row_upper.push_back(upper);
        return static_cast<int>(row_lower.size()) - 1;
    }
    void add_column(double lower, double upper, double c) {
        column_lower.push_back(lower);
        column_upper.push_back(upper);
        cost.push_back(c);
    }
    void add_block(const SparseMatrix& block, int r, int c) {
        for (int j = 0; j < block.outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(block, j); it; ++it)
                add(r + static_cast<int>(it.row()), c + static_cast<int>(it.col()), it.value());
    }
};

void add_columns(const StaircaseProgram& program, Flat& flat) {
    for (const Chain& chain : program.chains) {
        flat.first_column.push_back(static_cast<int>(flat.cost.size()));
        for (int t = 0; t < chain.stages; ++t)
            for (int j = 0; j < chain.columns(); ++j) {
                const double u = chain.upper(j, t);
                const bool fixed = chain.scaled_by[static_cast<std::size_t>(j)] == lp::kFixedBound || u <= 0.0;
                flat.add_column(0.0, fixed ? u : COIN_DBL_MAX, chain.cost_at(j, t));
            }
    }
    flat.first_border = static_cast<int>(flat.cost.size());
    for (int k = 0; k < program.border.size(); ++k)
        flat.add_column(program.border.lower[k], program.border.upper[k], program.border.cost[k]);
}

// Entries of a stage that vary.
void add_entries(const std::vector<lp::StageEntry>& entries, int stage, int r, int c, Flat& flat) {
    for (const lp::StageEntry& e : entries) flat.add(r + e.row, c + e.column, e.value[stage]);
}

// C_t (P k + κ0) of the entries that vary, in the rows that begin with `first`.
void add_varying_border(const Chain& chain, int stage, int first, Flat& flat) {
    for (const lp::StageEntry& e : chain.by_stage.C) {
        const auto row = static_cast<std::size_t>(first + e.row);
        for (std::vector<double>* side : {&flat.row_lower, &flat.row_upper})
            (*side)[row] -= e.value[stage] * chain.border_offset[e.column];
        for (int k = 0; k < chain.border_map.cols(); ++k)
            if (const double scale = chain.border_map.coeff(e.column, k); scale != 0.0)
                flat.add(first + e.row, flat.first_border + k, e.value[stage] * scale);
    }
}

// B of the columns that come back from the last stage.
SparseMatrix cyclic_part(const Chain& chain) {
    Matrix b = chain.B;
    for (const int j : chain.start_from_zero) b.col(j).setZero();
    return b.sparseView();
}

void add_stage_rows(const Chain& chain, int first_column, Flat& flat) {
    const SparseMatrix border = chain.C * chain.border_map;
    const Vector constant = chain.C * chain.border_offset;
    flat.first_row.push_back(static_cast<int>(flat.row_lower.size()));
    for (int t = 0; t < chain.stages; ++t) {
        const int first = static_cast<int>(flat.row_lower.size());
        for (int i = 0; i < chain.rows(); ++i) {
            const double b = chain.rhs(i, t) - constant[i];
            flat.add_row(b, b);
        }
        flat.add_block(chain.A, first, first_column + t * chain.columns());
        add_entries(chain.by_stage.A, t, first, first_column + t * chain.columns(), flat);
        flat.add_block(border, first, flat.first_border);
        add_varying_border(chain, t, first, flat);
        for (const lp::StageEntry& e : chain.by_stage.B) {
            const int before = t > 0 ? t - 1 : chain.stages - 1;
            const bool from_zero = !chain.cyclic || std::ranges::count(chain.start_from_zero, e.column) > 0;
            if (t > 0 || !from_zero)
                flat.add(first + e.row, first_column + before * chain.columns() + e.column, e.value[t]);
        }
        if (t > 0) flat.add_block(chain.B, first, first_column + (t - 1) * chain.columns());
        if (t == 0 && chain.cyclic)
            flat.add_block(cyclic_part(chain), first, first_column + (chain.stages - 1) * chain.columns());
    }
}

void add_scaled_bounds(const Chain& chain, int first_column, Flat& flat) {
    const SparseMatrix scale = chain.border_map.transpose();  // one column per local border column
    for (int t = 0; t < chain.stages; ++t)
        for (int j = 0; j < chain.columns(); ++j) {
            const int g = chain.scaled_by[static_cast<std::size_t>(j)];
            const double u = chain.upper(j, t);
            if (g == lp::kFixedBound || u <= 0.0) continue;
            const int r = flat.add_row(-COIN_DBL_MAX, u * chain.border_offset[g]);
            flat.add(r, first_column + t * chain.columns() + j, 1.0);
            for (SparseMatrix::InnerIterator it(scale, g); it; ++it)
                flat.add(r, flat.first_border + static_cast<int>(it.row()), -u * it.value());
        }
}

void add_linking_rows(const StaircaseProgram& program, Flat& flat) {
    const auto& linking = program.linking;
    flat.first_linking = static_cast<int>(flat.row_lower.size());
    for (int i = 0; i < linking.size(); ++i) {
        const Sense sense = linking.sense[static_cast<std::size_t>(i)];
        flat.add_row(sense == Sense::at_most ? -COIN_DBL_MAX : linking.rhs[i],
                     sense == Sense::at_least ? COIN_DBL_MAX : linking.rhs[i]);
    }
    if (linking.size() == 0) return;
    flat.add_block(linking.H, flat.first_linking, flat.first_border);
    for (std::size_t c = 0; c < program.chains.size(); ++c)
        for (int t = 0; t < program.chains[c].stages; ++t) {
            const Chain& chain = program.chains[c];
            const int first = flat.first_column[c] + t * chain.columns();
            flat.add_block(chain.G, flat.first_linking, first);
            add_entries(chain.by_stage.G, t, flat.first_linking, first, flat);
        }
}

// A and B may meet in one place (a chain of one stage): CoinPackedMatrix does not add duplicates, so they are added
// here.
CoinPackedMatrix matrix_of(const Flat& flat) {
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(flat.value.size());
    for (std::size_t e = 0; e < flat.value.size(); ++e)
        entries.emplace_back(flat.row[e], flat.column[e], flat.value[e]);
    SparseMatrix sum(static_cast<Eigen::Index>(flat.row_lower.size()), static_cast<Eigen::Index>(flat.cost.size()));
    sum.setFromTriplets(entries.begin(), entries.end());
    sum.makeCompressed();
    std::vector<CoinBigIndex> starts(sum.outerIndexPtr(), sum.outerIndexPtr() + sum.outerSize() + 1);
    return {true,
            static_cast<int>(sum.rows()),
            static_cast<int>(sum.cols()),
            static_cast<CoinBigIndex>(sum.nonZeros()),
            sum.valuePtr(),
            sum.innerIndexPtr(),
            starts.data(),
            nullptr};
}

lp::Solution solution_of(const StaircaseProgram& program, const Flat& flat, const ClpSimplex& clp) {
    lp::Solution solution;
    const double* x = clp.primalColumnSolution();
    const double* y = clp.dualRowSolution();
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const Chain& chain = program.chains[c];
        solution.x.push_back(Eigen::Map<const Matrix>(x + flat.first_column[c], chain.columns(), chain.stages));
        solution.y.push_back(Eigen::Map<const Matrix>(y + flat.first_row[c], chain.rows(), chain.stages));
    }
    solution.k = Eigen::Map<const Vector>(x + flat.first_border, program.border.size());
    solution.lambda = Eigen::Map<const Vector>(y + flat.first_linking, program.linking.size());
    return solution;
}

Flat flatten(const StaircaseProgram& program) {
    Flat flat;
    add_columns(program, flat);
    for (std::size_t c = 0; c < program.chains.size(); ++c)
        add_stage_rows(program.chains[c], flat.first_column[c], flat);
    for (std::size_t c = 0; c < program.chains.size(); ++c)
        add_scaled_bounds(program.chains[c], flat.first_column[c], flat);
    add_linking_rows(program, flat);
    return flat;
}

}  // namespace

FlatResult solve_with_clp(const StaircaseProgram& program) {
    const Flat flat = flatten(program);
    ClpSimplex clp;
    clp.setLogLevel(0);
    clp.loadProblem(matrix_of(flat), flat.column_lower.data(), flat.column_upper.data(), flat.cost.data(),
                    flat.row_lower.data(), flat.row_upper.data());
    clp.setPrimalTolerance(1e-9);
    clp.setDualTolerance(1e-9);
    clp.initialSolve();

    FlatResult result;
    result.optimal = clp.isProvenOptimal();
    result.infeasible = clp.isProvenPrimalInfeasible();
    result.objective = clp.objectiveValue() + program.objective_offset;
    result.solution = solution_of(program, flat, clp);
    result.solution.status = result.optimal      ? lp::Status::optimal
                             : result.infeasible ? lp::Status::infeasible
                                                 : lp::Status::numerical_failure;
    result.solution.message = result.optimal ? "" : "Clp status " + std::to_string(clp.status());
    result.solution.iterations = clp.numberIterations();
    result.solution.certificate.primal_objective = result.objective;
    return result;
}

MpsResult solve_mps_with_clp(const std::string& path) {
    ClpSimplex clp;
    clp.setLogLevel(0);
    MpsResult result;
    result.faults = clp.readMps(path.c_str(), true, false);  // names kept, no fault forgiven
    if (result.faults != 0) return result;
    for (int i = 0; i < clp.numberRows(); ++i) result.row_names.push_back(clp.getRowName(i));
    for (int j = 0; j < clp.numberColumns(); ++j) result.column_names.push_back(clp.getColumnName(j));
    clp.setPrimalTolerance(1e-9);
    clp.setDualTolerance(1e-9);
    clp.initialSolve();
    result.optimal = clp.isProvenOptimal();
    result.objective = clp.objectiveValue();
    result.x.assign(clp.primalColumnSolution(), clp.primalColumnSolution() + clp.numberColumns());
    return result;
}

}  // namespace decawatt::tests
