// How far a sweep is, on standard error: one line for all cases at work where that is a terminal, a line a case when it
// ends, nothing when quiet.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "app/sweep.hpp"

namespace decawatt::cli {

class SweepProgress {
  public:
    explicit SweepProgress(bool quiet);
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;

    app::SweepCallbacks callbacks();  // which stop the sweep once an interrupt was requested

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
