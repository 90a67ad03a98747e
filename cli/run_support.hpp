// What the commands that solve something share.
#pragma once

#include <chrono>

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

io::Provenance provenance_of(const io::LoadedStudy& loaded, const Options& options);

}  // namespace decawatt::cli
