#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

double OutageModel::full_probability() const {
    double visits_h = 1.0;
    for (const model::OutageState& state : states) visits_h += state.mttr_h / state.mttf_h;
    return 1.0 / visits_h;
}

double OutageModel::state_probability(std::size_t off) const {
    return full_probability() * states[off].mttr_h / states[off].mttf_h;
}

double OutageModel::mean_available_frac() const {
    double mean = full_probability();
    for (std::size_t i = 0; i < states.size(); ++i) mean += state_probability(i) * states[i].available_frac;
    return mean;
}

}  // namespace decawatt::adequacy
