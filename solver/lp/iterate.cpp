#include "lp/iterate.hpp"

#include <algorithm>
#include <utility>

#include "lp/segments.hpp"

namespace decawatt::lp {

namespace {

bool all(const std::vector<char>& flags) {
    return std::all_of(flags.begin(), flags.end(), [](char f) { return f != 0; });
}

std::vector<double> packed(const ResidualSums& sums) {
    return {sums.primal,        sums.dual,         sums.complementarity,  sums.pairs,
            sums.least_product, sums.most_product, sums.primal_objective, sums.dual_objective};
}

ResidualSums unpacked(const std::vector<double>& v) {
    return {v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]};
}

template <typename Visit>
void visit_parts(BorderFactor& factor, Visit visit) {
    visit(factor.schur.data(), factor.schur.size());
    visit(factor.diagonal.data(), factor.diagonal.size());
    visit(factor.link_border.data(), factor.link_border.size());
    visit(factor.link_link.data(), factor.link_link.size());
}

}  // namespace

Iterate::Iterate(const StaircaseProgram& program, const Scaling& scaling, int segment_stages,
                 const parallel::Communicator& ranks)
    : program_(program), scaling_(scaling), ranks_(ranks) {
    const std::size_t chains = program.chains.size();
    for (const Chain& chain : program.chains) patterns_.push_back(make_pattern(chain, program.border, scaling));
    cuts_.reserve(chains);
    for (std::size_t c = 0; c < chains; ++c) cut_into_segments(c, segment_stages);
    each_bundle(
        [&](std::size_t b, std::size_t chain, std::size_t) { bundles_[b].load(program.chains[chain], scaling); });
    border_ = std::make_unique<BorderBlock>(program_, patterns_, scaling_);
    parts_.resize(bundles_.size());
    chain_vectors_.resize(chains);
    factors_.resize(chains);
    for (std::size_t c = 0; c < chains; ++c) factors_[c].set_zero(patterns_[c].border, patterns_[c].links());
}

void Iterate::cut_into_segments(std::size_t c, int segment_stages) {
    const Chain& chain = program_.chains[c];
    const ChainPattern& pattern = patterns_[c];
    const int states = pattern.states(), pieces = segments_of(chain, segment_stages);
    std::vector<ChainCuts::Place> places;
    first_bundle_.push_back(bundles_.size());
    const bool own = ranks_.owns(c, program_.chains.size());
    if (own) own_chains_.push_back(c);
    for (int b = 0; own && b * kLanes < pieces; ++b) {
        std::array<Bundle::Segment, kLanes> segments;
        ChainCuts::Place place;
        for (int l = 0; l < kLanes; ++l) {
            const auto lane = static_cast<std::size_t>(l);
            const int i = b * kLanes + l;  // cut i precedes segment i, cut 0 closes a cyclic chain
            Bundle::Segment& segment = segments[lane];
            if (i < pieces)
                segment = {.first = first_stage_of(chain, pieces, i),
                           .count = first_stage_of(chain, pieces, i + 1) - first_stage_of(chain, pieces, i),
                           .has_in = states > 0 && (i > 0 || chain.cyclic),
                           .has_out = states > 0 && (i + 1 < pieces || chain.cyclic)};
            place.in[lane] = segment.has_in ? i : -1;
            place.out[lane] = segment.has_out ? (i + 1) % pieces : -1;
        }
        bundles_.emplace_back(pattern, chain, scaling_, segments);
        chain_of_.push_back(c);
        places.push_back(place);
    }
    cuts_.emplace_back(pattern, pieces, std::move(places));
}

void Iterate::share(std::vector<Vector>& per_chain) const {
    if (ranks_.size() == 1) return;
    std::vector<std::vector<double>> items(per_chain.size());
    for (const std::size_t c : own_chains_)
        items[c].assign(per_chain[c].data(), per_chain[c].data() + per_chain[c].size());
    ranks_.share(items);
    for (std::size_t c = 0; c < items.size(); ++c)
        per_chain[c] = Eigen::Map<const Vector>(items[c].data(), static_cast<Eigen::Index>(items[c].size()));
}

// Sums in a fixed order, so that the bits do not depend on the number of ranks: bundles within their chain, chains,
// then the border.
ResidualSums Iterate::gather_residuals(std::vector<ResidualSums>& bundles) {
    std::vector<std::vector<double>> per_chain(program_.chains.size());
    for (const std::size_t c : own_chains_) {
        ResidualSums sums;
        for (const ResidualSums& part : of_chain(bundles, c)) sums.merge(part);
        chain_vectors_[c] = cuts_[c].measure(of_chain(parts_, c), sums);
        per_chain[c] = packed(sums);
    }
    share(chain_vectors_);
    ranks_.share(per_chain);
    ResidualSums total;
    for (const std::vector<double>& part : per_chain) total.merge(unpacked(part));
    total.merge(border_->residuals(chain_vectors_));
    return total;
}

ResidualSums Iterate::start(double mu, const StartingPoint* from) {
    border_->start(mu, from);
    std::vector<ResidualSums> sums(bundles_.size());
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) {
        const BorderView border = cuts_[chain].point(part, border_->point_of(chain));
        bundles_[b].start(mu, border, scaling_, from == nullptr ? nullptr : &from->y[chain]);
        sums[b] = bundles_[b].measure(border, parts_[b]);
    });
    return gather_residuals(sums);
}

ResidualSums Iterate::advance(double primal, double dual) {
    border_->step(primal, dual);
    each_chain([&](std::size_t c) {
        cuts_[c].advance(primal);
        chain_vectors_[c] = border_->point_of(c);
    });
    std::vector<ResidualSums> sums(bundles_.size());
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) {
        sums[b] = bundles_[b].advance(primal, dual, cuts_[chain].point(part, chain_vectors_[chain]), parts_[b]);
    });
    return gather_residuals(sums);
}

bool Iterate::factorise(double rho, double delta, double target_mu) {
    std::vector<char> kept(bundles_.size(), 0);
    each_bundle([&](std::size_t b, std::size_t, std::size_t) {
        kept[b] = bundles_[b].factorise(rho, delta, target_mu, parts_[b]);
    });
    if (!ranks_.agree(all(kept))) return false;
    kept.assign(program_.chains.size(), 1);
    each_chain([&](std::size_t c) {
        kept[c] = cuts_[c].factorise(of_chain(bundles_, c), rho);
        factors_[c] = cuts_[c].factor();
    });
    if (!ranks_.agree(all(kept))) return false;
    share_factors();
    return border_->factorise(factors_, rho, delta);
}

void Iterate::share_factors() {
    if (ranks_.size() == 1) return;
    std::vector<std::vector<double>> items(factors_.size());
    for (const std::size_t c : own_chains_)
        visit_parts(factors_[c],
                    [&](const double* data, Eigen::Index size) { items[c].insert(items[c].end(), data, data + size); });
    ranks_.share(items);
    for (std::size_t c = 0; c < items.size(); ++c) {
        const double* from = items[c].data();
        visit_parts(factors_[c], [&](double* data, Eigen::Index size) {
            std::copy(from, from + size, data);
            from += size;
        });
    }
}

// From the bundles' right-hand sides in `parts_`, computes the step of the border and its values for every chain.
void Iterate::solve_border(bool correction) {
    each_chain([&](std::size_t c) { chain_vectors_[c] = cuts_[c].reduce(correction, of_chain(parts_, c)); });
    share(chain_vectors_);
    border_->solve(correction, chain_vectors_);
    each_chain([&](std::size_t c) {
        chain_vectors_[c] = border_->step_of(c, correction);
        cuts_[c].solve(correction, chain_vectors_[c]);
    });
}

template <typename Finish>
StepRates Iterate::rates(StepRates of_border, Finish finish) {
    std::vector<StepRates> parts(bundles_.size());
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) { parts[b] = finish(b, chain, part); });
    std::vector<std::vector<double>> per_chain(program_.chains.size());
    for (const std::size_t c : own_chains_) {
        StepRates sum;
        for (const StepRates& part : of_chain(parts, c)) sum.merge(part);
        per_chain[c].assign(sum.primal.begin(), sum.primal.end());
        per_chain[c].insert(per_chain[c].end(), sum.dual.begin(), sum.dual.end());
    }
    ranks_.share(per_chain);
    for (const std::vector<double>& part : per_chain) {
        StepRates rates;
        std::copy_n(part.begin(), kWeights, rates.primal.begin());
        std::copy_n(part.begin() + kWeights, kWeights, rates.dual.begin());
        of_border.merge(rates);
    }
    return of_border;
}

StepRates Iterate::predict(double target_mu) {
    border_->target_centre(target_mu);
    solve_border(false);
    return rates(border_->step_rates({}, false), [&](std::size_t b, std::size_t chain, std::size_t part) {
        return bundles_[b].finish_predictor(cuts_[chain].step(part, chain_vectors_[chain], false));
    });
}

StepRates Iterate::correct(const Aim& aim, const Weights& weights) {
    each_bundle([&](std::size_t b, std::size_t, std::size_t) { bundles_[b].begin_correction(aim, parts_[b]); });
    border_->target_correction(aim);
    solve_border(true);
    return rates(border_->step_rates(weights, true), [&](std::size_t b, std::size_t chain, std::size_t part) {
        return bundles_[b].finish_correction(cuts_[chain].step(part, chain_vectors_[chain], true), weights);
    });
}

void Iterate::add_correction(double primal_weight, double dual_weight) {
    border_->add_correction(primal_weight, dual_weight);
    each_chain([&](std::size_t c) {
        cuts_[c].add_correction(primal_weight);
        chain_vectors_[c] = border_->step_of(c, false);
    });
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t) {
        bundles_[b].add_correction(primal_weight, dual_weight, chain_vectors_[chain]);
    });
}

void Iterate::keep_point() {
    border_->keep_point();
    each_bundle([&](std::size_t b, std::size_t, std::size_t) { bundles_[b].keep_point(); });
}

BlockingPairs Iterate::blocking_pairs() {
    std::vector<BlockingPairs> parts(bundles_.size());
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t) {
        parts[b] = bundles_[b].blocking_pairs(static_cast<int>(chain));
    });
    std::vector<std::vector<double>> per_chain(program_.chains.size());
    for (const std::size_t c : own_chains_) {
        BlockingPairs of_chain_c;
        for (const BlockingPairs& part : of_chain(parts, c)) of_chain_c.merge(part);
        per_chain[c] = packed(of_chain_c);
    }
    ranks_.share(per_chain);
    BlockingPairs pairs = border_->blocking_pairs();
    for (const std::vector<double>& part : per_chain) pairs.merge(unpacked_pairs(part));
    return pairs;
}

void Iterate::write(Solution& solution) {
    const std::size_t chains = program_.chains.size();
    solution.x.resize(chains);
    solution.y.resize(chains);
    for (std::size_t c = 0; c < chains; ++c) {
        solution.x[c].resize(program_.chains[c].columns(), program_.chains[c].stages);
        solution.y[c].resize(program_.chains[c].rows(), program_.chains[c].stages);
    }
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t) {
        bundles_[b].write_solution(scaling_, solution.x[chain], solution.y[chain]);
    });
    for (std::size_t c = 0; c < chains; ++c)
        for (Matrix* m : {&solution.x[c], &solution.y[c]}) ranks_.share(m->data(), m->size(), ranks_.owner(c, chains));
    border_->write_solution(solution.k, solution.lambda);
}

}  // namespace decawatt::lp
