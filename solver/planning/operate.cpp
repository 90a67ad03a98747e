#include "planning/operate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "lp/restriction.hpp"
#include "parallel/blocks.hpp"
#include "planning/layout.hpp"
#include "planning/read_plan.hpp"

namespace decawatt::planning {

namespace {

// x and y of one chain, and how the solving ended.
struct Values {
    lp::Status status = lp::Status::optimal;
    std::string message;
    int iterations = 0;
    lp::Matrix x, y;
};

struct ChainResult {
    Values perfect, kept;  // kept: by windows, or the same as perfect
    lp::Certificate certificate;
    double target_payment = 0.0;  // of what is kept, program units
};

// Reports for all threads, but speaks only on the one that called; the others stop when it says so.
class Reporter {
  public:
    Reporter(const base::Progress& progress, double total) : progress_(progress), total_(total) {}

    void add(double done) {
        double before = done_.load();
        while (!done_.compare_exchange_weak(before, before + done)) {
        }
        speak("");
    }
    bool speak(const std::string& detail) {
        if (progress_ && std::this_thread::get_id() == caller_ && !stopped_)
            if (!progress_("operate", std::min(1.0, done_ / total_), detail)) stopped_ = true;
        return !stopped_;
    }
    base::Progress callback() {
        return [this](const std::string&, double, const std::string& detail) { return speak(detail); };
    }

  private:
    const base::Progress& progress_;
    double total_;
    std::atomic<double> done_ = 0.0;
    std::atomic<bool> stopped_ = false;
    std::thread::id caller_ = std::this_thread::get_id();
};

Values solve(const lp::StaircaseProgram& program, const lp::Settings& settings, Reporter& reporter) {
    lp::Solution solution = lp::solve(program, settings, reporter.callback());
    Values values{solution.status, std::move(solution.message), solution.iterations, {}, {}};
    if (values.status == lp::Status::interrupted) throw base::Interrupted("while dispatching");
    if (values.status == lp::Status::optimal) {
        values.x = std::move(solution.x.front());
        values.y = std::move(solution.y.front());
    }
    return values;
}

struct Stages {
    int window, step;
};

Stages in_stages(const Foresight& foresight, const base::TimeAxis& axis) {
    const auto stages = [&](int hours) { return hours * base::kSecondsPerHour / axis.step_s; };
    return {stages(foresight.window_h), stages(foresight.step_h)};
}

// One chain, window after window.
class Rolling {
  public:
    Rolling(const lp::StaircaseProgram& alone, const Stages& stages, const lp::Settings& settings, Reporter& reporter)
        : alone_(alone), stages_(stages), settings_(settings), reporter_(reporter) {}

    // `start`: x of the hour before the first. `value_after(t)`: duals of the state rows that stand for the hours from
    // t on; empty where a window values nothing. `coming_back`: those that make the last window come back to the start.
    template <typename ValueAfter>
    Values run(const lp::Vector& start, const lp::Vector& coming_back, const ValueAfter& value_after) {
        const lp::Chain& chain = alone_.chains.front();
        Values all{lp::Status::optimal, "", 0, lp::Matrix(chain.columns(), chain.stages),
                   lp::Matrix(chain.rows(), chain.stages)};
        lp::WindowEnds ends;
        ends.before = start;
        for (int t = 0; t < chain.stages;) {
            const int count = std::min(stages_.window, chain.stages - t);
            const bool last = t + count == chain.stages;  // nothing more will be learnt: it is kept whole
            const int kept = last ? count : std::min(stages_.step, count);
            ends.most_left = last ? start : lp::Vector();
            ends.value_after = last ? coming_back : value_after(t + count);
            Values window = solve(lp::window_of(alone_, t, count, ends), settings_, reporter_);
            if (last && window.status == lp::Status::infeasible) {  // it cannot be rid of what is more
                ends.most_left = lp::Vector();
                window = solve(lp::window_of(alone_, t, count, ends), settings_, reporter_);
            }
            all.iterations += window.iterations;
            if (window.status != lp::Status::optimal) {
                all.status = window.status;
                all.message = fmt::format("the window of {} hours from hour {}: {}", count, t, window.message);
                return all;
            }
            all.x.middleCols(t, kept) = window.x.leftCols(kept);
            all.y.middleCols(t, kept) = window.y.leftCols(kept);
            ends.before = window.x.col(kept - 1);
            t += kept;
            reporter_.add(static_cast<double>(kept) / chain.stages);
        }
        return all;
    }

  private:
    const lp::StaircaseProgram& alone_;
    Stages stages_;
    const lp::Settings& settings_;
    Reporter& reporter_;
};

class Operating {
  public:
    Operating(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
              const Foresight& foresight, const lp::Settings& settings, const base::Progress& progress)
        : study_(study),
          profiles_(profiles),
          fixed_(fixed),
          foresight_(foresight),
          settings_(settings),
          reporter_(progress, static_cast<double>(profiles.years.size()) * (foresight.windowed() ? 2.0 : 1.0)),
          program_(build_operation(study, profiles, fixed)),
          chains_(profiles.years.size()) {}

    Operation run();

  private:
    void each_chain(const std::function<void(std::size_t)>& work) const;
    lp::StaircaseProgram alone(std::size_t c) const;
    lp::Vector value_after(std::size_t c, int stage) const;
    lp::Vector coming_back(std::size_t c) const;
    double currency_per_mwh(std::size_t c) const;
    void roll(std::size_t c);
    void judge(std::size_t c);
    lp::Certificate certificate() const;
    lp::Solution assembled(bool perfect) const;
    Plan read(bool perfect) const;

    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const FixedPlan& fixed_;
    const Foresight& foresight_;
    const lp::Settings& settings_;
    Reporter reporter_;
    const Program program_;
    std::vector<ChainResult> chains_;
};

// Many chains: one on each thread. Few: one after the other, the threads inside.
void Operating::each_chain(const std::function<void(std::size_t)>& work) const {
    const auto count = static_cast<std::int64_t>(chains_.size());
    if (count >= parallel::threads())
        parallel::for_each_block(count, [&](std::int64_t c) { work(static_cast<std::size_t>(c)); });
    else
        for (std::int64_t c = 0; c < count; ++c) work(static_cast<std::size_t>(c));
}

// With what it pays for targets among its costs.
lp::StaircaseProgram Operating::alone(std::size_t c) const {
    lp::StaircaseProgram program = lp::chain_alone(program_.staircase, c, program_.staircase.border.lower);
    program.chains.front().cost.colwise() += program_.layout->target_cost[c];
    return program;
}

// What a dual of 1 in a row of energy stands for.
double Operating::currency_per_mwh(std::size_t c) const {
    const ChainLayout& layout = program_.layout->chains[c];
    return program_.money_unit / (program_.power_unit_mw * layout.weight * layout.discount);
}

// What the plan's state values say of the rows of the hour `stage`, as duals of this chain.
lp::Vector Operating::value_after(std::size_t c, int stage) const {
    if (!foresight_.values_content) return {};
    const profiles::YearProfiles& year = profiles_.years[c];
    const lp::Chain& chain = program_.staircase.chains[c];
    const int month = base::civil_time(year.axis.instant(stage), study_.utc_offset_s).month - 1;
    const auto y = std::ranges::find(fixed_.years, year.year) - fixed_.years.begin();
    const auto row_of_values = static_cast<std::size_t>(y * base::kMonthsPerYear + month);
    lp::Vector duals = lp::Vector::Zero(chain.rows());
    for (std::size_t s = 0; s < fixed_.state_values.name.size(); ++s) {
        const auto row = std::ranges::find(chain.row_names, fixed_.state_values.name[s]);
        if (row == chain.row_names.end()) continue;
        duals[row - chain.row_names.begin()] = -fixed_.state_values.per_mwh(row_of_values, s) / currency_per_mwh(c);
    }
    return duals;
}

// Of every store, the cost of unserved energy: a year that has taken more than it gives back has not paid for it.
lp::Vector Operating::coming_back(std::size_t c) const {
    lp::Vector duals = lp::Vector::Zero(program_.staircase.chains[c].rows());
    for (const StoreColumns& store : program_.layout->chains[c].store)
        if (store.row != kAbsent) duals[store.row] = -study_.planning.unserved_cost_per_mwh / currency_per_mwh(c);
    return duals;
}

void Operating::roll(std::size_t c) {
    ChainResult& chain = chains_[c];
    const lp::StaircaseProgram program = alone(c);
    Rolling rolling(program, in_stages(foresight_, profiles_.years[c].axis), settings_, reporter_);
    const lp::Vector start = chain.perfect.x.col(chain.perfect.x.cols() - 1);
    chain.kept = rolling.run(start, coming_back(c), [&](int stage) { return value_after(c, stage); });
}

// The point as it was operated against the duals of the year as a whole.
void Operating::judge(std::size_t c) {
    ChainResult& chain = chains_[c];
    const ChainResult& result = chain;
    const Values& kept = foresight_.windowed() ? result.kept : result.perfect;
    lp::Solution point;
    point.x = {kept.x};
    point.y = {result.perfect.y};
    point.k = point.lambda = lp::Vector::Zero(0);
    lp::StaircaseProgram program = alone(c);
    chain.certificate = lp::certify(program, point);
    if (foresight_.windowed()) {  // its year begins with what was stored, and need not end so
        lp::Chain& begun = program.chains.front();
        begun.rhs.col(0) -= begun.B * result.perfect.x.rightCols(1);
        begun.cyclic = false;
        const lp::Certificate rows = lp::certify(program, point);
        chain.certificate.primal_residual = rows.primal_residual;
        chain.certificate.primal_residual_relative = rows.primal_residual_relative;
    }
    chain.target_payment = program_.layout->target_cost[c].dot(kept.x.rowwise().sum());
}

// Sums and maxima over the chains, with the constants of the border; without what was paid for targets.
lp::Certificate Operating::certificate() const {
    const lp::StaircaseProgram& program = program_.staircase;
    lp::Certificate all;
    const double constant = program.objective_offset + program.border.cost.dot(program.border.lower);
    all.primal_objective = all.dual_objective = constant;
    double distance = 0.0, complementarity = 0.0;
    for (const ChainResult& chain : chains_) {
        const lp::Certificate& c = chain.certificate;
        all.primal_objective += c.primal_objective - chain.target_payment;
        all.dual_objective += c.dual_objective - chain.target_payment;
        distance += c.relative_gap * (1.0 + std::abs(c.primal_objective));
        complementarity += c.complementarity * (1.0 + std::abs(c.primal_objective));
        for (const auto part : {&lp::Certificate::primal_residual, &lp::Certificate::primal_residual_relative,
                                &lp::Certificate::bound_violation, &lp::Certificate::bound_violation_relative,
                                &lp::Certificate::dual_residual, &lp::Certificate::dual_residual_relative})
            all.*part = std::max(all.*part, c.*part);
    }
    all.relative_gap = distance / (1.0 + std::abs(all.primal_objective));
    all.complementarity = complementarity / (1.0 + std::abs(all.primal_objective));
    return all;
}

lp::Solution Operating::assembled(bool perfect) const {
    lp::Solution solution;
    solution.status = lp::Status::optimal;
    solution.k = program_.staircase.border.lower;
    solution.lambda = lp::Vector::Zero(0);
    for (const ChainResult& chain : chains_) {
        const Values& values = perfect ? chain.perfect : chain.kept;
        solution.x.push_back(values.x);
        solution.y.push_back(values.y);
        solution.iterations += chain.perfect.iterations + chain.kept.iterations;
    }
    solution.certificate = certificate();
    return solution;
}

Plan Operating::read(bool perfect) const {
    Plan plan = read_values(study_, profiles_, program_, assembled(perfect));
    plan.foresight = foresight_;
    plan.foresight.fixed_plan = true;
    // Duals say what targets and contents are worth in this operation; the prices that it was given are the plan's.
    plan.state_values = {fixed_.state_values.name,
                         base::Series(plan.years.size() * base::kMonthsPerYear, fixed_.state_values.name.size())};
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        const auto from =
            static_cast<std::size_t>(std::ranges::find(fixed_.years, plan.years[y]) - fixed_.years.begin());
        plan.target_prices.emission_per_t[y] = fixed_.prices.emission_per_t[from];
        for (std::size_t c = 0; c < study_.contracts.name.size(); ++c) {
            const auto k = static_cast<std::size_t>(std::ranges::find(fixed_.contracts, study_.contracts.name[c]) -
                                                    fixed_.contracts.begin());
            plan.target_prices.hourly_per_mwh(y, c) = fixed_.prices.hourly_per_mwh(from, k);
            plan.target_prices.annual_per_mwh(y, c) = fixed_.prices.annual_per_mwh(from, k);
            plan.target_prices.excess_per_mwh(y, c) = fixed_.prices.excess_per_mwh(from, k);
        }
        for (std::size_t s = 0; s < fixed_.state_values.name.size(); ++s)
            for (std::size_t m = 0; m < base::kMonthsPerYear; ++m)
                plan.state_values.per_mwh(y * base::kMonthsPerYear + m, s) =
                    fixed_.state_values.per_mwh(from * base::kMonthsPerYear + m, s);
    }
    if (foresight_.windowed() && !perfect)
        for (std::size_t c = 0; c < chains_.size(); ++c)
            for (const StoreColumns& store : program_.layout->chains[c].store)
                plan.dispatch[c].initial_content_mwh.push_back(
                    store.content == kAbsent
                        ? 0.0
                        : program_.power_unit_mw * chains_[c].perfect.x.rightCols(1)(store.content, 0));
    return plan;
}

Operation Operating::run() {
    each_chain([&](std::size_t c) {
        chains_[c].perfect = solve(alone(c), settings_, reporter_);
        reporter_.add(1.0);
    });
    const auto failed = [&](Values ChainResult::*values) -> std::optional<Operation> {
        for (std::size_t c = 0; c < chains_.size(); ++c)
            if (const Values& v = chains_[c].*values; v.status != lp::Status::optimal) {
                Operation none;
                none.plan.status = v.status;
                none.plan.iterations = v.iterations;
                none.plan.message = program_.staircase.chains[c].name + ": " + v.message;
                return none;
            }
        return std::nullopt;
    };
    if (auto none = failed(&ChainResult::perfect)) return std::move(*none);
    Operation operation;
    if (foresight_.windowed()) {
        operation.perfect = read(true).weather;
        each_chain([&](std::size_t c) { roll(c); });
        if (auto none = failed(&ChainResult::kept)) return std::move(*none);
    }
    each_chain([&](std::size_t c) { judge(c); });
    operation.plan = read(!foresight_.windowed());
    // A window's operation is feasible, not optimal for the year: its gap is what foresight is worth.
    lp::Certificate judged = certificate();
    if (foresight_.windowed()) judged.relative_gap = 0.0;
    if (!lp::holds(judged, settings_.tolerance)) {
        operation.plan.status = lp::Status::numerical_failure;
        operation.plan.message =
            fmt::format("the certificate of the operation does not hold: gap {:.1e}, rows {:.1e}, bounds {:.1e}",
                        judged.relative_gap, judged.primal_residual_relative, judged.bound_violation_relative);
    }
    return operation;
}

}  // namespace

Operation operate(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
                  const Foresight& foresight, const lp::Settings& settings, const base::Progress& progress) {
    base::expects(!foresight.windowed() || (1 <= foresight.step_h && foresight.step_h <= foresight.window_h),
                  "a window is kept in part or whole");
    std::vector<base::InputFault> faults;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        if (std::ranges::find(fixed.years, year) == fixed.years.end())
            faults.push_back({"the plan", "years", 0, "no year " + std::to_string(year),
                              "every year that is to be dispatched; --years picks some of the horizon"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    model::Study operated = study;  // what may not be shed is shed where nothing else is left, at the stated cost
    std::fill(operated.data_centers.may_shed.begin(), operated.data_centers.may_shed.end(), true);
    return Operating(operated, profiles, fixed, foresight, settings, progress).run();
}

}  // namespace decawatt::planning
