#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "io/study/year_range.hpp"

namespace decawatt::cli {

namespace {

constexpr int kMostHours = 1'000'000;  // upper limit, stated in messages

constexpr int kMostYears = 1000;  // weather years: each is a chain in memory

}  // namespace

void add_scope_option(CLI::App& command, Options& options) {
    command.add_flag("--allow-outside", options.allow_outside,
                     "read what the study names wherever it is; default: below the folder above the study's");
}

void add_study_options(CLI::App& command, Options& options) {
    command.add_option("study", options.study, "a folder with study.toml, or that file")->required();
    command.add_option("--years", options.years, "only these years of the horizon: 2030:2035, or 2035");
    command.add_option("--variant", options.variant, "a variant of the study");
    command.add_option("--set", options.overrides, "one thing changed: table.row.column=value (may be repeated)")
        ->allow_extra_args(false);
    command.add_option("--threads", options.threads, "threads; default: all")->check(CLI::Range(0, kMostThreads));
    add_scope_option(command, options);
    command.add_flag("--quiet", options.quiet, "no progress");
    command.add_flag("--json", options.json, "a machine-readable summary on standard output");
}

namespace {
void add_verbose(CLI::App& command, Options& options) {
    command.add_flag("--verbose", options.verbose,
                     "the solver's log, a line an iteration, on standard error and in the result file");
}
}  // namespace

CLI::Option* add_output_option(CLI::App& command, const std::string& name, std::string& path, const std::string& text) {
    const CLI::Validator named([](const std::string& file) { return file.empty() ? "an output has a name" : ""; }, "");
    return command.add_option(name, path, text)->check(named);
}

void add_run_options(CLI::App& command, Options& options) {
    add_verbose(command, options);
    CLI::Option_group* files = command.add_option_group("files", "what to write, one of them at least");
    add_output_option(*files, "--out", options.out, "the result file, HDF5");
    add_output_option(*files, "--export-mps", options.export_mps,
                      "the linear program as an MPS file; without --out the run ends there");
    files->require_option(1, 2);
    add_output_option(command, "--save-start", options.save_start,
                      "the solver's point by names, to start a later program from");
    command.add_option("--warm", options.warm,
                       "start from the point that --save-start wrote, of this study or one near it");
    CLI::Option* scenarios = command
                                 .add_flag("--scenarios", options.scenarios,
                                           "one sizing for all futures of scenarios.csv, with the same investments")
                                 ->excludes("--save-start")
                                 ->excludes("--warm");
    command
        .add_flag("--regret", options.regret,
                  "size the base case by itself too, and operate its plan in every scenario")
        ->needs(scenarios);
}

void add_dispatch_options(CLI::App& command, Options& options) {
    add_verbose(command, options);
    add_output_option(command, "--out", options.out, "the result file, HDF5")->required();
    command.add_option("--plan", options.plan, "the result file of the run whose builds are operated")->required();
    command.add_option("--weather-years", options.weather_years,
                       "these weather years in place of the study's, of equal weight: 11:20, or 11");
    CLI::Option* window =
        command.add_option("--window", options.window_h, "hours that are known ahead; default: each whole year")
            ->check(CLI::Range(1, kMostHours));
    command.add_option("--step", options.step_h, "hours of a window that are kept; default: all")
        ->check(CLI::Range(1, kMostHours));
    command
        .add_option("--terminal-value", options.terminal_value,
                    "what energy left at the end of a window is worth: as in the plan, or nothing")
        ->check(CLI::IsMember({"plan", "none"}))
        ->needs(window);
}

io::StudyRequest study_request(const Options& options) {
    io::StudyRequest request;
    request.path = options.study;
    request.variant = options.variant;
    request.allow_outside = options.allow_outside;
    std::vector<base::InputFault> faults;
    if (!options.years.empty()) {
        const auto years = io::parse_year_range(options.years);
        if (!years) faults.push_back({"command line", "--years", 0, options.years, "a year, or first:last"});
        std::tie(request.first_year, request.last_year) = years.value_or(std::pair(0, 0));
    }
    for (const std::string& text : options.overrides) {
        const auto equals = text.find('=');
        if (equals == std::string::npos)
            faults.push_back({"command line", "--set", 0, text, "table.row.column=value"});
        else
            request.overrides.push_back({std::string(base::trimmed(std::string_view(text).substr(0, equals))),
                                         std::string(base::trimmed(std::string_view(text).substr(equals + 1)))});
    }
    if (!options.weather_years.empty()) {
        const auto years = io::parse_year_range(options.weather_years);
        if (years && years->second - years->first < kMostYears) {
            std::vector<int> numbers(static_cast<std::size_t>(years->second - years->first + 1));
            std::iota(numbers.begin(), numbers.end(), years->first);
            for (io::Override& change : io::weather_year_overrides(numbers))
                request.overrides.push_back(std::move(change));
        } else {
            faults.push_back(
                {"command line", options.weather_years_word, 0, options.weather_years,
                 fmt::format("a number from 1 up, or first:last with first <= last, {} at most", kMostYears)});
        }
    }
    if (!faults.empty()) throw base::InputError(faults);
    return request;
}

}  // namespace decawatt::cli
