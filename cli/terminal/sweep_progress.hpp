// Progress of a sweep on standard error: one line for all running cases on a terminal, a line for each finished case;
// nothing when quiet.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "app/sweep/sweep.hpp"

namespace decawatt::cli {

class SweepProgress {
  public:
    explicit SweepProgress(bool quiet);
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;

    app::SweepCallbacks callbacks();  // request a stop after an interrupt

  private:
    void show(const std::string& name, const std::string& phase, double done);
    void finished(const app::CaseOutcome& outcome);
    void draw();

    const bool quiet_, terminal_;
    std::size_t cases_ = 0, finished_ = 0;
    std::map<std::string, std::string> at_work_;  // case -> phase and share
    std::chrono::steady_clock::time_point last_;
};

}  // namespace decawatt::cli
