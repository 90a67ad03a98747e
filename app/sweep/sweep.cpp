#include "app/sweep/sweep.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/file_access.hpp"
#include "app/input_files.hpp"
#include "app/sweep/cases.hpp"
#include "app/sweep/series.hpp"
#include "base/error.hpp"
#include "io/available_memory.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "io/temporary_file.hpp"
#include "parallel/blocks.hpp"
#include "parallel/deal.hpp"

namespace decawatt::app {

namespace {

namespace fs = std::filesystem;

std::vector<CaseTask> dealt(const std::vector<CaseTask>& tasks, const parallel::Part& part) {
    const std::vector<CaseSeries> series = series_of(tasks);
    const std::vector<int> parts = parallel::deal(sizes_of(tasks, series), static_cast<int>(part.of));
    std::vector<bool> is_mine(tasks.size());
    for (std::size_t s = 0; s < series.size(); ++s)
        for (const std::size_t i : series[s]) is_mine[i] = static_cast<std::uint64_t>(parts[s]) + 1 == part.number;
    std::vector<CaseTask> mine;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        if (is_mine[i]) mine.push_back(tasks[i]);
    return mine;
}

// Tasks, and outcomes of existing results. Throws base::InputError with every conflicting result.
struct Begun {
    std::vector<CaseOutcome> outcomes;  // of all tasks
    std::vector<std::size_t> open;      // indices of tasks to solve
};

// A case to solve may need the solution of one whose result is kept, and whose start has been deleted.
void open_missing_starts(const std::vector<CaseTask>& tasks, const std::string& folder, Begun& begun) {
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < tasks.size(); ++i) place[tasks[i].one->name] = i;
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const auto from = place.find(tasks[i].one->start_from);
        if (begun.outcomes[i].kept || from == place.end()) continue;
        CaseOutcome& before = begun.outcomes[from->second];
        if (!before.kept || !before.solved() || fs::exists(io::start_path(folder, before.name))) continue;
        before = {.name = before.name, .status = {}, .message = {}};
    }
}

Begun look(const std::vector<CaseTask>& tasks, const SweepSettings& settings) {
    const auto lock = file_access();
    Begun begun;
    begun.outcomes.resize(tasks.size());
    std::vector<base::InputFault> faults;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::string& name = tasks[i].one->name;
        const io::CaseFound found = io::find_case(settings.folder, name, tasks[i].origin);
        CaseOutcome& outcome = begun.outcomes[i];
        outcome.name = name;
        const bool unsolved = found.state == io::CaseState::unsolved && !settings.replace;
        outcome.kept = found.state == io::CaseState::solved || unsolved;
        if (found.state == io::CaseState::solved) outcome.status = "optimal";
        if (unsolved) {
            const io::Unsolved why = io::read_unsolved(settings.folder, name);
            outcome.status = why.status;
            outcome.message = why.message;
        }
        if (found.state == io::CaseState::different && !settings.replace)
            faults.push_back({io::result_path(settings.folder, name).string(), "result", 0,
                              fmt::format("{}", fmt::join(found.differences, "; ")),
                              "a result of this study and version; --replace computes it again, another --out keeps "
                              "it"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
    open_missing_starts(tasks, settings.folder, begun);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        if (!begun.outcomes[i].kept) begun.open.push_back(i);
    return begun;
}

void make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder))
        throw base::ResourceError(fmt::format("{}: cannot be made a folder: {}", folder, error.message()));
}

// Numbers of threads of the cases that run simultaneously.
std::vector<int> shares_of(const std::vector<CaseTask>& open, const SweepSettings& settings) {
    double largest_mb = 0.0;
    for (const CaseTask& task : open) largest_mb = std::max(largest_mb, task.estimate_mb);
    return parallel::share_threads(parallel::threads(), series_of(open).size(), settings.at_once, largest_mb,
                                   io::available_memory_mb());
}

}  // namespace

SweepResult sweep(const SweepSettings& settings, const SweepCallbacks& callbacks) {
    const parallel::ThreadCount count(settings.threads);
    const io::Sweep cases = io::read_sweep(settings.file, settings.allow_outside);
    const std::vector<CaseTask> tasks = dealt(read_cases(cases, callbacks), settings.part);
    for (const CaseTask& task : tasks)
        refuse_overwriting_inputs({io::result_path(settings.folder, task.one->name).string(),
                                   io::unsolved_path(settings.folder, task.one->name).string()},
                                  task.inputs);
    make_folder(settings.folder);
    io::remove_leftovers(settings.folder);
    if (std::ranges::any_of(tasks, &CaseTask::is_start)) {
        const std::string starts = io::start_path(settings.folder, "case").parent_path().string();
        make_folder(starts);
        io::remove_leftovers(starts);
    }
    io::keep_manifest(settings.folder, cases, settings.replace);
    Begun begun = look(tasks, settings);
    SweepResult result{.cases = std::move(begun.outcomes), .threads_of_cases_at_once = {}};
    if (begun.open.empty()) return result;
    std::vector<CaseTask> open;
    for (const std::size_t i : begun.open) open.push_back(tasks[i]);
    result.threads_of_cases_at_once = shares_of(open, settings);
    SweepRun run = solve_cases(open, result.threads_of_cases_at_once, settings, callbacks);
    for (std::size_t k = 0; k < open.size(); ++k) result.cases[begun.open[k]] = std::move(run.outcomes[k]);
    result.stopped = run.stopped;
    return result;
}

}  // namespace decawatt::app
