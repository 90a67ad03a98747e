// Factorisation of a bundle: M = A θ⁻¹A' + B θ⁻¹B' + δ, block tridiagonal, with a closing block of rows, one per state
// column, that says x_last - e_out = 0.
#pragma once

#include <vector>

#include "lp/bundle_chain.hpp"
#include "lp/bundle_point.hpp"

namespace decawatt::lp {

class BundleFactor {
  public:
    void allocate(const BundleChain& chain);

    // θ⁻¹ of a stage at the point, and the blocks of its rows; stages in order, then the closing block. False where a
    // pivot is lost.
    void weigh(const BundleChain& chain, BundlePoint& point, int t, double rho);
    bool factorise(const BundleChain& chain, int t, double delta);
    bool close(const BundleChain& chain, double delta);

    const Lanes* theta_inverse(int t) const { return theta_inverse_.at(t); }
    const Lanes* block(int t) const { return blocks_.at(t); }

    // rows := L⁻¹ rows of a stage, given those of the stage before; and of the closing rows.
    void forward(const BundleChain& chain, int t, Rowwise& rows) const;
    void forward_closing(const BundleChain& chain, Rowwise& rows) const;
    // L⁻ᵀ, from the closing rows to the first stage.
    void backward_closing(const BundleChain& chain, Rowwise& rows) const;
    void backward(const BundleChain& chain, int t, Rowwise& rows) const;

    // The state rows of L⁻¹ for one column: the share of the stage before comes off (null: none), then the solve.
    void forward_states(const BundleChain& chain, int t, const Lanes* before, Lanes* x) const;
    // The same of the closing rows; `last`: of the last stage, null where it has no share.
    void forward_closing_column(const BundleChain& chain, const Lanes* last, Lanes* x) const;

  private:
    void assemble(const BundleChain& chain, int t, double delta);
    void add_stage_products(const BundleChain& chain, int t, Lanes* block) const;

    LaneMatrix theta_inverse_;
    LaneMatrix blocks_;  // factor of every stage
    std::vector<Lanes> closing_coupling_, closing_block_;
    std::vector<Lanes> theta_before_;  // per state column, of the stage before: zero before the first
};

}  // namespace decawatt::lp
