#include "adequacy/uncertainty/outage_process.hpp"

#include <algorithm>

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

double Temperature::deg_c(std::int64_t hour) const {
    std::size_t year = 0;
    while (library_->first_hour(year + 1) <= hour) ++year;
    const std::int64_t leap_hour = library_->leap_hour(year, hour - library_->first_hour(year));
    const auto series = library_->temperature_deg_c(weather_[year], column_);
    return static_cast<double>(series[static_cast<std::size_t>(leap_hour)]);
}

OutageTable::OutageTable(const OutageModel& model)
    : available_frac_{1.0}, temperature_deg_c_(model.temperature_deg_c), factor_(model.failure_factor) {
    base::expects(factor_.size() == temperature_deg_c_.size(), "a factor for each temperature");
    if (!factor_.empty()) highest_factor_ = std::ranges::max(factor_);
    base::expects(highest_factor_ > 0.0, "at some temperature there are failures");
    double leave = 0.0;
    for (const model::OutageState& state : model.states) {
        base::expects(state.mttf_h >= 1.0 && state.mttr_h >= 1.0, "a state lasts an hour at least, in the mean");
        leave += 1.0 / state.mttf_h;
    }
    base::expects(leave * highest_factor_ <= 1.0, "a unit fails once an hour at most");
    inverse_log_stay_ = {inverse_log_stay(leave * highest_factor_)};
    stationary_ = {model.full_probability()};
    double entered = 0.0;
    for (std::size_t i = 0; i < model.states.size(); ++i) {
        const model::OutageState& state = model.states[i];
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

double OutageTable::acceptance(double temperature_deg_c) const {
    const auto above = std::ranges::upper_bound(temperature_deg_c_, temperature_deg_c);
    const auto i = static_cast<std::size_t>(above - temperature_deg_c_.begin());
    if (i == 0) return factor_.front() / highest_factor_;
    if (i == factor_.size()) return factor_.back() / highest_factor_;
    const double way =
        (temperature_deg_c - temperature_deg_c_[i - 1]) / (temperature_deg_c_[i] - temperature_deg_c_[i - 1]);
    return (factor_[i - 1] + way * (factor_[i] - factor_[i - 1])) / highest_factor_;
}

OutageChain::OutageChain(const OutageTable& table, const base::RandomStream& stream, const Temperature& temperature)
    : table_(&table), stream_(stream), temperature_(temperature) {
    if (table.never_fails()) {
        next_hour_ = kNever;
        return;
    }
    state_ = table.stationary_state(draw());
    stay();  // without memory: what is left of it, too
}

double OutageChain::draw() {
    if (drawn_++ % 2 == 1) return spare_;
    const auto pair = stream_.uniforms(drawn_ / 2);
    spare_ = pair[1];
    return pair[0];
}

void OutageChain::advance() {
    if (state_ != 0)
        state_ = 0;
    else
        state_ = table_->has_choice() ? table_->entered_state(draw()) : 1;
    stay();
}

// Thinning (Lewis and Shedler 1979, here by the hour): candidates at the highest rate, each a failure with the chance
// that its hour's temperature leaves it.
void OutageChain::stay() {
    next_hour_ += table_->sojourn_h(state_, draw());
    if (state_ != 0 || !table_->follows_temperature()) return;
    while (next_hour_ < temperature_.end()) {
        const double chance = table_->acceptance(temperature_.deg_c(next_hour_));
        if (chance >= 1.0 || draw() < chance) return;
        next_hour_ += table_->sojourn_h(state_, draw());
    }
    next_hour_ = kNever;
}

}  // namespace decawatt::adequacy
