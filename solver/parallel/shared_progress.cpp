#include "parallel/shared_progress.hpp"

#include <algorithm>
#include <utility>

namespace decawatt::parallel {

SharedProgress::SharedProgress(base::Progress progress, std::string phase, double total)
    : progress_(std::move(progress)), phase_(std::move(phase)), total_(total) {}

double SharedProgress::share() const {
    return total_ > 0.0 ? std::min(1.0, done_ / total_) : 1.0;
}

bool SharedProgress::add(double done, const std::string& detail) {
    done_ += done;
    return report(detail);
}

bool SharedProgress::report(const std::string& detail) {
    if (progress_ && std::this_thread::get_id() == caller_ && !stopped_ && !progress_(phase_, share(), detail))
        stopped_ = true;
    return !stopped_;
}

base::Progress SharedProgress::callback() {
    return [this](const std::string&, double, const std::string& detail) { return report(detail); };
}

}  // namespace decawatt::parallel
