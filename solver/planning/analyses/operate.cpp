#include "planning/analyses/operate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "lp/restriction.hpp"
#include "lp/stage_matrix.hpp"
#include "parallel/blocks.hpp"
#include "parallel/shared_progress.hpp"
#include "planning/analyses/operation_certificate.hpp"
#include "planning/analyses/rolling.hpp"
#include "planning/analyses/whole_years.hpp"
#include "planning/analyses/window_values.hpp"
#include "planning/components/shortfalls.hpp"
#include "planning/layout.hpp"
#include "planning/results/read_plan.hpp"

namespace decawatt::planning {

namespace {

struct ChainResult {
    ChainPoint whole, kept;  // whole: perfect foresight; kept: rolling horizon
};

lp::Solution solve(const lp::StaircaseProgram& program, const lp::Settings& settings,
                   parallel::SharedProgress& progress) {
    lp::Solution solution = lp::solve(program, settings, progress.callback());
    if (solution.status == lp::Status::interrupted) throw base::Interrupted("while dispatching");
    return solution;
}

WindowStages in_stages(const Foresight& foresight, const base::TimeAxis& axis) {
    base::expects(axis.is_regular(), "windows are of steps of one length");
    const auto stages = [&](int hours) {
        return static_cast<int>(std::min(axis.count, std::int64_t{hours} * base::kSecondsPerHour / axis.step_s));
    };
    return {stages(foresight.window_h), stages(foresight.step_h)};
}

class Operating {
  public:
    Operating(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
              const Foresight& foresight, const lp::Settings& settings, const base::Progress& progress)
        : study_(study),
          profiles_(profiles),
          fixed_(fixed),
          foresight_(foresight),
          settings_(settings),
          progress_(progress, "operate",
                    static_cast<double>(profiles.years.size()) * (foresight.windowed() ? 2.0 : 1.0)),
          program_(build_operation(study, profiles, fixed, !foresight.windowed())),
          parts_(lp::independent_parts(program_.staircase)),
          ended_(parts_.size()),
          chains_(profiles.years.size()),
          border_(program_.staircase.border.lower),
          link_duals_(lp::Vector::Zero(program_.staircase.linking.size())) {}

    Operation run();

  private:
    void work_on_each(std::size_t count, const std::function<void(std::size_t)>& work);
    std::string name_of(const lp::Part& part) const;
    void solve_whole(std::size_t p);
    void roll_chain(std::size_t c);
    lp::Certificate certificate() const;
    lp::Solution assembled(bool whole) const;
    void carry_prices(Plan& plan) const;
    Plan read(bool whole) const;
    std::optional<Operation> failed() const;

    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const FixedPlan& fixed_;
    const Foresight& foresight_;
    const lp::Settings& settings_;
    parallel::SharedProgress progress_;
    const Program program_;
    const std::vector<lp::Part> parts_;
    std::vector<PartPoint> ended_;  // per part
    std::vector<ChainResult> chains_;
    lp::Vector border_, link_duals_;
    lp::Certificate certificate_;
};

// With at least as many items as threads, one item per thread; with fewer, one after another, each with all threads.
void each(std::size_t count, const std::function<void(std::size_t)>& work) {
    if (count >= static_cast<std::size_t>(parallel::threads()))
        parallel::for_each_block(static_cast<std::int64_t>(count),
                                 [&](std::int64_t i) { work(static_cast<std::size_t>(i)); });
    else
        for (std::size_t i = 0; i < count; ++i) work(i);
}

// Works on every item. The thread that may call back can be left without an item, so it reports before and after.
void Operating::work_on_each(std::size_t count, const std::function<void(std::size_t)>& work) {
    progress_.report();
    each(count, [&](std::size_t i) {
        if (!progress_.stopped()) work(i);
    });
    if (!progress_.report()) throw base::Interrupted("while dispatching");
}

// The first of its chains, and how many more there are.
std::string Operating::name_of(const lp::Part& part) const {
    if (part.chains.empty()) return "investments";
    const std::string& first = program_.staircase.chains[part.chains.front()].name;
    return part.chains.size() == 1 ? first : fmt::format("{} and {} more", first, part.chains.size() - 1);
}

void Operating::solve_whole(std::size_t p) {
    const lp::Part& part = parts_[p];
    PartPoint& ended = ended_[p];
    lp::Settings refined = lp::plan_settings(settings_.tolerance);
    refined.log = settings_.log;
    refined = lp::with_log_name(std::move(refined), name_of(part));
    ended = solve_part(program_, part, settings_.tolerance,
                       [&](const lp::StaircaseProgram& program) { return solve(program, refined, progress_); });
    if (ended.status != lp::Status::optimal) return;
    for (std::size_t i = 0; i < part.chains.size(); ++i) {
        chains_[part.chains[i]].whole.x = std::move(ended.x[i]);
        chains_[part.chains[i]].whole.y = std::move(ended.y[i]);
    }
    for (std::size_t b = 0; b < part.border.size(); ++b)
        border_[part.border[b]] = ended.border[static_cast<Eigen::Index>(b)];
    for (std::size_t l = 0; l < part.linking.size(); ++l)
        link_duals_[part.linking[l]] = ended.link_duals[static_cast<Eigen::Index>(l)];
    for (const std::size_t c : part.chains) net_contracts(program_.layout->chains[c].contracts, chains_[c].whole.x);
    progress_.add(static_cast<double>(part.chains.size()));
}

void Operating::roll_chain(std::size_t c) {
    ChainResult& chain = chains_[c];
    lp::StaircaseProgram program = lp::chain_alone(program_.staircase, c, program_.staircase.border.lower);
    lp::add_costs(program.chains.front(), by_stage(program_.layout->penalty[c] + program_.layout->target_cost[c],
                                                   program_.layout->chains[c].step_weight));
    const WindowValues values = window_values(study_, profiles_, program_, fixed_, foresight_.values_content, c,
                                              lp::before_first(program.chains.front(), chain.whole.x));
    const lp::Settings settings = lp::with_log_name(settings_, program_.staircase.chains[c].name + ", windows");
    chain.kept = roll(
        program, in_stages(foresight_, profiles_.years[c].axis), values,
        [&](const lp::StaircaseProgram& window) { return solve(window, settings, progress_); },
        [&](double share) { progress_.add(share); });
    if (chain.kept.status == lp::Status::optimal) net_contracts(program_.layout->chains[c].contracts, chain.kept.x);
}

lp::Certificate Operating::certificate() const {
    std::vector<lp::Certificate> parts;
    for (const PartPoint& ended : ended_) parts.push_back(ended.certificate);
    if (foresight_.windowed()) {
        parts.resize(chains_.size());
        each(parts.size(), [&](std::size_t c) {
            parts[c] = certify_windows(program_, c, chains_[c].whole, chains_[c].kept, link_duals_);
        });
    }
    return joined_certificate(program_.staircase, parts);
}

lp::Solution Operating::assembled(bool whole) const {
    lp::Solution solution;
    solution.status = lp::Status::optimal;
    for (const ChainResult& chain : chains_) {
        const ChainPoint& point = whole ? chain.whole : chain.kept;
        solution.x.push_back(point.x);
        solution.y.push_back(point.y);
        solution.iterations += chain.kept.iterations;
    }
    for (const PartPoint& ended : ended_) solution.iterations += ended.iterations;
    solution.lambda = link_duals_;
    solution.k = border_;
    const lp::Vector missed = missed_percent(*program_.layout, program_.staircase, solution.x);
    for (std::size_t i = 0; i < program_.layout->shortfalls.size(); ++i)
        solution.k[index_of(program_.layout->shortfalls[i].variable)] = missed[static_cast<Eigen::Index>(i)];
    solution.certificate = certificate_;
    return solution;
}

// Replaces prices from the duals of this dispatch by those of the fixed plan.
void Operating::carry_prices(Plan& plan) const {
    plan.state_values = {fixed_.state_values.name,
                         base::Series(plan.years.size() * base::kMonthsPerYear, fixed_.state_values.name.size())};
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        const auto from =
            static_cast<std::size_t>(std::ranges::find(fixed_.years, plan.years[y]) - fixed_.years.begin());
        plan.target_prices.emission_per_t[y] = fixed_.prices.emission_per_t[from];
        for (std::size_t d = 0; d < plan.target_prices.curtailment_per_mwh.entities(); ++d)
            plan.target_prices.curtailment_per_mwh(y, d) = curtailment_price(fixed_, study_.data_centers.name[d], from);
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
}

Plan Operating::read(bool whole) const {
    const lp::Solution solution = assembled(whole);
    Plan plan = read_values(study_, profiles_, program_, solution);
    plan.foresight = foresight_;
    plan.foresight.fixed_plan = true;
    carry_prices(plan);
    const lp::Vector missed = missed_percent(*program_.layout, program_.staircase, solution.x);
    plan.shortfalls = read_shortfalls(*program_.layout, missed, settings_.tolerance);
    if (whole) return plan;
    for (std::size_t c = 0; c < chains_.size(); ++c) {
        const auto before_mwh = [&](Column state) {
            return exists(state) ? program_.power_unit_mw * chains_[c].whole.x.rightCols(1)(index_of(state), 0) : 0.0;
        };
        for (const StoreColumns& store : program_.layout->chains[c].stores)
            plan.dispatch[c].initial_content_mwh.push_back(before_mwh(store.content));
        for (const WorkClassColumns& work : program_.layout->chains[c].flexible.classes)
            plan.dispatch[c].initial_waiting_mwh.push_back(before_mwh(work.waiting));
    }
    return plan;
}

std::optional<Operation> Operating::failed() const {
    const auto ended = [](lp::Status status, int iterations, const std::string& message) {
        Operation none;
        none.plan.status = status;
        none.plan.iterations = iterations;
        none.plan.message = message;
        return none;
    };
    const auto& chains = program_.staircase.chains;
    for (std::size_t p = 0; p < parts_.size(); ++p)
        if (ended_[p].status != lp::Status::optimal)
            return ended(
                ended_[p].status, ended_[p].iterations,
                (parts_[p].chains.empty() ? "" : chains[parts_[p].chains.front()].name + ": ") + ended_[p].message);
    for (std::size_t c = 0; c < chains_.size(); ++c)
        if (const ChainPoint& kept = chains_[c].kept; kept.status != lp::Status::optimal)
            return ended(kept.status, kept.iterations, chains[c].name + ": " + kept.message);
    return std::nullopt;
}

Operation Operating::run() {
    work_on_each(parts_.size(), [&](std::size_t p) { solve_whole(p); });
    if (auto none = failed()) return std::move(*none);
    Operation operation;
    if (foresight_.windowed()) {
        work_on_each(chains_.size(), [&](std::size_t c) { roll_chain(c); });
        if (auto none = failed()) return std::move(*none);
    }
    certificate_ = certificate();
    if (foresight_.windowed()) {
        const Plan perfect = read(true);
        operation.perfect = perfect.weather;
        operation.perfect_shortfalls = perfect.shortfalls;
    }
    operation.plan = read(!foresight_.windowed());
    // Dispatch with a rolling horizon is feasible but not optimal for the year; its gap is the value of perfect
    // foresight.
    lp::Certificate judged = operation.plan.certificate;
    if (foresight_.windowed()) judged.relative_gap = 0.0;
    if (!lp::holds(judged, settings_.tolerance)) {
        operation.plan.status = lp::Status::numerical_failure;
        operation.plan.message = fmt::format(
            "the certificate of the operation does not hold: gap {:.1e}, rows {:.1e}, targets {:.1e}, bounds {:.1e}",
            judged.relative_gap, judged.primal_residual_relative, judged.linking_violation,
            judged.bound_violation_relative);
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
                              "every year that is to be dispatched; --years selects years of the horizon"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return Operating(study, profiles, fixed, foresight, settings, progress).run();
}

}  // namespace decawatt::planning
