// Progress of work that several threads share.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "base/progress.hpp"

namespace decawatt::parallel {

// All threads add what they have done; only the one that made this object calls `progress`, which need not be
// thread-safe. The others see that it asks to stop.
class SharedProgress {
  public:
    // Reports shares of `total` within one phase; all of it where the total is zero. `progress` lives longer than this.
    SharedProgress(const base::Progress& progress, std::string phase, double total);

    void add(double done);                        // from any thread
    void report(const std::string& detail = "");  // nothing on other threads, and after a request to stop
    bool stopped() const { return stopped_; }
    double share() const;  // of the total, at most 1

  private:
    const base::Progress& progress_;
    const std::string phase_;
    const double total_;
    const std::thread::id owner_ = std::this_thread::get_id();
    std::atomic<double> done_ = 0.0;
    std::atomic<bool> stopped_ = false;
};

}  // namespace decawatt::parallel
