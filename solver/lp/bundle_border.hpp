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
        std::vector<Lanes> states, states_before;  // state rows of L⁻¹[V Λ I_in] of this stage and of the one before
        std::vector<Lanes> closing;                // closing rows of L⁻¹[V Λ I_in I_out]
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
    void add_stage(const Stage& stage, Scratch& w);
    void finish(const BundleChain& chain, const BundleFactor& factor, Scratch& w);
    const BundleBorderFactor& factor() const { return factor_; }

    // sums += [V Λ I_in]'y of a stage; `carried`: B'y of the stage behind.
    void collect(const Stage& stage, const Lanes* y, const Lanes* carried, std::vector<Lanes>& sums) const;
    // pull := θ⁻¹(ω a Δκ + G'Δλ), the effect of the border's step on the carriers of a stage.
    void pull(const Stage& stage, const Vector& shared_step, Lanes* pull) const;
    // rows := [V Λ I_in] times the border's step; `pull_before`: of the state columns of the stage before, replaced by
    // those of this stage.
    void push(const Stage& stage, const BorderView& step, const Lanes* pull, Lanes* pull_before, Lanes* rows) const;

    void prefetch(int t) const { shares_.prefetch(t); }

  private:
    void fill_column(const Stage& stage, int c, Lanes* x) const;
    Lanes share(const ChainPattern& p, int t, int column) const {  // θ⁻¹ω a; zero of a column that no κ scales
        const int carrier = p.carrier_of[static_cast<std::size_t>(column)];
        return carrier >= 0 && carrier < p.scaled ? shares_.at(t)[carrier] : Lanes{};
    }
    void add_columns(const Stage& stage, Scratch& w);
    void add_diagonals(const Stage& stage, Scratch& w) const;
    void add_closing(const BundleChain& chain, const BundleFactor& factor, Scratch& w);
    void add_ends(const ChainPattern& pattern, const Lanes* z, int rows, int ends);
    void flush(const ChainPattern& pattern, Scratch& w);

    double rho_ = 0.0;
    LaneMatrix shares_;  // θ⁻¹ω a of every stage, of the carriers that a κ scales
    BundleBorderFactor factor_;
};

}  // namespace decawatt::lp
