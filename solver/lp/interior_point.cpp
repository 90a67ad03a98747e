// The solve loop; docs/method/interior_point.md has the equations.
#include "lp/interior_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

#include "base/error.hpp"
#include "lp/border_block.hpp"
#include "lp/certificate.hpp"
#include "lp/input_check.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::lp {

namespace {

constexpr double kRegularisation = 1e-8;  // of θ and of M: proximal, so the optimum does not move
constexpr double kRegularisationGrowth = 100.0;
constexpr double kLargestRegularisation = 1e-4;
constexpr double kStepToBoundary = 0.995;
constexpr double kStartMu = 1.0;
constexpr double kUsefulGain = 0.01;  // a corrector must lengthen a step by this much
// How long a step a corrector aims at: bold aims halve the number of iterations against `step + 0.1`
// (docs/method/interior_point.md).
constexpr double kAimFactor = 2.0, kAimGain = 0.3;
constexpr int kInfeasibilityEvery = 5;
constexpr int kShortestSegment = 16;   // stages
constexpr int kMostCutStates = 1024;  // of a chain: their dense system must stay small beside its stages

bool all(const std::vector<char>& flags) {
    return std::all_of(flags.begin(), flags.end(), [](char f) { return f != 0; });
}

class Method {
  public:
    Method(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress);
    Solution run();

  private:
    template <typename Work>
    void each(std::size_t count, Work work) {
        parallel::for_each_block(static_cast<std::int64_t>(count),
                                 [&](std::int64_t i) { work(static_cast<std::size_t>(i)); });
    }
    template <typename Work>
    void each_bundle(Work work) {
        each(bundles_.size(), [&](std::size_t b) { work(b, chain_of_[b], b - first_bundle_[chain_of_[b]]); });
    }
    template <typename Work>
    void each_chain(Work work) {
        each(cuts_.size(), work);
    }
    template <typename Part>
    std::span<Part> of_chain(std::vector<Part>& parts, std::size_t chain) {
        return {parts.data() + first_bundle_[chain], cuts_[chain].bundles()};
    }
    void cut_into_segments(std::size_t chain);
    void start();
    void advance(double primal, double dual);
    bool finite() const {
        return std::isfinite(sums_.primal + sums_.dual + sums_.primal_objective + sums_.dual_objective + mu());
    }
    bool promising() const;
    bool converged() const;
    bool infeasible();
    bool factorise();
    void solve_border(bool correction);
    void direction();
    bool correct();
    void step();
    bool report();
    double mu() const { return sums_.complementarity / std::max(1.0, sums_.pairs); }
    double gap() const {
        return std::abs(sums_.primal_objective - sums_.dual_objective) / (1.0 + std::abs(sums_.primal_objective));
    }
    template <typename Finish>
    StepRates rates(StepRates of_border, Finish finish);
    void write(Solution& solution);
    Solution finish(Status status, const std::string& message);

    const StaircaseProgram& program_;
    const Settings& settings_;
    const base::Progress& progress_;
    Scaling scaling_;
    std::vector<ChainPattern> patterns_;
    std::vector<Bundle> bundles_;
    std::vector<std::size_t> chain_of_;      // per bundle
    std::vector<std::size_t> first_bundle_;  // per chain
    std::vector<ChainCuts> cuts_;            // per chain
    std::unique_ptr<BorderBlock> border_;
    std::vector<BorderView> parts_;      // per bundle: its share of the border's sums
    std::vector<Vector> chain_vectors_;  // per chain: the same, κ and λ only; or what it sees of the border
    ResidualSums sums_;
    double largest_rhs_ = 0.0, largest_cost_ = 0.0, objective_unit_ = 1.0;
    double regularisation_ = kRegularisation, internal_tolerance_;
    double primal_step_ = 0.0, dual_step_ = 0.0, target_mu_ = 0.0;
    int iteration_ = 0;
    Solution solution_;
};

Method::Method(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress)
    : program_(program),
      settings_(settings),
      progress_(progress),
      scaling_(choose_scaling(program)),
      internal_tolerance_(0.5 * settings.tolerance) {
    for (const Chain& chain : program.chains) patterns_.push_back(make_pattern(chain, program.border, scaling_));
    for (std::size_t c = 0; c < program.chains.size(); ++c) cut_into_segments(c);
    border_ = std::make_unique<BorderBlock>(program_, patterns_, scaling_);
    parts_.resize(bundles_.size());
    chain_vectors_.resize(cuts_.size());
    objective_unit_ = scaling_.cost * scaling_.quantity;
    const LinkingRows& links = program.linking;
    if (program.border.size() > 0) largest_cost_ = program.border.cost.cwiseAbs().maxCoeff() / scaling_.cost;
    if (links.size() > 0)
        largest_rhs_ = links.rhs.cwiseProduct(scaling_.linking_row).cwiseAbs().maxCoeff() / scaling_.quantity;
    for (const Chain& chain : program.chains) {
        if (chain.rhs.size() > 0)
            largest_rhs_ = std::max(largest_rhs_, chain.rhs.cwiseAbs().maxCoeff() / scaling_.quantity);
        if (chain.cost.size() > 0)
            largest_cost_ = std::max(largest_cost_, chain.cost.cwiseAbs().maxCoeff() / scaling_.cost);
    }
}

// Segments of at least `kShortestSegment` stages, about `segment_stages` long, as many to a bundle as there are lanes.
void Method::cut_into_segments(std::size_t c) {
    const Chain& chain = program_.chains[c];
    const ChainPattern& pattern = patterns_[c];
    const int states = pattern.states(), per_bundle = kLanes * settings_.segment_stages;
    int bundles = std::max(1, (chain.stages + per_bundle / 2) / per_bundle);
    while (bundles > 1 && bundles * kLanes * states > kMostCutStates) --bundles;
    const int pieces = std::clamp(chain.stages / kShortestSegment, 1, bundles * kLanes);
    std::vector<ChainCuts::Place> places;
    first_bundle_.push_back(bundles_.size());
    for (int b = 0; b * kLanes < pieces; ++b) {
        std::array<Bundle::Segment, kLanes> segments;
        ChainCuts::Place place;
        for (int l = 0; l < kLanes; ++l) {
            const auto lane = static_cast<std::size_t>(l);
            const int i = b * kLanes + l;  // cut i lies before piece i, cut 0 closes a cyclic chain
            const auto begin = [&](int piece) {
                return static_cast<int>(static_cast<std::int64_t>(chain.stages) * piece / pieces);
            };
            Bundle::Segment& segment = segments[lane];
            if (i < pieces)
                segment = {.first = begin(i),
                           .count = begin(i + 1) - begin(i),
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

void Method::start() {
    border_->start(kStartMu);
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) {
        bundles_[b].start(kStartMu, cuts_[chain].point(part, border_->point_of(chain)));
    });
    advance(0.0, 0.0);
}

// A step along the direction, and the residuals behind it.
void Method::advance(double primal, double dual) {
    border_->step(primal, dual);
    std::vector<ResidualSums> sums(bundles_.size());
    each_chain([&](std::size_t c) {
        cuts_[c].advance(primal);
        chain_vectors_[c] = border_->point_of(c);
    });
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) {
        sums[b] = bundles_[b].advance(primal, dual, cuts_[chain].point(part, chain_vectors_[chain]), parts_[b]);
    });
    sums_ = {};
    for (std::size_t c = 0; c < cuts_.size(); ++c) chain_vectors_[c] = cuts_[c].measure(of_chain(parts_, c), sums_);
    for (const ResidualSums& part : sums) sums_.merge(part);
    sums_.merge(border_->residuals(chain_vectors_));
}

// Worth a certificate: the duals need not be exact for that, because its bound counts their residual in full.
bool Method::promising() const {
    const double rows = internal_tolerance_ * (1.0 + largest_rhs_);
    return gap() <= internal_tolerance_ && sums_.primal <= rows && sums_.bound <= rows;
}

bool Method::converged() const {
    return promising() && sums_.dual <= internal_tolerance_ * (1.0 + largest_cost_);
}

// A proof, not a guess: with zero costs, a positive lower bound means that no point satisfies the rows.
bool Method::infeasible() {
    if (iteration_ == 0 || iteration_ % kInfeasibilityEvery != 0 ||
        sums_.primal <= internal_tolerance_ * (1.0 + largest_rhs_))
        return false;
    write(solution_);
    double size = solution_.lambda.size() > 0 ? solution_.lambda.cwiseAbs().maxCoeff() : 0.0;
    for (const Matrix& y : solution_.y) size = std::max(size, y.size() > 0 ? y.cwiseAbs().maxCoeff() : 0.0);
    return safe_lower_bound(program_, solution_, false) > 1e-6 * size * scaling_.quantity;
}

// Factorises, and begins the predictor on the way.
bool Method::factorise() {
    for (; regularisation_ <= kLargestRegularisation; regularisation_ *= kRegularisationGrowth) {
        std::vector<char> kept(bundles_.size(), 0);
        each_bundle([&](std::size_t b, std::size_t, std::size_t) {
            kept[b] = bundles_[b].factorise(regularisation_, regularisation_, target_mu_, parts_[b]);
        });
        if (!all(kept)) continue;
        kept.assign(cuts_.size(), 0);
        each_chain([&](std::size_t c) { kept[c] = cuts_[c].factorise(of_chain(bundles_, c), regularisation_); });
        if (all(kept) && border_->factorise(cuts_, regularisation_, regularisation_)) return true;
    }
    return false;
}

// With the bundles' right-hand sides in `parts_`: the step of the border, and what every chain sees of it.
void Method::solve_border(bool correction) {
    each_chain([&](std::size_t c) { chain_vectors_[c] = cuts_[c].reduce(correction, of_chain(parts_, c)); });
    border_->solve(correction, chain_vectors_);
    each_chain([&](std::size_t c) {
        chain_vectors_[c] = border_->step_of(c, correction);
        cuts_[c].solve(correction, chain_vectors_[c]);
    });
}

template <typename Finish>
StepRates Method::rates(StepRates of_border, Finish finish) {
    std::vector<StepRates> parts(bundles_.size());
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t part) { parts[b] = finish(b, chain, part); });
    for (const StepRates& part : parts) of_border.merge(part);
    return of_border;
}

bool proven(const Certificate& c, double tolerance) {
    return c.relative_gap <= tolerance && c.primal_residual_relative <= tolerance && c.linking_violation <= tolerance;
}

double step_of_rate(double rate) {
    return rate > 0.0 ? std::min(1.0, 1.0 / rate) : 1.0;
}

// How far to aim, from how far the last steps went.
double centring(double primal_step, double dual_step, int iteration) {
    const double shorter = std::min(primal_step, dual_step);
    if (iteration == 0) return 0.1;
    if (shorter > 0.5) return 0.01;
    if (shorter > 0.2) return 0.05;
    if (shorter > 0.1) return 0.1;
    return shorter > 0.05 ? 0.5 : 0.9;
}

void Method::direction() {
    border_->target_centre(target_mu_);
    solve_border(false);
    const StepRates r =
        rates(border_->step_rates({}, false), [&](std::size_t b, std::size_t chain, std::size_t part) {
            return bundles_[b].finish_predictor(cuts_[chain].step(part, chain_vectors_[chain], false));
        });
    primal_step_ = step_of_rate(r.primal[0]);
    dual_step_ = step_of_rate(r.dual[0]);
    for (int c = 0; c < settings_.correctors; ++c)
        if (!correct()) break;
}

// One centrality corrector (Gondzio 1996; Colombo and Gondzio 2008 for the weights). False: it did not lengthen the
// steps.
bool Method::correct() {
    const Bundle::Aim aim{.primal_step = std::min(1.0, kAimFactor * primal_step_ + kAimGain),
                          .dual_step = std::min(1.0, kAimFactor * dual_step_ + kAimGain),
                          .mu = target_mu_};
    each_bundle([&](std::size_t b, std::size_t, std::size_t) { bundles_[b].begin_correction(aim, parts_[b]); });
    border_->target_correction(aim.primal_step, aim.dual_step, aim.mu);
    solve_border(true);
    const double least = primal_step_ * dual_step_;
    Weights weights;
    for (std::size_t w = 0; w < kWeights; ++w)
        weights[w] = least + (1.0 - least) * static_cast<double>(w) / (kWeights - 1);
    const StepRates r =
        rates(border_->step_rates(weights, true), [&](std::size_t b, std::size_t chain, std::size_t part) {
            return bundles_[b].finish_correction(cuts_[chain].step(part, chain_vectors_[chain], true), weights);
        });
    const auto best = [&](const Weights& rate) {
        return static_cast<std::size_t>(std::min_element(rate.begin(), rate.end()) - rate.begin());
    };
    const std::size_t p = best(r.primal), d = best(r.dual);
    const double primal = step_of_rate(r.primal[p]), dual = step_of_rate(r.dual[d]);
    const bool helps_primal = primal >= primal_step_ + kUsefulGain, helps_dual = dual >= dual_step_ + kUsefulGain;
    if (!helps_primal && !helps_dual) return false;
    const double primal_weight = primal > primal_step_ ? weights[p] : 0.0,
                 dual_weight = dual > dual_step_ ? weights[d] : 0.0;
    border_->add_correction(primal_weight, dual_weight);
    each_chain([&](std::size_t c) {
        cuts_[c].add_correction(primal_weight);
        chain_vectors_[c] = border_->step_of(c, false);
    });
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t) {
        bundles_[b].add_correction(primal_weight, dual_weight, chain_vectors_[chain]);
    });
    primal_step_ = std::max(primal, primal_step_);
    dual_step_ = std::max(dual, dual_step_);
    return true;
}

void Method::step() {
    const double primal = primal_step_ < 1.0 ? kStepToBoundary * primal_step_ : kStepToBoundary;
    const double dual = dual_step_ < 1.0 ? kStepToBoundary * dual_step_ : kStepToBoundary;
    advance(primal, dual);
}

bool Method::report() {
    solution_.history.push_back({iteration_, sums_.primal_objective * objective_unit_ + program_.objective_offset,
                                 sums_.dual_objective * objective_unit_ + program_.objective_offset, sums_.primal,
                                 sums_.dual, mu(), primal_step_, dual_step_});
    const double digits =
        std::max(0.0, std::log(std::clamp(gap(), settings_.tolerance, 1.0)) / std::log(settings_.tolerance));
    return !progress_ || progress_("solving", digits,
                                   fmt::format("iteration {}, gap {:.1e}, residuals {:.1e} {:.1e}", iteration_, gap(),
                                               sums_.primal, sums_.dual));
}

void Method::write(Solution& solution) {
    solution.x.resize(program_.chains.size());
    solution.y.resize(program_.chains.size());
    for (std::size_t c = 0; c < program_.chains.size(); ++c) {
        solution.x[c].resize(program_.chains[c].columns(), program_.chains[c].stages);
        solution.y[c].resize(program_.chains[c].rows(), program_.chains[c].stages);
    }
    each_bundle([&](std::size_t b, std::size_t chain, std::size_t) {
        bundles_[b].write_solution(scaling_, solution.x[chain], solution.y[chain]);
    });
    border_->write_solution(solution.k, solution.lambda);
}

Solution Method::finish(Status status, const std::string& message) {
    write(solution_);
    solution_.status = status;
    solution_.message = message;
    solution_.iterations = iteration_;
    solution_.certificate = certify(program_, solution_);
    return std::move(solution_);
}

Solution Method::run() {
    constexpr double kTightening = 0.25,
                     kTightest = 1e-4;  // of the internal tolerance, while the certificate is not satisfied
    start();
    for (iteration_ = 0; iteration_ < settings_.max_iterations; ++iteration_) {
        if (!finite())
            return finish(Status::numerical_failure,
                          fmt::format("a residual is not a number in iteration {}", iteration_));
        if (!report()) return finish(Status::interrupted, "stopped on request");
        if (promising()) {
            const bool exact = converged();
            Solution done = finish(Status::optimal, "");
            if (proven(done.certificate, settings_.tolerance)) return done;
            solution_ = std::move(done);
            if (exact) internal_tolerance_ *= kTightening;
            if (internal_tolerance_ < kTightest * settings_.tolerance)
                return finish(Status::numerical_failure,
                              "converged in the solver's units, but the certificate stays above the tolerance");
        }
        if (infeasible()) return finish(Status::infeasible, "the dual ray proves that no point satisfies the rows");
        target_mu_ = centring(primal_step_, dual_step_, iteration_) * mu();
        if (!factorise())
            return finish(Status::numerical_failure, fmt::format("a pivot was lost in iteration {}", iteration_));
        direction();
        step();
    }
    return finish(Status::iteration_limit, fmt::format("not converged after {} iterations", settings_.max_iterations));
}

}  // namespace

Solution solve(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress) {
    check_shapes(program);
    base::expects(settings.segment_stages > 0, "segments have stages");
    base::expects(settings.tolerance > 0.0 && settings.tolerance < 1.0, "the tolerance lies between 0 and 1");
    if (const std::string fault = input_fault(program); !fault.empty()) {
        Solution refused;
        refused.status = Status::invalid_input;
        refused.message = fault;
        return refused;
    }
    return Method(program, settings, progress).run();
}

}  // namespace decawatt::lp
