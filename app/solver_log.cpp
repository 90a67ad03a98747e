#include "app/solver_log.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace decawatt::app {

struct SolverLog::State {
    std::mutex mutex;
    lp::IterationLog receiver;
    std::vector<lp::IterationRecord> records;
};

SolverLog::SolverLog(lp::IterationLog receiver) {
    if (!receiver) return;
    state_ = std::make_shared<State>();
    state_->receiver = std::move(receiver);
}

lp::IterationLog SolverLog::callback() const {
    if (!state_) return {};
    return [state = state_](const lp::IterationRecord& record) {
        const std::lock_guard lock(state->mutex);
        state->receiver(record);
        state->records.push_back(record);
    };
}

std::vector<lp::IterationRecord> SolverLog::records() const {
    if (!state_) return {};
    std::vector<lp::IterationRecord> records = state_->records;
    std::ranges::stable_sort(records, {}, &lp::IterationRecord::solve);
    return records;
}

}  // namespace decawatt::app
