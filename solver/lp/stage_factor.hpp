// Factorisation of the block of one stage, in lanes. Local rows are eliminated first with sparse operations, in a
// fill-reducing order and with a pattern computed once for the whole chain; the Schur complement on the state rows is
// dense (triangle.hpp).
//
// Storage of a stage: [ packed columns of the local rows | lower triangle of the state block ]. Diagonals of the
// factors are stored as reciprocals, because each factor is used in many solves.
#pragma once

#include <vector>

#include "lp/triangle.hpp"

namespace decawatt::lp {

// Pattern of the local rows: column k has its diagonal, then the nonzero rows below it, including state rows.
class StageFactor {
  public:
    StageFactor() = default;
    // `adjacent[i]`: the nonzeros of row i of M, in the order of elimination, local rows first.
    StageFactor(int local_rows, int state_rows, const std::vector<std::vector<int>>& adjacent);

    int block_size() const { return state_offset() + triangle::size(states_); }
    int state_offset() const { return start_.back(); }
    int position(int row, int column) const;  // of M's entry, row ≥ column, in the storage of a stage
    std::vector<int> reach(
        const std::vector<int>& rows) const;  // local rows that L⁻¹ fills from entries in `rows`, ascending

    bool factorise_local(Lanes* block) const;  // and updates the state block; false if a pivot is not positive
    // x := L⁻¹ x over the local rows, and updates the state rows of x; `reach`: nonzero rows if x is sparse
    void forward(const Lanes* block, Lanes* x) const;
    void forward(const Lanes* block, Lanes* x, const std::vector<int>& reach) const;
    void forward_local(const Lanes* block, Lanes* x) const;   // does not change the state rows
    void backward(const Lanes* block, Lanes* x) const;        // x := L⁻ᵀ x, given the state rows of x
    void backward_local(const Lanes* block, Lanes* x) const;  // the same with state rows of zero

  private:
    int local_ = 0, states_ = 0;
    std::vector<int> start_ = {0};  // of the packed columns
    std::vector<int> local_end_;    // where the state rows of a column begin
    std::vector<int> rows_;
    std::vector<int> targets_;  // destination of each product of two entries of a column, in order
};

}  // namespace decawatt::lp
