#include "app/size.hpp"

#include <fmt/format.h>

#include <utility>

#include "app/file_access.hpp"
#include "app/memory.hpp"
#include "app/provenance.hpp"
#include "app/solver_log.hpp"
#include "app/stopwatch.hpp"
#include "base/error.hpp"
#include "io/hdf5/starting_point_file.hpp"
#include "parallel/blocks.hpp"
#include "planning/analyses/negligible_investments.hpp"
#include "planning/analyses/whole_units.hpp"
#include "planning/results/read_plan.hpp"

namespace decawatt::app {

namespace {

// What an earlier run knew of this program.
std::optional<lp::StartingPoint> read_start(const std::string& file, const planning::Program& program) {
    if (file.empty()) return std::nullopt;
    const auto lock = file_access();
    lp::StartingPoint start = lp::starting_point(program.staircase, io::read_starting_point(file, program));
    if (lp::known_share(start) == 0.0)
        throw base::ResourceError(fmt::format(
            "{}: none of its names occurs in this study's program: it is the start of another study", file));
    return start;
}

// The explanation of conflicts, if they may be the reason for which there is no plan.
std::optional<planning::Explanation> explanation_of(const StudyProgram& of, const lp::Solution& solution,
                                                    const base::Progress& progress) {
    if (solution.status == lp::Status::invalid_input) return std::nullopt;
    const model::Study& study = of.loaded.study;
    planning::Explanation explanation =
        planning::explain(study, of.profiles, of.program, solver_settings(study), progress);
    if (explanation.status == lp::Status::interrupted) throw base::Interrupted("while looking for the conflict");
    return explanation;
}

void add_plan(Sized& sized, const SolverLog& log, Stopwatch& watch, const base::Progress& progress) {
    StudyProgram& of = sized.study;
    const model::Study& study = of.loaded.study;
    planning::drop_negligible_investments(study, of.profiles, of.program, sized.solution);
    sized.plan = planning::read_plan(study, of.profiles, of.program, sized.solution);
    of.timing.build_s += watch.lap();
    sized.plan->solver_log = log.records();
    sized.plan->threads = parallel::threads();
    if (sized.sized() && planning::states_units(study)) {
        sized.plan->whole = planning::whole_units(study, of.profiles, *sized.plan, solver_settings(study), progress);
        of.timing.solve_s += watch.lap();
    }
    sized.plan->timing = of.timing;
}

}  // namespace

lp::Settings solver_settings(const model::Study& study) {
    lp::Settings settings;
    settings.tolerance = study.planning.tolerance;
    return settings;
}

StudyProgram make_program(io::LoadedStudy loaded, int threads, const base::Progress& progress) {
    Stopwatch watch;
    StudyWithWeather study(std::move(loaded), threads);
    const double weather_s = watch.lap();
    StudyProgram made = make_program(std::move(study), threads, progress);
    made.timing.profiles_s += weather_s;
    return made;
}

StudyProgram make_program(StudyWithWeather&& study, int threads, const base::Progress& progress) {
    const parallel::ThreadCount count(threads);
    Stopwatch watch;
    StudyProgram made;
    made.profiles = profiles::make_profiles(study.loaded.study, study.weather, progress);
    made.timing.profiles_s = watch.lap();
    made.program = planning::build_program(study.loaded.study, made.profiles);
    made.timing.build_s = watch.lap();
    made.loaded = std::move(study.loaded);
    return made;
}

Sized size(StudyProgram study, const SizeSettings& settings, const base::Progress& progress) {
    const parallel::ThreadCount count(settings.threads);
    Stopwatch watch;
    Sized sized{.study = std::move(study), .solution = {}, .plan = {}, .explanation = {}};
    const StudyProgram& of = sized.study;
    const std::optional<lp::StartingPoint> start = read_start(settings.warm_start, of.program);
    const SolverLog log(settings.log);
    lp::Settings solver = lp::plan_settings(of.loaded.study.planning.tolerance);
    solver.log = log.callback();
    sized.solution = lp::solve(of.program.staircase, solver, progress, start ? &*start : nullptr, settings.ranks);
    sized.study.timing.solve_s = watch.lap();
    if (sized.solution.status == lp::Status::interrupted) throw base::Interrupted("while solving");
    if (settings.ranks.rank() > 0) return sized;
    if (sized.solution.status == lp::Status::optimal)
        add_plan(sized, log, watch, progress);
    else
        sized.explanation = explanation_of(of, sized.solution, progress);
    return sized;
}

Sized size(io::LoadedStudy loaded, const SizeSettings& settings, const base::Progress& progress) {
    expect_memory_of_sizing(loaded.study);
    return size(make_program(std::move(loaded), settings.threads, progress), settings, progress);
}

void write_results(const std::string& path, const io::LoadedStudy& loaded, const planning::Plan& plan,
                   const std::string& command_line, const base::Progress& progress) {
    const auto lock = file_access();
    io::write_results(path, loaded.study, plan, provenance_of(loaded, plan.threads, command_line), progress);
}

io::MpsSize export_mps(const std::string& path, const StudyProgram& study, const std::string& command_line,
                       const base::Progress& progress) {
    const model::Study& of = study.loaded.study;
    const planning::Program& program = study.program;
    // Comment lines for the conversion of numbers to the study's units.
    io::MpsHeader header{.name = of.name,
                         .comments = {fmt::format("decawatt {}: {}, {} to {}", version(), of.name,
                                                  of.horizon.first_year, of.horizon.last_year)}};
    if (!command_line.empty()) header.comments.push_back(command_line);
    header.comments.push_back(fmt::format("unit of the objective: {} {}, discounted; unit of power: {} MW",
                                          program.money_unit, of.currency, program.power_unit_mw));
    return io::write_mps(path, program.staircase, header, progress);
}

void save_start(const std::string& path, const Sized& sized, const base::Progress& progress) {
    const auto lock = file_access();
    io::write_starting_point(path, sized.study.program, sized.solution, progress);
}

}  // namespace decawatt::app
