#include "adequacy/uncertainty/maintenance.hpp"

#include <algorithm>
#include <cmath>

#include "adequacy/uncertainty/outage_process.hpp"

namespace decawatt::adequacy {

namespace {
constexpr std::int64_t kRoundH = 8760;  // 365 days: each unit has one period of maintenance a year
}

std::size_t MaintenanceRotation::steps_until(std::int64_t hour) const {
    const auto later = std::ranges::upper_bound(*share_, hour, {}, &Step::hour);
    return static_cast<std::size_t>(later - share_->begin());
}

double MaintenanceRotation::place_at(std::int64_t hour) const {
    const double turns = static_cast<double>(hour % kRoundH) / static_cast<double>(kRoundH) + place_;
    return turns - std::floor(turns);
}

bool MaintenanceRotation::is_out(std::int64_t hour) const {
    const std::size_t steps = steps_until(hour);
    return steps > 0 && place_at(hour) < (*share_)[steps - 1].mw;
}

std::int64_t MaintenanceRotation::change_after(std::int64_t hour) const {
    const std::size_t steps = steps_until(hour);
    const std::int64_t step = steps < share_->size() ? (*share_)[steps].hour : kNever;
    const double share = steps > 0 ? (*share_)[steps - 1].mw : 0.0;
    if (share <= 0.0 || share >= 1.0) return step;
    const double place = place_at(hour), edge = place < share ? share : 1.0;
    const auto whole = static_cast<std::int64_t>((edge - place) * static_cast<double>(kRoundH) - 1e-6);
    return std::min(step, hour + std::max<std::int64_t>(1, whole));
}

double maintenance_phase(const Maintenance& maintenance, std::uint32_t seed, std::uint32_t sample) {
    return base::RandomStream(seed, base::Purpose::maintenance, sample, maintenance.stream).uniform(0);
}

std::int64_t delay_h(const DelayModel& model, std::uint32_t stream, std::uint32_t seed, std::uint32_t sample) {
    const auto uniforms = base::RandomStream(seed, base::Purpose::delay, sample, stream).uniforms(0);
    if (uniforms[0] < model.on_time_probability) return 0;
    return static_cast<std::int64_t>(std::ceil(-model.mean_h * std::log(uniforms[1])));
}

}  // namespace decawatt::adequacy
