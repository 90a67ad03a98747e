// The command `sweep`: many runs of one study, with one result file per case, complete or absent. It can be divided
// into parts, and resumed.
#include "app/sweep/sweep.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/options/options.hpp"
#include "cli/terminal/sweep_progress.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "parallel/part.hpp"

namespace decawatt::cli {

namespace {

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

void print_table(const std::vector<app::CaseOutcome>& cases, const Options& options) {
    std::size_t width = 4;
    for (const app::CaseOutcome& o : cases) width = std::max(width, o.name.size());
    print_out("{:<{}}  {:<17} {:>14} {:>9} {:>10} {:>8}\n", "case", width, "status", "objective", "gap", "iterations",
              "s");
    for (const app::CaseOutcome& o : cases) {
        print_out("{:<{}}  {:<17}", o.name, width, o.status);
        if (o.kept)
            print_out("{:>15}", "there already");
        else if (o.solved())
            print_out(" {:>14.6g} {:>9.1e} {:>10} {:>8.1f}", o.objective, o.relative_gap, o.iterations, o.seconds);
        else
            print_out(" {:>14} {:>9} {:>10} {:>8.1f}", "-", "-", o.iterations, o.seconds);
        print_out("\n");
    }
    print_out("results in {}; `decawatt compare {}` makes their table\n", options.out, options.out);
}

void print_json(const app::SweepResult& result, const Options& options) {
    nlohmann::json cases = nlohmann::json::array();
    for (const app::CaseOutcome& o : result.cases) {
        nlohmann::json one = {{"case", o.name}, {"status", o.status}, {"kept", o.kept}};
        if (!o.kept) one.update({{"iterations", o.iterations}, {"time_s", o.seconds}});
        if (!o.kept && o.solved()) one.update({{"objective", o.objective}, {"relative_gap", o.relative_gap}});
        cases.push_back(std::move(one));
    }
    print_document(nlohmann::json{{"out", options.out},
                                  {"part", options.part.empty() ? "1/1" : options.part},
                                  {"threads_of_cases_at_once", result.threads_of_cases_at_once},
                                  {"cases", cases}});
}

void tell_unsolved(const std::vector<app::CaseOutcome>& cases, const Options& options) {
    for (const app::CaseOutcome& o : cases)
        if (!o.solved())
            print_error("{}: {}: {}; more in {}\n", o.name, o.status, o.message,
                        io::unsolved_path(options.out, o.name).string());
}

int stopped(const std::vector<app::CaseOutcome>& cases) {
    const auto ended = std::ranges::count_if(cases, [](const app::CaseOutcome& o) { return !o.status.empty(); });
    print_error("decawatt: stopped: {} of {} cases have ended and are kept; the same command continues\n", ended,
                cases.size());
    return kStopped;
}

int sweep(const Options& options) {
    const app::SweepSettings settings{.file = options.study,
                                      .folder = options.out,
                                      .allow_outside = options.allow_outside,
                                      .replace = options.replace,
                                      .part = part_of(options.part),
                                      .at_once = options.at_once,
                                      .threads = options.threads,
                                      .command_line = options.command_line};
    app::SweepResult result;
    {
        SweepProgress progress(options.quiet);
        result = app::sweep(settings, progress.callbacks());
    }
    if (result.stopped) return stopped(result.cases);
    tell_unsolved(result.cases, options);
    options.json ? print_json(result, options) : print_table(result.cases, options);
    return std::ranges::all_of(result.cases, &app::CaseOutcome::solved) ? kDone : kNotSolved;
}

}  // namespace

Parsed add_sweep_commands(CLI::App& app, Options& options) {
    CLI::App* group = app.add_subcommand("sweep", "size many cases of a study; one result file for each");
    group->add_option("sweep", options.study, "the sweep, a TOML file (docs/sweep_format.md)")->required();
    add_output_option(*group, "--out", options.out, "the folder of the results")->required();
    group->add_option("--part", options.part, "solve part I of N only (I/N), to share a sweep among machines");
    group->add_flag("--replace", options.replace,
                    "solve again cases with results of another study or version, or without a solution");
    group
        ->add_option("--at-once", options.at_once,
                     "cases solved at the same time; default: as threads and memory allow")
        ->check(CLI::Range(1, kMostThreads));
    group->add_option("--threads", options.threads, "number of threads of all cases together; default: all processors")
        ->check(CLI::Range(0, kMostThreads));
    add_scope_option(*group, options);
    group->add_flag("--quiet", options.quiet, "do not show progress");
    group->add_flag("--json", options.json, "print the summary as JSON");
    CLI::App* table =
        app.add_subcommand("compare", "compare the cases of a sweep; writes compare.csv, compare.md and compare.h5");
    table->add_option("folder", options.out, "the folder of the results")->required();
    table->add_flag("--json", options.json, "print the table as JSON");
    return [group, table]() -> Work {
        if (group->parsed()) return sweep;
        if (table->parsed()) return compare;
        return {};
    };
}

}  // namespace decawatt::cli
