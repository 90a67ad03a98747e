#include "cli/options/options.hpp"

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
                     "let the study read files of any folder; default: those below the parent of the study's folder");
}

void add_study_options(CLI::App& command, Options& options) {
    command.add_option("study", options.study, "a folder with study.toml, or that file")->required();
    command.add_option("--years", options.years, "only these years of the horizon: 2030:2035, or 2035");
    command.add_option("--variant", options.variant, "a variant of the study");
    command.add_option("--set", options.overrides, "change one value: table.row.column=value (may be repeated)")
        ->allow_extra_args(false);
    command.add_option("--threads", options.threads, "number of threads; default: all processors")
        ->check(CLI::Range(0, kMostThreads));
    add_scope_option(command, options);
    command.add_flag("--quiet", options.quiet, "do not show progress");
    command.add_flag("--json", options.json, "print the summary as JSON");
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
    CLI::Option_group* files = command.add_option_group("files", "outputs, of which at least one is required");
    add_output_option(*files, "--out", options.out, "the result file, HDF5");
    add_output_option(*files, "--export-mps", options.export_mps,
                      "the linear program as an MPS file; without --out the run ends there");
    files->require_option(1, 2);
    add_output_option(command, "--save-start", options.save_start,
                      "also write the solver's solution, to start a later run from (--warm)");
    command.add_option("--warm", options.warm, "start from a file of --save-start, of this study or a similar one");
    CLI::Option* scenarios =
        command
            .add_flag("--scenarios", options.scenarios,
                      "size once for all scenarios of scenarios.csv, with the same investments in each")
            ->excludes("--save-start")
            ->excludes("--warm");
    command
        .add_flag("--regret", options.regret, "also size the base case alone, and dispatch its plan in every scenario")
        ->needs(scenarios);
}

void add_dispatch_options(CLI::App& command, Options& options) {
    add_verbose(command, options);
    add_output_option(command, "--out", options.out, "the result file, HDF5")->required();
    command.add_option("--plan", options.plan, "the result file of `run` whose capacities are dispatched")->required();
    command.add_option("--weather-years", options.weather_years,
                       "weather years instead of the study's, with equal weights: 11:20, or 11");
    CLI::Option* window = command
                              .add_option("--window", options.window_h,
                                          "rolling horizon: hours that are known ahead; default: each year as a whole")
                              ->check(CLI::Range(1, kMostHours));
    command
        .add_option("--step", options.step_h,
                    "hours of a window that are kept before the next one begins; default: all")
        ->check(CLI::Range(1, kMostHours));
    command
        .add_option("--terminal-value", options.terminal_value,
                    "value of energy stored at the end of a window: plan (its prices) or none")
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
