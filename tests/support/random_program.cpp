#include "support/random_program.hpp"

#include <cmath>
#include <random>
#include <utility>

#include "lp/stage_matrix.hpp"

namespace decawatt::tests {

namespace {

using lp::Matrix, lp::SparseMatrix, lp::Vector;

class Dice {
  public:
    explicit Dice(std::uint32_t seed, bool whole) : engine_(seed), whole_(whole) {}
    double uniform(double low, double high) {
        const double value = low + (high - low) * std::uniform_real_distribution<>(0.0, 1.0)(engine_);
        return whole_ ? std::round(value) : value;
    }
    double share() { return std::uniform_real_distribution<>(0.0, 1.0)(engine_); }
    bool chance(double p) { return share() < p; }
    int below(int count) { return static_cast<int>(engine_() % static_cast<unsigned>(count)); }

  private:
    std::mt19937 engine_;
    bool whole_;
};

SparseMatrix sparse(const Matrix& dense) {
    return dense.sparseView();
}

// Every row gets a column of its own in front, so that rows are independent; the rest is sparse.
Matrix stage_matrix(const RandomShape& s, Dice& dice) {
    Matrix a = Matrix::Zero(s.rows, s.columns);
    for (int j = 0; j < s.columns; ++j) {
        const int row = j < s.rows ? j : dice.below(s.rows);
        a(row, j) = j < s.rows ? 1.0 : dice.uniform(-2.0, 2.0);
        if (dice.chance(0.5)) a(dice.below(s.rows), j) += dice.uniform(-1.0, 1.0);
    }
    return a;
}

// Entries that become ones by stage, around their value; some of them zero where `gaps`.
std::vector<lp::StageEntry> varied(const RandomShape& s, bool gaps, Dice& dice, Matrix& m) {
    std::vector<lp::StageEntry> entries;
    if (s.by_stage == 0.0) return entries;
    for (int j = 0; j < m.cols(); ++j)
        for (int i = 0; i < m.rows(); ++i) {
            if (m(i, j) == 0.0 || !dice.chance(s.by_stage)) continue;
            lp::StageEntry entry{i, j, Vector(s.stages)};
            for (double& value : entry.value)
                value = gaps && dice.chance(0.2) ? 0.0 : m(i, j) * (0.25 + 1.5 * dice.share());
            entries.push_back(std::move(entry));
            m(i, j) = 0.0;
        }
    return entries;
}

// Right-hand sides through x, and the share of the linking rows.
void meet(const Matrix& x, const Vector& kappa, lp::Chain& c, Vector& activity) {
    lp::StageMatrix a(c.A, c.by_stage.A), b(c.B, c.by_stage.B);
    c.rhs = a.at(0) * x;
    c.rhs += (c.C * kappa).replicate(1, c.stages);
    for (int t = 0; a.varies() && t < c.stages; ++t) c.rhs.col(t) = a.at(t) * x.col(t) + c.C * kappa;
    for (const lp::StageEntry& e : c.by_stage.C) c.rhs.row(e.row) += kappa[e.column] * e.value.transpose();
    for (int t = 1; t < c.stages; ++t) c.rhs.col(t) += b.at(t) * x.col(t - 1);
    Vector before = x.col(c.stages - 1);
    for (const int j : c.start_from_zero) before[j] = 0.0;
    if (c.cyclic) c.rhs.col(0) += b.at(0) * before;
    activity += (c.G * x).rowwise().sum();
    for (const lp::StageEntry& e : c.by_stage.G) activity[e.row] += x.row(e.column).dot(e.value);
}

// The chain, with its rows through a random point; `activity` grows by G x of that point.
lp::Chain random_chain(const RandomShape& s, Dice& dice, const Vector& k, Vector& activity) {
    lp::Chain c;
    c.stages = s.stages;
    c.cyclic = s.cyclic;
    Matrix b = Matrix::Zero(s.rows, s.columns), kc = Matrix::Zero(s.rows, s.border),
           g = Matrix::Zero(s.links, s.columns);
    for (int i = 0; i < s.states; ++i) b(i % s.rows, s.columns - 1 - i) = -dice.uniform(0.5, 1.0);
    for (int i = 0; i < s.states && s.from_zero > 0.0; ++i)
        if (dice.chance(s.from_zero)) c.start_from_zero.push_back(s.columns - 1 - i);
    for (int i = 0; i < s.border; ++i)
        if (dice.chance(0.3)) kc(dice.below(s.rows), i) = dice.uniform(-1.0, 1.0);
    for (int l = 0; l < s.links; ++l)
        for (int j = 0; j < s.columns; ++j)
            if (dice.chance(0.3)) g(l, j) = dice.uniform(-1.0, 2.0);
    Matrix a = stage_matrix(s, dice);
    c.by_stage.A = varied(s, false, dice, a);
    c.by_stage.B = varied(s, true, dice, b);
    c.by_stage.C = varied(s, true, dice, kc);
    c.by_stage.G = varied(s, true, dice, g);
    c.A = sparse(a);
    c.B = sparse(b);
    c.C = sparse(kc);
    c.G = sparse(g);
    c.border_map = sparse(Matrix::Identity(s.border, s.border));
    c.border_offset = Vector::Zero(s.border);
    for (int i = 0; i < s.border; ++i) c.border_offset[i] = dice.chance(0.5) ? dice.uniform(0.0, 2.0) : 0.0;
    const Vector kappa = c.border_map * k + c.border_offset;
    c.scaled_by.assign(static_cast<std::size_t>(s.columns), lp::kFixedBound);
    for (int& by : c.scaled_by)
        if (s.border > 0 && dice.chance(0.4)) by = dice.below(s.border);
    c.cost.resize(s.columns, s.stages);
    c.upper.resize(s.columns, s.stages);
    Matrix x(s.columns, s.stages);
    for (int t = 0; t < s.stages; ++t)
        for (int j = 0; j < s.columns; ++j) {
            const int by = c.scaled_by[static_cast<std::size_t>(j)];
            c.cost(j, t) = dice.uniform(-1.0, 3.0);
            c.upper(j, t) = s.fixed && dice.chance(0.2) ? 0.0 : dice.uniform(by == lp::kFixedBound ? 1.0 : 0.5, 4.0);
            x(j, t) = dice.share() * c.upper(j, t) * (by == lp::kFixedBound ? 1.0 : kappa[by]);
        }
    meet(x, kappa, c, activity);
    c.name = "random";
    return c;
}

}  // namespace

lp::StaircaseProgram random_program(const RandomShape& s, std::uint32_t seed) {
    Dice dice(seed, s.degenerate);
    lp::StaircaseProgram p;
    Vector k(s.border);
    p.border.cost.resize(s.border);
    p.border.lower = Vector::Zero(s.border);
    p.border.upper.resize(s.border);
    for (int i = 0; i < s.border; ++i) {
        p.border.cost[i] = dice.uniform(0.5, 4.0) * s.stages;
        p.border.upper[i] = dice.uniform(2.0, 6.0);
        k[i] = 0.25 * p.border.upper[i] + 0.5 * dice.share() * p.border.upper[i];
        if (s.fixed && dice.chance(0.3)) p.border.lower[i] = p.border.upper[i] = k[i];
    }
    Matrix h = Matrix::Zero(s.links, s.border);
    for (int l = 0; l < s.links; ++l)
        for (int i = 0; i < s.border; ++i)
            if (dice.chance(0.3)) h(l, i) = dice.uniform(-1.0, 1.0) * s.stages;
    p.linking.H = sparse(h);
    p.linking.rhs = p.linking.H * k;
    for (int c = 0; c < s.chains; ++c) p.chains.push_back(random_chain(s, dice, k, p.linking.rhs));
    for (int l = 0; l < s.links; ++l) {
        const int kind = dice.below(3);
        p.linking.sense.push_back(kind == 0 ? lp::Sense::equal
                                            : (kind == 1 ? lp::Sense::at_most : lp::Sense::at_least));
        p.linking.rhs[l] += (kind == 0 ? 0.0 : kind == 1 ? 1.0 : -1.0) * dice.share() * s.stages;
    }
    return p;
}

}  // namespace decawatt::tests
