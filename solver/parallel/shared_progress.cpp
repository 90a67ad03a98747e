#include "parallel/shared_progress.hpp"

#include <algorithm>
#include <utility>

namespace decawatt::parallel {

SharedProgress::SharedProgress(const base::Progress& progress, std::string phase, double total)
    : progress_(progress), phase_(std::move(phase)), total_(total) {}

void SharedProgress::add(double done) {
    double before = done_.load();
    while (!done_.compare_exchange_weak(before, before + done)) {
    }
}

double SharedProgress::share() const {
    return total_ > 0.0 ? std::min(1.0, done_ / total_) : 1.0;
}

void SharedProgress::report(const std::string& detail) {
    if (!progress_ || stopped_ || std::this_thread::get_id() != owner_) return;
    if (!progress_(phase_, share(), detail)) stopped_ = true;
}

}  // namespace decawatt::parallel
