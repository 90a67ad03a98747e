#include "cli/size_study.hpp"

#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "planning/analyses/negligible_investments.hpp"
#include "planning/analyses/whole_units.hpp"
#include "planning/results/read_plan.hpp"

namespace decawatt::cli {

namespace {

lp::Settings settings_of(const model::Study& study) {
    lp::Settings settings;
    settings.tolerance = study.planning.tolerance;
    return settings;
}

// What is in conflict, where that may be the reason that there is no plan.
std::optional<planning::Explanation> why(const model::Study& study, const profiles::Profiles& profiles,
                                         const planning::Program& program, const lp::Solution& solution,
                                         const base::Progress& progress) {
    if (solution.status == lp::Status::invalid_input) return std::nullopt;
    planning::Explanation explanation = planning::explain(study, profiles, program, settings_of(study), progress);
    if (explanation.status == lp::Status::interrupted) throw base::Interrupted("while looking for the conflict");
    return explanation;
}

}  // namespace

Sizing size_program(const model::Study& study, const profiles::Profiles& profiles, const planning::Program& program,
                    const Means& means, Stopwatch& watch, planning::Timing& timing) {
    Sizing sizing;
    sizing.solution = lp::solve(program.staircase, lp::plan_settings(study.planning.tolerance), means.progress,
                                means.from, means.ranks);
    timing.solve_s = watch.lap();
    if (sizing.solution.status == lp::Status::interrupted) throw base::Interrupted("while solving");
    if (means.ranks.rank() > 0) return sizing;
    if (sizing.solution.status != lp::Status::optimal) {
        sizing.explanation = why(study, profiles, program, sizing.solution, means.progress);
        return sizing;
    }
    planning::drop_negligible_investments(study, profiles, program, sizing.solution);
    sizing.plan = planning::read_plan(study, profiles, program, sizing.solution);
    timing.build_s += watch.lap();
    sizing.plan->threads = parallel::threads();
    if (sizing.sized() && planning::states_units(study)) {
        sizing.plan->whole = planning::whole_units(study, profiles, *sizing.plan, settings_of(study), means.progress);
        timing.solve_s += watch.lap();
    }
    sizing.plan->timing = timing;
    return sizing;
}

}  // namespace decawatt::cli
