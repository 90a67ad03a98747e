#include "ageing/use_recorder.hpp"

#include <cmath>

namespace decawatt::ageing {

namespace {
constexpr double kHoursPerDay = 24.0;
}

UseRecorder::UseRecorder(Chemistry chemistry, const Enclosure& enclosure)
    : chemistry_(chemistry), temperature_(enclosure) {}

void UseRecorder::count(const CountedCycle& cycle) {
    sums_.cycles += cycle.range * cycle.count;
    sums_.depth += cycle.range * cycle.range * cycle.count;
}

void UseRecorder::push(double soc_frac, double outdoor_deg_c, double width_h) {
    const double before = soc_ < 0.0 ? soc_frac : soc_;
    const double moved = std::abs(soc_frac - before), c_rate = moved / width_h;
    const double mean_soc = 0.5 * (before + soc_frac);
    const double t_k = temperature_.step_k(outdoor_deg_c, c_rate, width_h);
    sums_.hours += width_h;
    sums_.calendar += calendar_rate(chemistry_, mean_soc, t_k) * width_h;
    sums_.soc += mean_soc * width_h;
    sums_.temperature += t_k * width_h;
    sums_.path += moved;
    sums_.path_rate += moved * c_rate;
    soc_ = soc_frac;
    rainflow_.push(soc_frac, [this](const CountedCycle& cycle) { count(cycle); });
}

Day UseRecorder::take() {
    const Sums s = sums_;
    sums_ = {};
    if (s.path > 0.0) c_rate_per_h_ = s.path_rate / s.path;
    Day day{{}, s.soc / s.hours, s.temperature / s.hours};
    const double depth = s.cycles > 0.0 ? s.depth / s.cycles : 0.0;
    const Cycling cycling{depth, c_rate_per_h_, day.soc_frac, day.temperature_k};
    day.use = {s.hours / kHoursPerDay, s.calendar / s.hours, s.cycles,
               s.cycles > 0.0 ? cycle_rate(chemistry_, cycling) : 0.0, half_loss_cycles(cycling)};
    return day;
}

Day UseRecorder::close() {
    rainflow_.finish([this](const CountedCycle& cycle) { count(cycle); });
    return take();
}

}  // namespace decawatt::ageing
