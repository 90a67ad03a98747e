#pragma once

#include <functional>

#include "cli/options.hpp"

namespace decawatt::cli {

void add_check_options(CLI::App& command, Options& options);

int check(const Options& options);          // validate; print what is in the study, and what is unusual in it
int run(const Options& options);            // size what may be built, dispatch the horizon, write results
int run_scenarios(const Options& options);  // the same once for several futures
int dispatch(const Options& options);       // operate what a plan has built
int compare(const Options& options);        // the cases of a sweep side by side

// What was requested by the words of a command with commands of its own; none where it was another command.
using Work = std::function<int(const Options&)>;
using Parsed = std::function<Work()>;

Parsed add_profile_commands(CLI::App& app, Options& options);  // one model alone on one weather file
Parsed add_weather_commands(CLI::App& app, Options& options);  // weather files: converted, described, generated, fitted
Parsed add_sweep_commands(CLI::App& app, Options& options);    // many cases of a study, solved and compared
Parsed add_adequacy_command(CLI::App& app, Options& options);  // Monte Carlo of a plan, or of what exists
Parsed add_merge_command(CLI::App& app, Options& options);     // its parts joined
Parsed add_schema_command(CLI::App& app);                      // the study format
Parsed add_headroom_command(CLI::App& app, Options& options);  // constant load that is curtailed at peaks

}  // namespace decawatt::cli
