// What every command of the program accepts, and the exit statuses they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace CLI {
class App;
}

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
    bool allow_outside = false;                                // files that a study names may be anywhere
    bool no_warnings = false;                                  // check
    std::string out;                                           // run, dispatch
    std::string plan, weather_years, terminal_value = "plan";  // dispatch
    std::string weather_years_word = "--weather-years";        // what the command calls that option
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
    1024;  // more than any machine has a use for here, and less than what ends a process

void add_scope_option(CLI::App& command, Options& options);  // --allow-outside
void add_study_options(CLI::App& command, Options& options);

void add_dispatch_options(CLI::App& command, Options& options);

// Throws base::InputError where an override or a range of years cannot be read.
io::StudyRequest study_request(const Options& options);

}  // namespace decawatt::cli
