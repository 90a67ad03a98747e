// Factorisation of a bundle: M = A θ⁻¹A' + B θ⁻¹B' + δ, block tridiagonal, with a closing block of rows, one per state
// column, that states x_last - e_out = 0.
#pragma once

#include <vector>

#include "lp/bundle_chain.hpp"
#include "lp/bundle_point.hpp"

namespace decawatt::lp {

class BundleFactor {
  public:
    void allocate(const BundleChain& chain);

    // `weigh` computes θ⁻¹ of a stage at the point and the blocks of its rows. Then factorisation of stages in order,
    // and of the closing block; false if a pivot is not positive.
    void weigh(const BundleChain& chain, BundlePoint& point, int t, double rho);
    bool factorise(const BundleChain& chain, int t, double delta);
    bool close(const BundleChain& chain, double delta);

    const Lanes* theta_inverse(int t) const { return theta_inverse_.at(t); }
    const Lanes* block(int t) const { return blocks_.at(t); }
    void prefetch(int t) const { blocks_.prefetch(t); }

    // Substitution. x := L⁻¹x of a stage, given the state rows of the stage before (null: none), and of the closing
    // rows, given those of the last stage.
    void forward(const BundleChain& chain, int t, const Lanes* before, Lanes* x) const;
    void forward_closing(const BundleChain& chain, const Lanes* last, Lanes* x) const;
    // Then back, x := L⁻ᵀx: the closing rows, and a stage, given the state rows behind it (of the last: the closing
    // rows).
    void backward_closing(const BundleChain& chain, Lanes* x) const;
    void backward(const BundleChain& chain, int t, const Lanes* behind, Lanes* x) const;

    // State rows of L⁻¹ for columns, given those of the stage before (null: none); and their closing rows, given the
    // state rows of the last stage (null: zero).
    void forward_states(const BundleChain& chain, int t, int columns, const Lanes* before, Lanes* x) const;
    void forward_closing_columns(const BundleChain& chain, int columns, const Lanes* last, Lanes* x) const;

  private:
    void assemble(const BundleChain& chain, int t, double delta);
    void add_stage_products(const BundleChain& chain, int t, Lanes* block) const;
    void couple(const BundleChain& chain, int t);
    const Lanes* state(const ChainPattern& p, int t) const { return blocks_.at(t) + p.factor.state_offset(); }
    const Lanes* coupling(const ChainPattern& p, int t) const { return blocks_.at(t) + p.factor.block_size(); }
    const Lanes* closing_coupling(const ChainPattern& p) const {
        return closing_coupling_.data() + p.closing_coupling.rows;
    }

    LaneMatrix theta_inverse_;
    LaneMatrix blocks_;                    // factor of every stage, and its coupling with the stage before
    std::vector<Lanes> closing_coupling_;  // behind as many as it has rows: columns are addressed by their row 0
    std::vector<Lanes> closing_block_;
    std::vector<Lanes> theta_before_;  // per state column of the previous stage; zero before the first
};

}  // namespace decawatt::lp
