// What the commands that solve something share.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "io/hdf5/write_results.hpp"

namespace decawatt::cli {

class Stopwatch {
  public:
    // Seconds since the last lap.
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - start_).count();
        start_ = now;
        return seconds;
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Before anything waits for one: files that are named on the command line (empty: not) are files. Throws
// base::ResourceError.
void expect_inputs(const std::vector<std::string>& files);

// Rather now than after the hours of solving: every file that is named (empty: not) can be written, and none of them is
// another one or one that is read. Throws base::ResourceError, base::InputError.
void expect_outputs(const std::vector<std::string>& written, const std::vector<std::string>& read);

// How many notes on tables and weather files a text summary leaves to `check` and to the result file.
void print_weather_notes(const io::LoadedStudy& loaded, const Options& options);

io::Provenance provenance_of(const io::LoadedStudy& loaded, const Options& options);

}  // namespace decawatt::cli
