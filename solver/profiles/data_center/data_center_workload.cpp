#include "profiles/data_center/data_center_workload.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/index.hpp"
#include "base/random_stream.hpp"

namespace decawatt::profiles {

namespace {
constexpr int kSaturday = 5, kWorkdays = 5, kWeekendDays = 2;
constexpr double kTrainingMemoryH = 6.0, kGapMemoryH = 24.0;  // assumed: jobs last days, their phases hours
constexpr double kConcurrentJobs = 16.0;                      // assumed: a hub trains a handful of models at once

// Facility power by UTC hour relative to its mean (arXiv:2603.18383, Azure traces of 2024-05-16 replayed on 240
// servers).
constexpr std::array<double, base::kHoursPerDay> kAzureByUtcHour = {
    0.943, 0.930, 0.930, 0.912, 0.902, 0.904, 0.905, 0.916, 0.917, 0.920, 0.915, 0.905,
    0.954, 1.017, 1.100, 1.118, 1.117, 1.149, 1.174, 1.175, 1.156, 1.077, 1.004, 0.960};
constexpr int kAzureLocalMinusUtcH = -5;

constexpr std::array<double, base::kHoursPerDay> local_shape() {
    double mean = 0.0, low = kAzureByUtcHour[0], high = kAzureByUtcHour[0];
    for (const double value : kAzureByUtcHour) {
        mean += value / base::kHoursPerDay;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    std::array<double, base::kHoursPerDay> shape{};
    for (int hour = 0; hour < base::kHoursPerDay; ++hour) {
        const int utc_hour = (hour - kAzureLocalMinusUtcH) % base::kHoursPerDay;
        shape[static_cast<std::size_t>(hour)] =
            (kAzureByUtcHour[static_cast<std::size_t>(utc_hour)] - mean) / (0.5 * (high - low));
    }
    return shape;
}
constexpr std::array<double, base::kHoursPerDay> kLocalShape = local_shape();

// Two independent stationary AR(1) series of unit spread.
struct SlowNoise {
    std::vector<double> level, gap;
};

SlowNoise slow_noise(const base::RandomStream& stream, const base::TimeAxis& axis) {
    const auto count = static_cast<std::size_t>(axis.count);
    SlowNoise noise{std::vector<double>(count), std::vector<double>(count)};
    const double keep_level = std::exp(-axis.step_h() / kTrainingMemoryH),
                 keep_gap = std::exp(-axis.step_h() / kGapMemoryH);
    const double new_level = std::sqrt(1.0 - keep_level * keep_level), new_gap = std::sqrt(1.0 - keep_gap * keep_gap);
    for (std::size_t t = 0; t < count; ++t) {
        const auto draw = stream.normals(t);
        noise.level[t] = t == 0 ? draw[0] : keep_level * noise.level[t - 1] + new_level * draw[0];
        noise.gap[t] = t == 0 ? draw[1] : keep_gap * noise.gap[t - 1] + new_gap * draw[1];
    }
    return noise;
}

double training_frac(const model::Workloads& workloads, std::size_t w, double level_noise, double gap_noise) {
    const double idle = workloads.idle_frac[w], gap_mean = workloads.training_gap_frac[w];
    // Lognormal: never negative, its mean stays gap_mean, its spread is that of the share of independent jobs that
    // wait.
    const double variation = gap_mean > 0.0 ? (1.0 - gap_mean) / (gap_mean * kConcurrentJobs) : 0.0;
    const double log_sd = std::sqrt(std::log1p(variation));
    const double gap = std::min(1.0, gap_mean * std::exp(log_sd * (gap_noise - 0.5 * log_sd)));
    const double running = workloads.training_level_frac[w] + workloads.training_sd_frac[w] * level_noise;
    return (1.0 - gap) * std::clamp(running, idle, 1.0) + gap * idle;
}

double inference_frac(const model::Workloads& workloads, std::size_t w, const base::CivilTime& local) {
    const double activity = inference_activity(local.hour, local.weekday >= kSaturday,
                                               workloads.inference_swing_frac[w], workloads.inference_weekend_frac[w]);
    return std::clamp(workloads.inference_mean_frac[w] * activity, workloads.idle_frac[w], 1.0);
}

double hall_mw(const model::Study& study, std::size_t hall, base::UtcSeconds start, base::UtcSeconds end) {
    const auto from = std::max(start, study.halls.commissioned[hall]), to = std::min(end, study.halls.closed[hall]);
    if (from >= to) return 0.0;
    const std::size_t center = base::at(study.halls.data_center[hall]);
    return study.halls.it_mw[hall] * study.data_centers.it_scale[center] * static_cast<double>(to - from) /
           static_cast<double>(end - start);
}
}  // namespace

std::vector<double> nameplate_mw(const model::Study& study, model::DataCenterIndex index, const base::TimeAxis& axis) {
    std::vector<double> total_mw(static_cast<std::size_t>(axis.count), 0.0);
    for (std::size_t hall = 0; hall < study.halls.name.size(); ++hall) {
        if (study.halls.data_center[hall] != index) continue;
        for (std::size_t t = 0; t < total_mw.size(); ++t) {
            const base::UtcSeconds start = axis.instant(static_cast<std::int64_t>(t));
            total_mw[t] += hall_mw(study, hall, start, start + axis.step_s);
        }
    }
    return total_mw;
}

double inference_activity(int local_hour, bool weekend, double swing_frac, double weekend_frac) {
    const double workday = (kWorkdays + kWeekendDays) / (kWorkdays + kWeekendDays * weekend_frac);
    return (weekend ? weekend_frac : 1.0) * workday *
           (1.0 + swing_frac * kLocalShape[static_cast<std::size_t>(local_hour)]);
}

std::vector<double> it_power_mw(const model::Study& study, model::DataCenterIndex index, int weather_year,
                                const base::TimeAxis& axis) {
    const model::Workloads& workloads = study.workloads;
    const base::RandomStream stream(study.weather.seed, base::Purpose::workload,
                                    static_cast<std::uint32_t>(weather_year), static_cast<std::uint32_t>(index));
    const SlowNoise noise = slow_noise(stream, axis);
    std::vector<double> power_mw(static_cast<std::size_t>(axis.count), 0.0);
    for (std::size_t hall = 0; hall < study.halls.name.size(); ++hall) {
        if (study.halls.data_center[hall] != index) continue;
        const std::size_t w = base::at(study.halls.workload[hall]);
        const double trains = workloads.training_frac[w];
        for (std::size_t t = 0; t < power_mw.size(); ++t) {
            const base::UtcSeconds start = axis.instant(static_cast<std::int64_t>(t));
            const base::CivilTime local = base::civil_time(start, study.utc_offset_s);
            power_mw[t] += hall_mw(study, hall, start, start + axis.step_s) *
                           (trains * training_frac(workloads, w, noise.level[t], noise.gap[t]) +
                            (1.0 - trains) * inference_frac(workloads, w, local));
        }
    }
    return power_mw;
}

}  // namespace decawatt::profiles
