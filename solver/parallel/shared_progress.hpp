// Progress of work that several threads share.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "base/progress.hpp"

namespace decawatt::parallel {

// Any thread may say what it has done and ask whether to go on. The caller's function is called only on the thread that
// made this object, which should be one of those that work: the function need not be safe for threads. Once it asks to
// stop, it is not called again, and all threads are told to stop.
class SharedProgress {
  public:
    // `total`: what the amounts of `add` sum to; 0: there is nothing to do. `progress` may be empty.
    SharedProgress(base::Progress progress, std::string phase, double total);

    // Both return whether to go on.
    bool add(double done, const std::string& detail = {});
    bool report(const std::string& detail = {});

    bool stopped() const { return stopped_; }
    double share() const;  // done of the total, at most 1

    // For work within this work: its details are reported with the phase and the share of the whole.
    base::Progress callback();

  private:
    const base::Progress progress_;
    const std::string phase_;
    const double total_;
    std::atomic<double> done_ = 0.0;
    std::atomic<bool> stopped_ = false;
    const std::thread::id caller_ = std::this_thread::get_id();
};

}  // namespace decawatt::parallel
