// Options of the commands, and exit statuses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace decawatt::cli {

enum ExitStatus {
    kDone = 0,
    kInternalError = 1,
    kBadInput = 2,
    kNotSolved = 3,
    kResource = 4,
    kStopped = 5,
    kNotPrinted = 6
};

struct Options {
    std::string study, years, variant;
    std::vector<std::string> overrides;  // table.row.column=value
    int threads = 0;                     // 0: all
    bool quiet = false, json = false;
    bool allow_outside = false;                                // files named by a study may be in any folder
    bool no_warnings = false;                                  // check
    std::string out;                                           // run, dispatch
    std::string plan, weather_years, terminal_value = "plan";  // dispatch
    std::string weather_years_word = "--weather-years";        // name of that option in the command
    bool verbose = false;                                      // run, dispatch: the solver's log
    int window_h = 0, step_h = 0;                              // dispatch; 0: whole years
    std::string export_mps, save_start, warm;                  // run; empty: none
    bool scenarios = false, regret = false;                    // run
    std::string part;                                          // sweep: I/N; empty: the whole
    bool replace = false;                                      // sweep
    int at_once = 0;                                           // sweep: cases; 0: as threads and memory allow
    std::string command_line;                                  // for the provenance of results
    std::string config, weather, site, place, weather_format;  // profile, weather
    std::vector<std::string> files;                            // weather
    std::optional<int> longest_gap_h;                          // weather
    int file_year = 0;                                         // weather; 0: the only year of a file
    int calendar_year = 0;                                     // weather generate; 0: the first of the horizon
};

inline constexpr int kMostThreads =
    1024;  // more than useful on any machine, and below limits that would end the process

void add_scope_option(CLI::App& command, Options& options);  // --allow-outside
void add_study_options(CLI::App& command, Options& options);

// An option with the name of a file or folder to write, which may not be empty.
CLI::Option* add_output_option(CLI::App& command, const std::string& name, std::string& path, const std::string& text);

void add_run_options(CLI::App& command, Options& options);
void add_dispatch_options(CLI::App& command, Options& options);

// Throws base::InputError if an override or a range of years is invalid.
io::StudyRequest study_request(const Options& options);

}  // namespace decawatt::cli
