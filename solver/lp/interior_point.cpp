// The solve loop; docs/method/interior_point.md has the equations.
#include "lp/interior_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

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

class Method {
  public:
    Method(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress);
    Solution run();

  private:
    template <typename Work>
    void each_segment(Work work) {
        parallel::for_each_block(static_cast<std::int64_t>(segments_.size()),
                                 [&](std::int64_t s) { work(static_cast<std::size_t>(s)); });
    }
    void cut_into_segments();
    void start();
    void measure();
    bool finite() const {
        return std::isfinite(sums_.primal + sums_.dual + sums_.primal_objective + sums_.dual_objective + mu());
    }
    bool promising() const;
    bool converged() const;
    bool infeasible();
    bool factorise();
    void solve(bool correction);
    void direction();
    bool correct();
    void step();
    bool report();
    double mu() const { return sums_.complementarity / std::max(1.0, sums_.pairs); }
    double gap() const {
        return std::abs(sums_.primal_objective - sums_.dual_objective) / (1.0 + std::abs(sums_.primal_objective));
    }
    StepRates rates(const Weights& weights, bool correction);
    void write(Solution& solution);
    Solution finish(Status status, const std::string& message);

    const StaircaseProgram& program_;
    const Settings& settings_;
    const base::Progress& progress_;
    Scaling scaling_;
    std::vector<ChainPattern> patterns_;
    std::vector<Segment> segments_;
    std::vector<SegmentPlace> places_;
    std::unique_ptr<BorderBlock> border_;
    std::vector<Vector> segment_vectors_;
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
    cut_into_segments();
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

void Method::cut_into_segments() {
    int cut_states = 0;
    for (std::size_t c = 0; c < patterns_.size(); ++c) {
        const Chain& chain = program_.chains[c];
        const ChainPattern& pattern = patterns_[c];
        const int pieces = std::max(1, (chain.stages + settings_.segment_stages / 2) / settings_.segment_stages);
        const int first_cut = cut_states;  // of this chain; cut i lies before piece i, cut 0 closes a cyclic chain
        for (int i = 0; i < pieces; ++i) {
            const int first = static_cast<int>(static_cast<std::int64_t>(chain.stages) * i / pieces);
            const int end = static_cast<int>(static_cast<std::int64_t>(chain.stages) * (i + 1) / pieces);
            const bool has_in = pattern.states() > 0 && (i > 0 || chain.cyclic);
            const bool has_out = pattern.states() > 0 && (i + 1 < pieces || chain.cyclic);
            segments_.emplace_back(pattern, chain, scaling_, Segment::Range{first, end - first, has_in, has_out});
            places_.push_back({.chain = static_cast<int>(c),
                               .in = has_in ? first_cut + i * pattern.states() : -1,
                               .out = has_out ? first_cut + (i + 1) % pieces * pattern.states() : -1});
        }
        cut_states += pieces * pattern.states();
    }
    border_ = std::make_unique<BorderBlock>(program_, patterns_, scaling_, places_, cut_states);
    segment_vectors_.resize(segments_.size());
}

void Method::start() {
    border_->start(kStartMu);
    each_segment([&](std::size_t s) {
        segments_[s].set_border(border_->point_of(s));
        segments_[s].start(kStartMu);
    });
}

void Method::measure() {
    std::vector<ResidualSums> parts(segments_.size());
    each_segment([&](std::size_t s) {
        segments_[s].set_border(border_->point_of(s));
        parts[s] = segments_[s].residuals(segment_vectors_[s]);
    });
    sums_ = border_->residuals(segment_vectors_);
    for (const ResidualSums& part : parts) sums_.merge(part);
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

bool Method::factorise() {
    for (; regularisation_ <= kLargestRegularisation; regularisation_ *= kRegularisationGrowth) {
        std::vector<char> kept(segments_.size(), 0);
        each_segment([&](std::size_t s) { kept[s] = segments_[s].factorise(regularisation_, regularisation_); });
        if (std::all_of(kept.begin(), kept.end(), [](char k) { return k != 0; }) &&
            border_->factorise(segments_, regularisation_, regularisation_))
            return true;
    }
    return false;
}

void Method::solve(bool correction) {
    each_segment([&](std::size_t s) { segments_[s].begin_solve(correction, segment_vectors_[s]); });
    border_->solve(correction, segment_vectors_);
    each_segment([&](std::size_t s) { segments_[s].finish_solve(correction, border_->step_of(s, correction)); });
}

StepRates Method::rates(const Weights& weights, bool correction) {
    std::vector<StepRates> parts(segments_.size());
    each_segment([&](std::size_t s) { parts[s] = segments_[s].step_rates(weights, correction); });
    StepRates all = border_->step_rates(weights, correction);
    for (const StepRates& part : parts) all.merge(part);
    return all;
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
    target_mu_ = centring(primal_step_, dual_step_, iteration_) * mu();
    each_segment([&](std::size_t s) { segments_[s].target_centre(target_mu_); });
    border_->target_centre(target_mu_);
    solve(false);
    const StepRates r = rates({}, false);
    primal_step_ = step_of_rate(r.primal[0]);
    dual_step_ = step_of_rate(r.dual[0]);
    for (int c = 0; c < settings_.correctors; ++c)
        if (!correct()) break;
}

// One centrality corrector (Gondzio 1996; Colombo and Gondzio 2008 for the weights). False: it did not lengthen the
// steps.
bool Method::correct() {
    const double aim_primal = std::min(1.0, kAimFactor * primal_step_ + kAimGain);
    const double aim_dual = std::min(1.0, kAimFactor * dual_step_ + kAimGain);
    each_segment([&](std::size_t s) { segments_[s].target_correction(aim_primal, aim_dual, target_mu_); });
    border_->target_correction(aim_primal, aim_dual, target_mu_);
    solve(true);
    const double least = primal_step_ * dual_step_;
    Weights weights;
    for (std::size_t w = 0; w < kWeights; ++w)
        weights[w] = least + (1.0 - least) * static_cast<double>(w) / (kWeights - 1);
    const StepRates r = rates(weights, true);
    const auto best = [&](const Weights& rate) {
        return static_cast<std::size_t>(std::min_element(rate.begin(), rate.end()) - rate.begin());
    };
    const std::size_t p = best(r.primal), d = best(r.dual);
    const double primal = step_of_rate(r.primal[p]), dual = step_of_rate(r.dual[d]);
    const bool helps_primal = primal >= primal_step_ + kUsefulGain, helps_dual = dual >= dual_step_ + kUsefulGain;
    if (!helps_primal && !helps_dual) return false;
    const double primal_weight = primal > primal_step_ ? weights[p] : 0.0,
                 dual_weight = dual > dual_step_ ? weights[d] : 0.0;
    each_segment([&](std::size_t s) { segments_[s].add_correction(primal_weight, dual_weight); });
    border_->add_correction(primal_weight, dual_weight);
    primal_step_ = std::max(primal, primal_step_);
    dual_step_ = std::max(dual, dual_step_);
    return true;
}

void Method::step() {
    const double primal = primal_step_ < 1.0 ? kStepToBoundary * primal_step_ : kStepToBoundary;
    const double dual = dual_step_ < 1.0 ? kStepToBoundary * dual_step_ : kStepToBoundary;
    each_segment([&](std::size_t s) { segments_[s].step(primal, dual); });
    border_->step(primal, dual);
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
    each_segment([&](std::size_t s) {
        const auto c = static_cast<std::size_t>(places_[s].chain);
        segments_[s].write_solution(scaling_, solution.x[c], solution.y[c]);
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
        measure();
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
        if (!factorise())
            return finish(Status::numerical_failure, fmt::format("a pivot was lost in iteration {}", iteration_));
        direction();
        step();
    }
    measure();  // so that bounds and point belong together
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
