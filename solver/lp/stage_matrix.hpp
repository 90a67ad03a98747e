// A matrix of a chain as it is in one stage, and sums over all of them.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Refers to what it is made of.
class StageMatrix {
  public:
    StageMatrix(const SparseMatrix& constant, const std::vector<StageEntry>& varying);

    bool varies() const { return !varying_.empty(); }
    const SparseMatrix& at(int stage);  // until the next call; entries that are zero in the stage are kept

  private:
    const SparseMatrix& constant_;
    const std::vector<StageEntry>& varying_;
    SparseMatrix own_;                    // with a place for every entry that varies; empty where none does
    std::vector<Eigen::Index> position_;  // of it among the values, per varying entry
};

// Σ_t G_t x_t of a chain. `x`: columns × stages.
Vector activity(const Chain& chain, const Matrix& x);

// G_t' λ: columns × stages, or columns × 1 where G does not vary.
Matrix price_of_linking(const Chain& chain, const Vector& lambda);

// Adds costs per column, × stages or × 1, to those of the chain.
void add_costs(Chain& chain, const Matrix& costs);

// Adds `factor` times the chain's cost, Σ_t c_t'x_t, to what linking row `row` holds: limits and tails of costs. The
// row keeps the costs of now, whatever the chain's become. A linking row is met to the tolerance of 1 + |its right-hand
// side|: choose the factor so that sums near the optimum are about 1 to 1000.
void add_cost_to_linking(Chain& chain, int row, double factor);

}  // namespace decawatt::lp
