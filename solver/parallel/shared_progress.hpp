// Progress reports from several threads.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "base/progress.hpp"

namespace decawatt::parallel {

// Any thread may report progress and query whether to continue. The caller's function is called only on the thread that
// constructed this object, which should be one of the working threads, so that it need not be thread-safe. After it
// requests a stop it is not called again, and all threads receive the request.
class SharedProgress {
  public:
    // `total`: sum of the amounts of `add`; 0: there is no work. `progress` may be empty.
    SharedProgress(base::Progress progress, std::string phase, double total);

    // Both return whether to continue.
    bool add(double done, const std::string& detail = {});
    bool report(const std::string& detail = {});

    bool stopped() const { return stopped_; }
    double share() const;  // completed share of the total, at most 1

    // Callback for nested computations: their details are reported with the phase and share of this object.
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
