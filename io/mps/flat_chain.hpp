// A chain as it stands in a flat linear program.
#pragma once

#include <string>
#include <vector>

#include "io/mps/mps_names.hpp"
#include "lp/stage_matrix.hpp"

namespace decawatt::io {

// A name of the file: a word, and for what repeats along a chain where.
struct Label {
    const std::string& word;
    const ChainNames* chain = nullptr;
    int stage = 0;
};

// What a chain's columns and the border meet in its rows.
class FlatChain {
  public:
    FlatChain(const lp::Chain& of, const ChainNames& called);

    const lp::Chain& chain() const { return chain_; }
    Label row(Eigen::Index i, int stage) const { return {names_.rows[static_cast<std::size_t>(i)], &names_, stage}; }
    Label limit(int j, int stage) const { return {names_.limits[static_cast<std::size_t>(j)], &names_, stage}; }
    Label column(int j, int stage) const { return {names_.columns[static_cast<std::size_t>(j)], &names_, stage}; }

    // Whether a column has a row of its bound in a stage, and what that row holds for these κ.
    bool limited(int column, int stage) const;
    double scaled_limit(int column, int stage, const lp::Vector& kappa) const;

    void move_to(int stage);
    // In that stage: entries of columns in the rows of the stage and of the one after it, and in linking rows; entries
    // of border variables in the rows of the stage, C_t P; and C_t κ0, which leaves their right-hand side.
    const lp::SparseMatrix& here() const { return *here_; }
    const lp::SparseMatrix& next() const { return *next_; }
    const lp::SparseMatrix& linking() const { return *linking_; }
    const lp::SparseMatrix& border() const { return border_; }
    const lp::Vector& border_rhs() const { return border_rhs_; }
    // Whether what the column is in the last stage enters the first.
    bool returns(int column) const { return cyclic_[static_cast<std::size_t>(column)] != 0; }

  private:
    const lp::Chain& chain_;
    const ChainNames& names_;
    std::vector<char> cyclic_;  // per column
    lp::StageMatrix a_, b_, c_, g_;
    const lp::SparseMatrix *here_ = nullptr, *next_ = nullptr, *linking_ = nullptr;
    lp::SparseMatrix border_;
    lp::Vector border_rhs_;
    lp::SparseMatrix both_, none_;  // of a chain of one stage, which comes before itself: A + B, and zero
};

}  // namespace decawatt::io
