// The border of a bundle's factorisation: the columns [V Λ] of κ and λ and those of the states at the ends of its
// lanes, their Schur complement, and their part of every solve.
#pragma once

#include <vector>

#include "lp/border_view.hpp"
#include "lp/bundle_chain.hpp"
#include "lp/bundle_factor.hpp"
#include "lp/bundle_point.hpp"

namespace decawatt::lp {

class BundleBorder {
  public:
    // Working memory of a factorisation.
    struct Scratch {
        explicit Scratch(const ChainPattern& p);
        std::vector<Lanes> share;         // per column of the current stage: θ⁻¹ω a of carriers
        std::vector<Lanes> share_before;  // per state column of the previous stage
        // The border's columns: [column][row of a batch of stages], accumulated into the Schur complement when full.
        std::vector<Lanes> batch;
        int batch_rows = 0, filled = 0;
        std::vector<Lanes> diagonal, link_border, link_link;
    };

    // A stage with the data of the bundle that the border needs there.
    struct Stage {
        const BundleChain& chain;
        BundlePoint& point;
        const BundleFactor& factor;
        int t;
    };

    void allocate(const BundleChain& chain);

    // Called for each stage after its factorisation, then for the closing rows.
    void start(const ChainPattern& pattern, double rho);
    void add_stage(const Stage& stage, Scratch& scratch);
    void finish(const BundleChain& chain, const BundleFactor& factor, Scratch& scratch);
    const BundleBorderFactor& factor() const { return factor_; }

    // sums += [V Λ I_in]' M⁻¹ ρ of a stage, with f = L⁻¹ρ, by the kept state rows of L⁻¹[V Λ I_in] and by the columns
    // for the local rows; `row`: working memory for the rows of a stage. Then the same for the closing rows, with e_out
    // after e_in.
    void collect(const Stage& stage, const Lanes* f, std::vector<Lanes>& row, std::vector<Lanes>& sums) const;
    void collect_closing(const ChainPattern& pattern, const std::vector<Lanes>& f, std::vector<Lanes>& sums) const;

    // Subtracts the effect of the border's step from a right-hand side f = L⁻¹ρ: for the closing rows; for a stage,
    // where `pull` receives the part of the carriers.
    void subtract_step_closing(const ChainPattern& pattern, const BorderView& step, std::vector<Lanes>& f) const;
    void subtract_step(const Stage& stage, const BorderView& step, Lanes* f, std::vector<Lanes>& row,
                       std::vector<Lanes>& pull) const;

  private:
    static void fill_column(const Stage& stage, int c, const Scratch& scratch, Lanes* x);
    void add_columns(const Stage& stage, Scratch& scratch);
    void add_diagonals(const Stage& stage, Scratch& scratch) const;
    void add_closing(const BundleChain& chain, const BundleFactor& factor, Scratch& scratch);
    void add_ends(const ChainPattern& pattern, const Lanes* z, int rows, int ends);
    void flush(const ChainPattern& pattern, Scratch& scratch);

    double rho_ = 0.0;
    LaneMatrix states_;           // state rows of L⁻¹[V Λ I_in] of every stage, column by column
    std::vector<Lanes> closing_;  // closing rows of L⁻¹[V Λ I_in I_out]
    BundleBorderFactor factor_;
};

}  // namespace decawatt::lp
