// How far a sweep is, on standard error: one line for all cases at work where that is a terminal, a line a case when it
// ends, nothing when quiet. Called from the threads of all cases.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "base/progress.hpp"

namespace decawatt::cli {

class SweepProgress {
  public:
    SweepProgress(bool quiet, std::size_t cases);
    ~SweepProgress();
    SweepProgress(const SweepProgress&) = delete;
    SweepProgress& operator=(const SweepProgress&) = delete;

    base::Progress callback(const std::string& name);  // false once an interrupt was asked for
    void finished(const std::string& name, const std::string& words);

  private:
    void show(const std::string& name, const std::string& phase, double done);
    void draw();

    const bool quiet_, terminal_;
    const std::size_t cases_;
    std::mutex mutex_;  // of all that follows
    std::size_t finished_ = 0;
    std::map<std::string, std::string> at_work_;  // case -> phase and share
    std::chrono::steady_clock::time_point last_;
};

}  // namespace decawatt::cli
