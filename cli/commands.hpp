#pragma once

#include <functional>

#include "cli/options/options.hpp"

namespace decawatt::cli {

void add_check_options(CLI::App& command, Options& options);

int check(const Options& options);  // validate; print what is in the study, and what is unusual in it
int run(
    const Options& options);  // choose the capacities of the expansion options, dispatch every hour, write the results
int run_scenarios(const Options& options);  // the same once for several futures
int dispatch(const Options& options);       // operate what a plan has built
int compare(const Options& options);        // the cases of a sweep side by side

// The function for the parsed subcommand; none if another command was given.
using Work = std::function<int(const Options&)>;
using Parsed = std::function<Work()>;

Parsed add_profile_commands(CLI::App& app, Options& options);  // a single model with one weather file
Parsed add_weather_commands(CLI::App& app, Options& options);  // convert, describe, generate and fit weather files
Parsed add_sweep_commands(CLI::App& app, Options& options);    // solve and compare many cases of a study
Parsed add_adequacy_command(CLI::App& app,
                            Options& options);                // Monte Carlo assessment of a plan, or of existing assets
Parsed add_merge_command(CLI::App& app, Options& options);    // merge its parts
Parsed add_schema_command(CLI::App& app);                     // the study format
Parsed add_document_commands(CLI::App& app);                  // the manual page and completions of the program
Parsed add_finance_command(CLI::App& app, Options& options);  // money of a plan
Parsed add_headroom_command(CLI::App& app, Options& options);  // constant load that can be added if curtailed at peaks
Parsed add_report_command(CLI::App& app);                      // the report of result files

}  // namespace decawatt::cli
