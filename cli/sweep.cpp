// Many sizings of one study: a result file per case, whole or absent, in any number of parts and sittings.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/input_files.hpp"
#include "cli/run_support.hpp"
#include "cli/sweep_cases.hpp"
#include "cli/sweep_memory.hpp"
#include "cli/terminal.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "io/temporary_file.hpp"
#include "parallel/blocks.hpp"
#include "parallel/deal.hpp"
#include "parallel/part.hpp"

namespace decawatt::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kMostParts = 100'000;

// "2/8"; empty: the whole.
parallel::Part part_of(const std::string& text) {
    if (text.empty()) return {};
    const auto part = parallel::part_of(text);
    if (!part || part->of > kMostParts)
        throw base::InputError({{"command line", "--part", 0, text,
                                 fmt::format("I/N: part I of N, I from 1 to N, N at most {}", kMostParts)}});
    return *part;
}

std::vector<CaseTask> dealt(const std::vector<CaseTask>& tasks, const parallel::Part& part) {
    std::vector<double> sizes;
    sizes.reserve(tasks.size());
    for (const CaseTask& task : tasks) sizes.push_back(task.estimate_mb);
    const std::vector<int> parts = parallel::deal(sizes, static_cast<int>(part.of));
    std::vector<CaseTask> mine;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        if (static_cast<std::uint64_t>(parts[i]) + 1 == part.number) mine.push_back(tasks[i]);
    return mine;
}

// What is to be done, and outcomes of what is there. Throws base::InputError with every result that is in the way.
struct Begun {
    std::vector<CaseOutcome> outcomes;  // of all tasks
    std::vector<std::size_t> open;      // places of those to solve
};

Begun look(const std::vector<CaseTask>& tasks, const Options& options) {
    Begun begun;
    begun.outcomes.resize(tasks.size());
    std::vector<base::InputFault> faults;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const std::string& name = tasks[i].one->name;
        const io::CaseFound found = io::find_case(options.out, name, tasks[i].origin);
        const bool unsolved = found.state == io::CaseState::unsolved && !options.replace;
        if (found.state == io::CaseState::solved)
            begun.outcomes[i] = {.status = "optimal", .kept = true};
        else if (unsolved)
            begun.outcomes[i] = {.status = io::read_unsolved(options.out, name).status, .kept = true};
        else
            begun.open.push_back(i);
        if (found.state == io::CaseState::different && !options.replace)
            faults.push_back({io::result_path(options.out, name).string(), "result", 0,
                              fmt::format("{}", fmt::join(found.differences, "; ")),
                              "a result of this study and version; --replace makes it anew, another --out keeps it"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return begun;
}

void make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder))
        throw base::ResourceError(fmt::format("{}: cannot be made a folder: {}", folder, error.message()));
}

void print_table(const std::vector<CaseTask>& tasks, const std::vector<CaseOutcome>& outcomes, const Options& options) {
    std::size_t width = 4;
    for (const CaseTask& task : tasks) width = std::max(width, task.one->name.size());
    print_out("{:<{}}  {:<17} {:>14} {:>9} {:>6} {:>8}\n", "case", width, "status", "objective", "gap", "steps", "s");
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const CaseOutcome& o = outcomes[i];
        print_out("{:<{}}  {:<17}", tasks[i].one->name, width, o.status);
        if (o.kept)
            print_out("{:>15}", "there already");
        else if (o.solved())
            print_out(" {:>14.6g} {:>9.1e} {:>6} {:>8.1f}", o.objective, o.relative_gap, o.iterations, o.seconds);
        else
            print_out(" {:>14} {:>9} {:>6} {:>8.1f}", "-", "-", o.iterations, o.seconds);
        print_out("\n");
    }
    print_out("results in {}; `decawatt compare {}` makes their table\n", options.out, options.out);
}

void print_json(const std::vector<CaseTask>& tasks, const std::vector<CaseOutcome>& outcomes,
                const std::vector<int>& shares, const Options& options) {
    nlohmann::json cases = nlohmann::json::array();
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const CaseOutcome& o = outcomes[i];
        nlohmann::json one = {{"case", tasks[i].one->name}, {"status", o.status}, {"kept", o.kept}};
        if (!o.kept) one.update({{"iterations", o.iterations}, {"time_s", o.seconds}});
        if (!o.kept && o.solved()) one.update({{"objective", o.objective}, {"relative_gap", o.relative_gap}});
        cases.push_back(std::move(one));
    }
    print_document(nlohmann::json{{"out", options.out},
                                  {"part", options.part.empty() ? "1/1" : options.part},
                                  {"threads_of_cases_at_once", shares},
                                  {"cases", cases}});
}

void tell_unsolved(const std::vector<CaseTask>& tasks, const std::vector<CaseOutcome>& outcomes,
                   const Options& options) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (outcomes[i].solved()) continue;
        const io::Unsolved why = io::read_unsolved(options.out, tasks[i].one->name);
        print_error("{}: {}: {}; more in {}\n", tasks[i].one->name, why.status, why.message,
                    io::unsolved_path(options.out, tasks[i].one->name).string());
    }
}

int stopped(const std::vector<CaseOutcome>& outcomes) {
    const auto ended = std::ranges::count_if(outcomes, [](const CaseOutcome& o) { return !o.status.empty(); });
    print_error("decawatt: stopped: {} of {} cases have ended and are kept; the same command does the rest\n", ended,
                outcomes.size());
    return kStopped;
}

int sweep(const Options& options) {
    parallel::set_threads(options.threads);
    const parallel::Part part = part_of(options.part);
    const io::Sweep cases = io::read_sweep(options.study, options.allow_outside);
    const std::vector<CaseTask> tasks = dealt(read_cases(cases), part);
    for (const CaseTask& task : tasks)
        refuse_overwriting_inputs({io::result_path(options.out, task.one->name).string(),
                                   io::unsolved_path(options.out, task.one->name).string()},
                                  task.inputs);
    make_folder(options.out);
    io::remove_leftovers(options.out);
    io::keep_manifest(options.out, cases, options.replace);
    Begun begun = look(tasks, options);
    std::vector<CaseTask> open;
    double largest_mb = 0.0;
    for (const std::size_t i : begun.open) {
        open.push_back(tasks[i]);
        largest_mb = std::max(largest_mb, tasks[i].estimate_mb);
    }
    std::vector<int> shares;
    if (!open.empty()) {
        shares = parallel::share_threads(parallel::threads(), open.size(), options.at_once, largest_mb,
                                         available_memory_mb());
        const SweepRun run = solve_cases(open, shares, options);
        for (std::size_t k = 0; k < open.size(); ++k) begun.outcomes[begun.open[k]] = run.outcomes[k];
        if (run.stopped) return stopped(begun.outcomes);
    }
    tell_unsolved(tasks, begun.outcomes, options);
    if (options.json)
        print_json(tasks, begun.outcomes, shares, options);
    else
        print_table(tasks, begun.outcomes, options);
    const bool all = std::ranges::all_of(begun.outcomes, [](const CaseOutcome& o) { return o.solved(); });
    return all ? kDone : kNotSolved;
}

}  // namespace

Parsed add_sweep_commands(CLI::App& app, Options& options) {
    CLI::App* group = app.add_subcommand("sweep", "size many cases of a study, a result file each");
    group->add_option("sweep", options.study, "the sweep, a TOML file (docs/sweep_format.md)")->required();
    group->add_option("--out", options.out, "the folder of the results")->required();
    group->add_option("--part", options.part, "I/N: only part I of N, for machines that share a sweep");
    group->add_flag("--replace", options.replace,
                    "solve anew what is there of another study or version, and what had no solution");
    group
        ->add_option("--at-once", options.at_once,
                     "cases solved at the same time; default: as many as threads, and as the memory holds")
        ->check(CLI::Range(1, kMostThreads));
    group->add_option("--threads", options.threads, "threads of all cases; default: all")
        ->check(CLI::Range(0, kMostThreads));
    add_scope_option(*group, options);
    group->add_flag("--quiet", options.quiet, "no progress");
    group->add_flag("--json", options.json, "a machine-readable summary on standard output");
    CLI::App* table = app.add_subcommand("compare", "the cases of a sweep side by side: compare.csv, compare.h5");
    table->add_option("folder", options.out, "the folder of the results")->required();
    table->add_flag("--json", options.json, "the table on standard output as JSON");
    return [group, table]() -> Work {
        if (group->parsed()) return sweep;
        if (table->parsed()) return compare;
        return {};
    };
}

}  // namespace decawatt::cli
