// The solve loop; equations are in docs/method/interior_point.md.
// Over 300 lines: the steps of the loop and those of its end on the central path share one state.
#include "lp/interior_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "lp/input_check.hpp"
#include "lp/iterate.hpp"

namespace decawatt::lp {

namespace {

// Proximal regularisation of θ and of M, which does not change the optimum. That of M is small, because the diagonal of
// M in rows with small coefficients must dominate it.
constexpr double kRegularisation = 1e-8, kRowRegularisation = 1e-12;
constexpr double kRegularisationGrowth = 100.0;
constexpr double kLargestRegularisation = 1e-4;
constexpr double kStepToBoundary = 0.995;
constexpr double kStartMu = 1.0, kWarmMu = 0.1;  // in the solver's units; warm: with a starting point
// The least target, of the μ whose gap equals the tolerance. A smaller one has no benefit while residuals are larger,
// and costs the pivots their accuracy; it is halved in every iteration that has arrived there and is not accepted.
constexpr double kLeastAim = 0.3, kLeastAimDecay = 0.5;
constexpr double kUsefulGain = 0.01;  // a corrector must lengthen a step by at least this much
// Refinement ends at the point of the central path whose products are μ = kEndMu, in the program's units, within
// kCentred of it. Below kNearEnd μ it aims at that point alone, with a proximal term of kEndProximal μ: a larger one
// would hold the columns that equal optima leave free, whose θ is about μ, where they happen to be. The gap at the end
// is at most kEndGap of the tolerance.
constexpr double kEndMu = 1e-9, kEndGap = 0.5, kNearEnd = 10.0, kCentred = 1e-3, kEndProximal = 0.01;
constexpr int kRefinements = 12;
constexpr const char* kNotCentred =
    "the solution is optimal but not the analytic centre of the optima: figures that differ between them are not "
    "unique";
// Trial step of a corrector: long trial steps halve the number of iterations compared with `step + 0.1`
// (docs/method/interior_point.md).
constexpr double kAimFactor = 4.0, kAimGain = 0.3;
constexpr int kFirstInfeasibilityCheck =
    5;  // first check; then at twice the number of iterations each time, because a check costs half an iteration

double step_of_rate(double rate, double most = 1.0) {
    return rate > 0.0 ? std::min(1.0, most / rate) : 1.0;
}

// Centring parameter, from the lengths of the last steps.
double centring(double primal_step, double dual_step, int iteration) {
    const double shorter = std::min(primal_step, dual_step);
    if (iteration == 0) return 0.1;
    if (shorter > 0.5) return 0.01;
    if (shorter > 0.2) return 0.05;
    if (shorter > 0.1) return 0.1;
    return shorter > 0.05 ? 0.5 : 0.9;
}

class Method {
  public:
    Method(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress,
           const parallel::Communicator& ranks);
    Solution run(const StartingPoint* from);

  private:
    bool finite() const {
        return std::isfinite(sums_.primal + sums_.dual + sums_.primal_objective + sums_.dual_objective + mu());
    }
    bool promising() const;
    bool converged() const;
    bool infeasible();
    double least_mu();
    bool factorise();
    bool factorise_to_centre();
    void direction();
    bool correct();
    void centre();
    bool correct_to_centre();
    void step(double share = kStepToBoundary);
    bool report();
    void log_iteration() const;
    Solution refine(Solution accepted);
    double mu() const { return sums_.complementarity / std::max(1.0, sums_.pairs); }
    double gap() const {
        return std::abs(sums_.primal_objective - sums_.dual_objective) / (1.0 + std::abs(sums_.primal_objective));
    }
    bool centred() const {
        return sums_.least_product >= (1.0 - kCentred) * end_mu_ && sums_.most_product <= (1.0 + kCentred) * end_mu_;
    }
    Solution finish(Status status, const std::string& message);

    const StaircaseProgram& program_;
    const Settings& settings_;
    const base::Progress& progress_;
    parallel::Communicator ranks_;
    Scaling scaling_;
    Iterate iterate_;
    ResidualSums sums_;
    BlockingPairs pairs_;  // of the last step, for a log
    double largest_rhs_ = 0.0, largest_cost_ = 0.0, objective_unit_ = 1.0;
    double regularisation_ = kRegularisation, internal_tolerance_;
    double end_mu_ = 0.0, end_row_regularisation_ = kRowRegularisation;
    double least_aim_ = kLeastAim;
    double primal_step_ = 0.0, dual_step_ = 0.0, target_mu_ = 0.0;
    bool refining_ = false;
    int iteration_ = 0, next_infeasibility_check_ = kFirstInfeasibilityCheck;
    Solution solution_;
};

Method::Method(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress,
               const parallel::Communicator& ranks)
    : program_(program),
      settings_(settings),
      progress_(progress),
      ranks_(ranks),
      scaling_(choose_scaling(program)),
      iterate_(program, scaling_, settings.segment_stages, ranks),
      internal_tolerance_(0.5 * settings.tolerance) {
    objective_unit_ = scaling_.cost * scaling_.quantity;
    end_mu_ = kEndMu / objective_unit_;
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

// Whether to compute a certificate. Dual residuals are not tested, because the bound of the certificate accounts for
// them in full; nor is x + s = u, which holds from the start up to rounding, and the certificate clips x.
bool Method::promising() const {
    const double rows = internal_tolerance_ * (1.0 + largest_rhs_);
    return gap() <= internal_tolerance_ && sums_.primal <= rows;
}

bool Method::converged() const {
    return promising() && sums_.dual <= internal_tolerance_ * (1.0 + largest_cost_);
}

// Proof of infeasibility: with zero costs, a positive lower bound means that no point satisfies the rows.
bool Method::infeasible() {
    if (iteration_ < next_infeasibility_check_ || sums_.primal <= internal_tolerance_ * (1.0 + largest_rhs_))
        return false;
    next_infeasibility_check_ = 2 * iteration_;
    iterate_.write(solution_);
    double size = solution_.lambda.size() > 0 ? solution_.lambda.cwiseAbs().maxCoeff() : 0.0;
    for (const Matrix& y : solution_.y) size = std::max(size, y.size() > 0 ? y.cwiseAbs().maxCoeff() : 0.0);
    return safe_lower_bound(program_, solution_, false) > 1e-6 * size * scaling_.quantity;
}

// Limits the target from below: if a residual stalls while the products keep decreasing, pivots underflow.
double Method::least_mu() {
    const double size = std::abs(sums_.primal_objective);
    const double accepted = std::min(internal_tolerance_ * (1.0 + size),
                                     settings_.tolerance * (1.0 / objective_unit_ + size));  // gap, by the certificate
    const double least = least_aim_ * accepted / std::max(1.0, sums_.pairs);
    if (mu() <= least) least_aim_ *= kLeastAimDecay;
    return least;
}

bool Method::factorise() {
    target_mu_ = std::max(centring(primal_step_, dual_step_, iteration_) * mu(), refining_ ? end_mu_ : least_mu());
    for (; regularisation_ <= kLargestRegularisation; regularisation_ *= kRegularisationGrowth)
        if (iterate_.factorise(regularisation_, regularisation_ * (kRowRegularisation / kRegularisation), target_mu_))
            return true;
    return false;
}

// Raises only the term of the rows after a failed pivot.
bool Method::factorise_to_centre() {
    target_mu_ = end_mu_;
    const double rho = std::min(regularisation_, kEndProximal * end_mu_);
    for (; end_row_regularisation_ <= kLargestRegularisation; end_row_regularisation_ *= kRegularisationGrowth)
        if (iterate_.factorise(rho, end_row_regularisation_, target_mu_)) return true;
    return false;
}

void Method::direction() {
    const StepRates r = iterate_.predict(target_mu_);
    primal_step_ = step_of_rate(r.primal[0]);
    dual_step_ = step_of_rate(r.dual[0]);
    for (int c = 0; c < settings_.correctors; ++c)
        if (!correct()) break;
}

// One centrality corrector (Gondzio 1996; Colombo and Gondzio 2008 for the weights). False: it did not lengthen the
// steps.
bool Method::correct() {
    const Aim aim{.primal_step = std::min(1.0, kAimFactor * primal_step_ + kAimGain),
                  .dual_step = std::min(1.0, kAimFactor * dual_step_ + kAimGain),
                  .mu = target_mu_};
    const double least = primal_step_ * dual_step_;
    Weights weights;
    for (std::size_t w = 0; w < kWeights; ++w)
        weights[w] = least + (1.0 - least) * static_cast<double>(w) / (kWeights - 1);
    const StepRates r = iterate_.correct(aim, weights);
    const auto best = [&](const Weights& rate) {
        return static_cast<std::size_t>(std::min_element(rate.begin(), rate.end()) - rate.begin());
    };
    const std::size_t p = best(r.primal), d = best(r.dual);
    const double primal = step_of_rate(r.primal[p]), dual = step_of_rate(r.dual[d]);
    const bool helps_primal = primal >= primal_step_ + kUsefulGain, helps_dual = dual >= dual_step_ + kUsefulGain;
    if (!helps_primal && !helps_dual) return false;
    const double primal_weight = primal > primal_step_ ? weights[p] : 0.0,
                 dual_weight = dual > dual_step_ ? weights[d] : 0.0;
    iterate_.add_correction(primal_weight, dual_weight);
    primal_step_ = std::max(primal, primal_step_);
    dual_step_ = std::max(dual, dual_step_);
    return true;
}

// A step to the central path, whose length may be one.
void Method::centre() {
    const StepRates r = iterate_.predict(target_mu_);
    primal_step_ = step_of_rate(r.primal[0], kStepToBoundary);
    dual_step_ = step_of_rate(r.dual[0], kStepToBoundary);
    for (int c = 0; c < settings_.correctors; ++c)
        if (!correct_to_centre()) break;
}

// As `correct`; long steps aim at products that equal the target, so that the correctors of a full step are Newton
// steps with the same factors. The largest weight of those with the longest step. False: every weight shortens both
// steps.
bool Method::correct_to_centre() {
    constexpr double kLongStep = 0.9;
    Aim aim{.primal_step = std::min(1.0, kAimFactor * primal_step_ + kAimGain),
            .dual_step = std::min(1.0, kAimFactor * dual_step_ + kAimGain),
            .mu = target_mu_};
    if (std::min(primal_step_, dual_step_) >= kLongStep) aim.low = aim.high = 1.0;
    const double least = primal_step_ * dual_step_;
    Weights weights;
    for (std::size_t w = 0; w < kWeights; ++w)
        weights[w] = least + (1.0 - least) * static_cast<double>(w) / (kWeights - 1);
    const StepRates r = iterate_.correct(aim, weights);
    const auto accept = [&](const Weights& rate, double& step) {
        double weight = 0.0;
        for (std::size_t w = 0; w < kWeights; ++w) {
            const double length = step_of_rate(rate[w], kStepToBoundary);
            if (length < step) continue;
            step = length;
            weight = weights[w];
        }
        return weight;
    };
    const double primal_weight = accept(r.primal, primal_step_), dual_weight = accept(r.dual, dual_step_);
    if (primal_weight == 0.0 && dual_weight == 0.0) return false;
    iterate_.add_correction(primal_weight, dual_weight);
    return true;
}

void Method::step(double share) {
    if (settings_.log) iterate_.keep_point();
    sums_ = iterate_.advance(share * primal_step_, share * dual_step_);
    if (settings_.log) pairs_ = iterate_.blocking_pairs();
}

void Method::log_iteration() const {
    IterationRecord record = solution_.history.back();
    if (iteration_ > 0) {
        record.primal_pair = text(program_, pairs_.primal);
        record.dual_pair = text(program_, pairs_.dual);
    }
    settings_.log(record);
}

bool Method::report() {
    solution_.history.push_back({iteration_, sums_.primal_objective * objective_unit_ + program_.objective_offset,
                                 sums_.dual_objective * objective_unit_ + program_.objective_offset, sums_.primal,
                                 sums_.dual, mu(), primal_step_, dual_step_});
    if (settings_.log) log_iteration();
    const double digits =
        std::max(0.0, std::log(std::clamp(gap(), settings_.tolerance, 1.0)) / std::log(settings_.tolerance));
    constexpr auto kText = "iteration {}, relative gap {:.1e}, residuals {:.1e} (constraints), {:.1e} (prices)";
    const bool wanted =
        !progress_ || progress_("solving", digits, fmt::format(kText, iteration_, gap(), sums_.primal, sums_.dual));
    return ranks_.agree(wanted);
}

Solution Method::finish(Status status, const std::string& message) {
    iterate_.write(solution_);
    solution_.status = status;
    solution_.message = message;
    solution_.iterations = iteration_;
    solution_.certificate = certify(program_, solution_);
    return std::move(solution_);
}

// Continues from an accepted solution to the end of the central path; returns the accepted one where that fails, with a
// message.
Solution Method::refine(Solution accepted) {
    solution_.history = accepted.history;
    accepted.message = kNotCentred;
    refining_ = true;
    const double largest_gap = kEndGap * settings_.tolerance * (1.0 + std::abs(sums_.primal_objective));
    end_mu_ = std::min(end_mu_, largest_gap / std::max(1.0, sums_.pairs));
    for (int i = 0; i < settings_.refinements && !centred() && iteration_ < settings_.max_iterations; ++i) {
        const bool near = mu() <= kNearEnd * end_mu_;
        if (!(near ? factorise_to_centre() : factorise())) return accepted;
        if (near)
            centre();
        else
            direction();
        step(near ? 1.0 : kStepToBoundary);
        ++iteration_;
        if (!finite()) return accepted;
        if (!report()) return finish(Status::interrupted, "stopped on request");
    }
    Solution refined = finish(Status::optimal, centred() ? "" : kNotCentred);
    return holds(refined.certificate, settings_.tolerance) ? refined : accepted;
}

Solution Method::run(const StartingPoint* from) {
    constexpr double kTightening = 0.25,
                     kTightest = 1e-4;  // factors on the internal tolerance while the certificate fails
    sums_ = iterate_.start(from == nullptr ? kStartMu : kWarmMu, from);
    for (iteration_ = 0; iteration_ < settings_.max_iterations; ++iteration_) {
        if (!finite())
            return finish(Status::numerical_failure,
                          fmt::format("a residual is not a number in iteration {}", iteration_));
        if (!report()) return finish(Status::interrupted, "stopped on request");
        if (promising()) {
            const bool exact = converged();
            Solution done = finish(Status::optimal, "");
            if (holds(done.certificate, settings_.tolerance))
                return settings_.refinements > 0 ? refine(std::move(done)) : done;
            solution_ = std::move(done);
            if (exact) internal_tolerance_ *= kTightening;
            if (internal_tolerance_ < kTightest * settings_.tolerance)
                return finish(Status::numerical_failure,
                              "converged in the solver's units, but the certificate stays above the tolerance");
        }
        if (infeasible()) return finish(Status::infeasible, "a dual ray proves that the program is infeasible");
        if (!factorise())
            return finish(Status::numerical_failure, fmt::format("factorisation failed in iteration {}", iteration_));
        direction();
        step();
    }
    return finish(Status::iteration_limit, fmt::format("not converged after {} iterations", settings_.max_iterations));
}

}  // namespace

Settings plan_settings(double tolerance) {
    Settings settings;
    settings.tolerance = tolerance;
    settings.refinements = kRefinements;
    return settings;
}

Settings with_log_name(Settings settings, const std::string& solve) {
    if (settings.log)
        settings.log = [log = settings.log, solve](IterationRecord record) {
            record.solve = solve;
            log(record);
        };
    return settings;
}

Solution solve(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress,
               const StartingPoint* from, const parallel::Communicator& ranks) {
    check_shapes(program);
    base::expects(settings.segment_stages > 0, "segments have stages");
    base::expects(settings.tolerance > 0.0 && settings.tolerance < 1.0, "the tolerance lies between 0 and 1");
    if (const std::string fault = input_fault(program); !fault.empty()) {
        Solution refused;
        refused.status = Status::invalid_input;
        refused.message = fault;
        return refused;
    }
    if (from != nullptr) check_shapes(program, *from);
    return Method(program, settings, progress, ranks).run(from);
}

}  // namespace decawatt::lp
