// The point of the interior-point method on a whole program, and its Newton steps: bundles of segments, the cuts of
// every chain, and the border that couples them. All parallelism is here: bundles on threads, chains on ranks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "lp/border_block.hpp"
#include "lp/solution.hpp"
#include "parallel/blocks.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::lp {

class Iterate {
  public:
    // Segments are about `segment_stages` long, whatever the number of threads and ranks.
    Iterate(const StaircaseProgram& program, const Scaling& scaling, int segment_stages,
            const parallel::Communicator& ranks);
    Iterate(const Iterate&) = delete;  // its parts refer to one another
    Iterate& operator=(const Iterate&) = delete;

    // Both return the residuals at the new point.
    ResidualSums start(double mu, const StartingPoint* from);
    ResidualSums advance(double primal, double dual);  // along the direction

    // Factorises with ρ added to θ and δ to M, and begins the predictor with the target that all complementarity
    // products equal `target_mu`. False if a pivot is not positive.
    bool factorise(double rho, double delta, double target_mu);
    StepRates predict(double target_mu);  // direction := predictor
    StepRates correct(const Aim& aim, const Weights& weights);
    void add_correction(double primal_weight, double dual_weight);  // direction += weight × correction

    // x, y, k and λ in the units of the program, on every rank.
    void write(Solution& solution);

    // For a log: remembers the point; and the pairs that have fallen the most since then, on every rank.
    void keep_point();
    BlockingPairs blocking_pairs();

  private:
    template <typename Work>
    void each(std::size_t count, Work work) {
        parallel::for_each_block(static_cast<std::int64_t>(count),
                                 [&](std::int64_t i) { work(static_cast<std::size_t>(i)); });
    }
    template <typename Work>
    void each_bundle(Work work) {  // bundles of this rank: calls work(bundle, its chain, its position in the chain)
        each(bundles_.size(), [&](std::size_t b) { work(b, chain_of_[b], b - first_bundle_[chain_of_[b]]); });
    }
    template <typename Work>
    void each_chain(Work work) {  // of this rank
        each(own_chains_.size(), [&](std::size_t i) { work(own_chains_[i]); });
    }
    template <typename Part>
    std::span<Part> of_chain(std::vector<Part>& parts, std::size_t chain) {
        return {parts.data() + first_bundle_[chain], cuts_[chain].bundles()};
    }
    void cut_into_segments(std::size_t chain, int segment_stages);
    void share(std::vector<Vector>& per_chain) const;
    ResidualSums gather_residuals(std::vector<ResidualSums>& bundles);
    void share_factors();
    void solve_border(bool correction);
    template <typename Finish>
    StepRates rates(StepRates of_border, Finish finish);

    const StaircaseProgram& program_;
    const Scaling& scaling_;
    parallel::Communicator ranks_;
    std::vector<ChainPattern> patterns_;
    std::vector<std::size_t> own_chains_;
    std::vector<Bundle> bundles_;            // of own chains
    std::vector<std::size_t> chain_of_;      // per bundle
    std::vector<std::size_t> first_bundle_;  // per chain
    std::vector<ChainCuts> cuts_;            // per chain; without bundles if another rank owns the chain
    std::unique_ptr<BorderBlock> border_;
    std::vector<BorderView> parts_;      // per bundle: its part of the border's sums
    std::vector<Vector> chain_vectors_;  // per chain: the same for κ and λ only, or the values of the border
    std::vector<BorderFactor> factors_;  // per chain
};

}  // namespace decawatt::lp
