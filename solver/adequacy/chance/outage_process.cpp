#include "adequacy/chance/outage_process.hpp"

#include <limits>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
// 1 / log(probability of staying); 0 where every hour ends the state.
double inverse_log_stay(double leave) {
    return leave >= 1.0 ? 0.0 : 1.0 / std::log1p(-leave);
}

// The first entry of a cumulative distribution that exceeds the number.
int chosen(const std::vector<double>& cumulative, double uniform) {
    std::size_t i = 0;
    while (i + 1 < cumulative.size() && uniform >= cumulative[i]) ++i;
    return static_cast<int>(i);
}
}  // namespace

OutageTable::OutageTable(const OutageModel& model) : available_frac_{1.0} {
    double leave = 0.0;
    for (const OffState& state : model.states) {
        base::expects(state.mttf_h >= 1.0 && state.mttr_h >= 1.0, "a state lasts an hour at least, in the mean");
        leave += 1.0 / state.mttf_h;
    }
    base::expects(leave <= 1.0, "a unit fails once an hour at most");
    inverse_log_stay_ = {inverse_log_stay(leave)};
    stationary_ = {model.full_probability()};
    double entered = 0.0;
    for (std::size_t i = 0; i < model.states.size(); ++i) {
        const OffState& state = model.states[i];
        available_frac_.push_back(state.available_frac);
        inverse_log_stay_.push_back(inverse_log_stay(1.0 / state.mttr_h));
        stationary_.push_back(stationary_.back() + model.state_probability(i));
        entered += 1.0 / state.mttf_h / leave;
        entered_.push_back(entered);
    }
}

int OutageTable::stationary_state(double uniform) const {
    return chosen(stationary_, uniform);
}

int OutageTable::entered_state(double uniform) const {
    return 1 + chosen(entered_, uniform);
}

double OutageStream::next() {
    if (at_.drawn++ % 2 == 1) return at_.spare;
    const auto pair = stream_.uniforms(at_.drawn / 2);
    at_.spare = pair[1];
    return pair[0];
}

OutageState start_outages(const OutageTable& table, const base::RandomStream& stream) {
    OutageState at;
    if (table.never_fails()) {
        at.next_hour = std::numeric_limits<std::int64_t>::max();
        return at;
    }
    OutageStream numbers(stream, at);
    at.state = table.stationary_state(numbers.next());
    at.next_hour = table.sojourn_h(at.state, numbers.next());  // without memory: what is left of it, too
    return at;
}

void advance(const OutageTable& table, const base::RandomStream& stream, OutageState& at) {
    OutageStream numbers(stream, at);
    if (at.state != 0)
        at.state = 0;
    else
        at.state = table.has_choice() ? table.entered_state(numbers.next()) : 1;
    at.next_hour += table.sojourn_h(at.state, numbers.next());
}

}  // namespace decawatt::adequacy
