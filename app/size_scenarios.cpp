#include "app/size_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/memory.hpp"
#include "app/stopwatch.hpp"
#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "parallel/blocks.hpp"
#include "planning/analyses/negligible_investments.hpp"
#include "planning/analyses/operate.hpp"
#include "planning/results/read_plan.hpp"

namespace decawatt::app {

namespace {

// Each scenario as a study of its own, read like one.
std::vector<SizedScenario> read_scenarios(const io::StudyRequest& request) {
    if (!request.variant.empty())
        throw base::InputError({{"command line", "--variant", 0, request.variant,
                                 "no variant: scenarios.csv names those of the scenarios"}});
    const io::LoadedStudy base = io::read_study(request);
    if (base.scenarios.empty())
        throw base::InputError({{"scenarios.csv", "rows", 0, "none", "a table of scenarios for --scenarios"}});
    std::vector<SizedScenario> scenarios;
    for (const io::ScenarioRow& row : base.scenarios) {
        io::StudyRequest of_row = request;
        of_row.variant = row.variant;
        scenarios.push_back({.name = row.name, .probability = row.probability, .loaded = io::read_study(of_row)});
    }
    return scenarios;
}

// The weather stays with its study until the hourly series are made.
profiles::Profiles make_profiles(SizedScenario& scenario, int threads, const base::Progress& progress) {
    StudyWithWeather with_weather(std::move(scenario.loaded), threads);
    profiles::Profiles made = profiles::make_profiles(with_weather.loaded.study, with_weather.weather, progress);
    scenario.loaded = std::move(with_weather.loaded);
    return made;
}

planning::ScenarioProgram make_joint(const std::vector<SizedScenario>& scenarios,
                                     const std::vector<profiles::Profiles>& series) {
    std::vector<planning::Scenario> parts;
    const model::Study& base = scenarios.front().loaded.study;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        const model::Study& study = scenarios[s].loaded.study;
        parts.push_back(
            {scenarios[s].name, scenarios[s].probability,
             s == 0 ? planning::build_program(study, series[s])
                    : planning::build_scenario(study, series[s], scenarios[s].name, base, parts.front().program)});
    }
    return planning::ScenarioProgram(std::move(parts));
}

void read_plans(const planning::ScenarioProgram& program, const std::vector<profiles::Profiles>& series,
                SizedScenarios& sized) {
    lp::Solution& solution = sized.solution;
    const double tolerance = sized.scenarios.front().loaded.study.planning.tolerance;
    std::vector<std::vector<double>> negligible;
    for (std::size_t s = 0; s < series.size(); ++s)
        negligible.push_back(
            planning::negligible_border(sized.scenarios[s].loaded.study, series[s], program.scenarios()[s].program));
    planning::drop_negligible(program.joint(), program.least_of(negligible),
                              program.scenarios().front().program.power_unit_mw, tolerance, solution);
    solution.certificate = lp::certify(program.joint(), solution);
    if (!lp::holds(solution.certificate, tolerance)) {
        solution.status = lp::Status::numerical_failure;
        solution.message = "the certificate of the solution does not hold";
    }
    for (std::size_t s = 0; s < sized.scenarios.size(); ++s) {
        planning::Plan plan = planning::read_values(sized.scenarios[s].loaded.study, series[s],
                                                    program.scenarios()[s].program, program.of_scenario(s, solution));
        plan.threads = parallel::threads();
        // A scenario by itself has no bound: its own cost, and below it the gap of the joint program.
        const double gap = plan.certificate.primal_objective - plan.certificate.dual_objective;
        plan.certificate.primal_objective = plan.objective;
        plan.certificate.dual_objective = plan.objective - gap;
        sized.scenarios[s].plan = std::move(plan);
    }
}

lp::Settings logged(const model::Study& base, const SizeSettings& settings, const char* solve) {
    lp::Settings solver = lp::plan_settings(base.planning.tolerance);
    solver.log = settings.log;
    return lp::with_log_name(std::move(solver), solve);
}

// The base case sized by itself, and its plan operated in every scenario.
void operate_base_plan(const planning::ScenarioProgram& program, const std::vector<profiles::Profiles>& series,
                       const SizeSettings& settings, const base::Progress& progress, SizedScenarios& sized) {
    const model::Study& base = sized.scenarios.front().loaded.study;
    const planning::Program& alone = program.scenarios().front().program;
    const lp::Solution solution =
        lp::solve(alone.staircase, logged(base, settings, "base case"), progress, nullptr, settings.ranks);
    if (solution.status == lp::Status::interrupted) throw base::Interrupted("while solving");
    if (settings.ranks.rank() > 0) return;
    if (solution.status != lp::Status::optimal) {
        sized.regret_unknown_because =
            fmt::format("the base case by itself: {}: {}", lp::text(solution.status), solution.message);
        return;
    }
    const planning::FixedPlan fixed =
        planning::fixed_plan(base, planning::read_plan(base, series.front(), alone, solution));
    const planning::Foresight foresight{.fixed_plan = true};
    for (std::size_t s = 0; s < sized.scenarios.size(); ++s) {
        const model::Study& study = sized.scenarios[s].loaded.study;
        planning::Operation operation =
            planning::operate(study, series[s], fixed, foresight, solver_settings(study), progress);
        if (operation.plan.status != lp::Status::optimal && sized.regret_unknown_because.empty())
            sized.regret_unknown_because = fmt::format("its plan in scenario {}: {}: {}", sized.scenarios[s].name,
                                                       lp::text(operation.plan.status), operation.plan.message);
        sized.scenarios[s].of_base_plan = std::move(operation.plan);
    }
}

// Every scenario by itself: together they can only ask for more.
void explain(const planning::ScenarioProgram& program, const std::vector<profiles::Profiles>& series,
             const base::Progress& progress, SizedScenarios& sized) {
    if (sized.solution.status == lp::Status::invalid_input) return;
    for (std::size_t s = 0; s < sized.scenarios.size(); ++s) {
        const model::Study& study = sized.scenarios[s].loaded.study;
        sized.scenarios[s].explanation =
            planning::explain(study, series[s], program.scenarios()[s].program, solver_settings(study), progress);
        if (sized.scenarios[s].explanation->status == lp::Status::interrupted)
            throw base::Interrupted("while looking for the conflict");
    }
}

}  // namespace

bool SizedScenarios::sized() const {
    return solution.status == lp::Status::optimal && std::ranges::all_of(scenarios, [](const SizedScenario& scenario) {
               return scenario.plan && scenario.plan->status == lp::Status::optimal;
           });
}

double SizedScenarios::expected_cost() const {
    double cost = 0.0;
    for (const SizedScenario& scenario : scenarios) cost += scenario.probability * scenario.plan->objective;
    return cost;
}

std::optional<double> SizedScenarios::regret() const {
    double cost = 0.0;
    for (const SizedScenario& scenario : scenarios) {
        if (!scenario.of_base_plan || scenario.of_base_plan->status != lp::Status::optimal) return std::nullopt;
        cost += scenario.probability * scenario.of_base_plan->objective;
    }
    const double joint = expected_cost(), tolerance = scenarios.front().loaded.study.planning.tolerance;
    const double noise = tolerance * (std::abs(cost) + std::abs(joint));
    return std::abs(cost - joint) <= noise ? 0.0 : cost - joint;
}

SizedScenarios size_scenarios(const io::StudyRequest& request, const ScenarioSettings& settings,
                              const base::Progress& progress) {
    const parallel::ThreadCount count(settings.size.threads);
    SizedScenarios sized{.scenarios = read_scenarios(request), .solution = {}};
    double memory_mb = 0.0;
    for (const SizedScenario& scenario : sized.scenarios) memory_mb += memory_estimate_mb(scenario.loaded.study);
    expect_memory(sized.scenarios.front().loaded.study, memory_mb);
    Stopwatch watch;
    std::vector<profiles::Profiles> series;
    for (SizedScenario& scenario : sized.scenarios)
        series.push_back(make_profiles(scenario, settings.size.threads, progress));
    const double profiles_s = watch.lap();
    const planning::ScenarioProgram program = make_joint(sized.scenarios, series);
    const bool first = settings.size.ranks.rank() == 0;
    const model::Study& base = sized.scenarios.front().loaded.study;
    if (!settings.export_mps.empty() && first)
        io::write_mps(settings.export_mps, program.joint(), {.name = base.name, .comments = {settings.command_line}},
                      progress);
    planning::Timing timing{.profiles_s = profiles_s, .build_s = watch.lap()};
    sized.solution =
        lp::solve(program.joint(), logged(base, settings.size, "scenarios"), progress, nullptr, settings.size.ranks);
    if (sized.solution.status == lp::Status::interrupted) throw base::Interrupted("while solving");
    timing.solve_s = watch.lap();
    if (first && sized.solution.status == lp::Status::optimal) read_plans(program, series, sized);
    if (first && sized.solution.status != lp::Status::optimal) explain(program, series, progress, sized);
    for (SizedScenario& scenario : sized.scenarios)
        if (scenario.plan) scenario.plan->timing = timing;
    if (settings.regret) operate_base_plan(program, series, settings.size, progress, sized);
    return sized;
}

std::string scenario_file(const std::string& base_file, const std::string& scenario) {
    std::string word;
    for (const char c : scenario) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        word += is_plain ? c : '_';
    }
    const std::filesystem::path path(base_file);
    return (path.parent_path() / (path.stem().string() + "." + word + path.extension().string())).string();
}

}  // namespace decawatt::app
