// Progress on standard error: a bar where that is a terminal, a line now and then where it is not, nothing when quiet.
#pragma once

#include <chrono>
#include <string>

#include "base/progress.hpp"

namespace decawatt::cli {

class ProgressBar {
  public:
    explicit ProgressBar(bool quiet);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    // Shows the state; false once an interrupt was requested.
    bool show(const std::string& phase, double done, const std::string& detail);
    base::Progress callback();

  private:
    bool quiet_, terminal_;
    std::string phase_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace decawatt::cli
