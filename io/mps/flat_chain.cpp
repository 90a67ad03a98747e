#include "io/mps/flat_chain.hpp"

namespace decawatt::io {

FlatChain::FlatChain(const lp::Chain& of, const ChainNames& called)
    : chain_(of),
      names_(called),
      cyclic_(of.cyclic_columns()),
      a_(of.A, of.by_stage.A),
      b_(of.B, of.by_stage.B),
      c_(of.C, of.by_stage.C),
      g_(of.G, of.by_stage.G),
      border_(of.C * of.border_map),
      border_rhs_(of.C * of.border_offset) {}

void FlatChain::move_to(int stage) {
    here_ = &a_.at(stage);
    next_ = &b_.at((stage + 1) % chain_.stages);
    linking_ = &g_.at(stage);
    if (c_.varies()) {
        const lp::SparseMatrix& c = c_.at(stage);
        border_ = c * chain_.border_map;
        border_rhs_ = c * chain_.border_offset;
    }
    if (chain_.stages > 1) return;
    both_ = *next_;
    for (int j = 0; j < chain_.columns(); ++j)
        if (!returns(j)) both_.col(j) *= 0.0;
    both_ = (*here_ + both_).eval();
    here_ = &both_;
    none_.resize(chain_.rows(), chain_.columns());
    next_ = &none_;
}

bool FlatChain::limited(int column, int stage) const {
    return chain_.scaled_by[static_cast<std::size_t>(column)] != lp::kFixedBound && chain_.upper(column, stage) > 0.0;
}

double FlatChain::scaled_limit(int column, int stage, const lp::Vector& kappa) const {
    return chain_.upper(column, stage) * kappa[chain_.scaled_by[static_cast<std::size_t>(column)]];
}

}  // namespace decawatt::io
