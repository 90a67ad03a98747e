// Progress on standard error: a bar on a terminal, otherwise occasional lines; nothing when quiet.
#pragma once

#include <chrono>
#include <string>

#include "base/progress.hpp"
#include "cli/terminal/progress_text.hpp"

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
    void print(const ProgressLine& line) const;

    bool quiet_, terminal_, coloured_;
    std::string phase_;
    std::chrono::steady_clock::time_point last_, phase_start_;
    RemainingTime remaining_;
};

}  // namespace decawatt::cli
