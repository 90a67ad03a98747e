#include "profiles/data_center/training_jobs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/index.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kSecondsPerMinute = 60.0;

// One interval of constant state: a job or a gap.
struct Stretch {
    double start_s, end_s;
    double level_frac;  // outside checkpoints
};

// Checkpoint time of an hour is the difference of two sums since the start of the job, the second of which is reused
// for the next hour.
void add_job(const Stretch& job, const model::JobRules& jobs, double idle_frac, const base::TimeAxis& axis,
             double weight, std::vector<double>& sum) {
    const double step_s = axis.step_s, scale = weight / step_s;
    const double begin_s = std::max(0.0, job.start_s);
    const double end_s = std::min(job.end_s, step_s * static_cast<double>(sum.size()));
    double from_s = begin_s, dip_before_s = checkpoint_s(jobs, begin_s - job.start_s);
    for (auto t = static_cast<std::size_t>(begin_s / step_s); t < sum.size() && from_s < end_s; ++t) {
        const double to_s = std::min(end_s, step_s * static_cast<double>(t + 1));
        const double dip_s = checkpoint_s(jobs, to_s - job.start_s);
        sum[t] += scale * (job.level_frac * (to_s - from_s) - (job.level_frac - idle_frac) * (dip_s - dip_before_s));
        from_s = to_s, dip_before_s = dip_s;
    }
}

void add_gap(const Stretch& gap, double idle_frac, const base::TimeAxis& axis, double weight,
             std::vector<double>& sum) {
    const double step_s = axis.step_s, scale = weight / step_s;
    const double end_s = std::min(gap.end_s, step_s * static_cast<double>(sum.size()));
    double from_s = gap.start_s;
    for (auto t = static_cast<std::size_t>(from_s / step_s); t < sum.size() && from_s < end_s; ++t) {
        const double to_s = std::min(end_s, step_s * static_cast<double>(t + 1));
        sum[t] += scale * idle_frac * (to_s - from_s);
        from_s = to_s;
    }
}

// The key has 12 bits for the data centre, 8 for the workload and 12 for the slot; further bits of the workload are
// placed above those of the year.
base::RandomStream job_stream(std::uint32_t seed, int weather_year, std::size_t center, std::size_t workload,
                              std::size_t slot) {
    constexpr std::size_t kSlots = 1U << 12, kCenters = 1U << 12, kLowWorkloads = 1U << 8, kYears = 1U << 16;
    base::expects(slot < kSlots && center < kCenters && workload < kLowWorkloads * kYears && weather_year >= 0 &&
                      static_cast<std::size_t>(weather_year) < kYears,
                  "slot, data centre, workload and year fit the key of their random numbers");
    const std::size_t entity = (center * kLowWorkloads + workload % kLowWorkloads) * kSlots + slot;
    const std::size_t sample = workload / kLowWorkloads * kYears + static_cast<std::size_t>(weather_year);
    return {seed, base::Purpose::workload, static_cast<std::uint32_t>(sample), static_cast<std::uint32_t>(entity)};
}

double exponential(double mean, double uniform) {
    return -mean * std::log(uniform);
}

// The level of a job between checkpoints such that its mean including checkpoints is the level drawn.
double level_between_checkpoints(const model::JobRules& jobs, const TrainingLevel& level, double uniform) {
    const double drawn = level.level_frac + level.sd_frac * std::sqrt(3.0) * (2.0 * uniform - 1.0);
    const double mean = std::clamp(drawn, std::min(level.idle_frac, 1.0), 1.0);
    const double dip = std::min(0.99, jobs.checkpoint_minutes / kSecondsPerMinute / jobs.checkpoint_interval_h);
    return std::min(1.0, (mean - dip * level.idle_frac) / (1.0 - dip));
}
}  // namespace

double checkpoint_s(const model::JobRules& jobs, double elapsed_s) {
    const double interval_s = jobs.checkpoint_interval_h * base::kSecondsPerHour;
    const double length_s = std::min(interval_s, jobs.checkpoint_minutes * kSecondsPerMinute);
    const double whole = std::floor(elapsed_s / interval_s);
    const double within_s = elapsed_s - whole * interval_s;
    return whole * length_s + std::max(0.0, within_s - (interval_s - length_s));
}

void add_job_slot(const base::RandomStream& stream, const model::JobRules& jobs, const TrainingLevel& level,
                  const base::TimeAxis& axis, double weight, std::vector<double>& sum) {
    const double span_s = static_cast<double>(axis.step_s) * static_cast<double>(sum.size());
    const double run_s = jobs.mean_h * base::kSecondsPerHour;
    constexpr double kForever = std::numeric_limits<double>::infinity();
    const double gap_s = level.gap_frac < 1.0 ? run_s * level.gap_frac / (1.0 - level.gap_frac) : kForever;
    bool runs = stream.uniform(0) >= level.gap_frac;
    // The first job began before the year: the phase of its checkpoints is uniform.
    double start_s = runs ? -stream.uniform(1) * jobs.checkpoint_interval_h * base::kSecondsPerHour : 0.0, now_s = 0.0;
    for (std::uint64_t event = 1; now_s < span_s; ++event) {
        const double end_s = now_s + exponential(runs ? run_s : gap_s, stream.uniform(2 * event));
        if (runs) {
            const double between = level_between_checkpoints(jobs, level, stream.uniform(2 * event + 1));
            add_job({start_s, end_s, between}, jobs, level.idle_frac, axis, weight, sum);
        } else {
            add_gap({start_s, end_s, level.idle_frac}, level.idle_frac, axis, weight, sum);
        }
        now_s = start_s = end_s;
        runs = !runs || gap_s <= 0.0;
    }
}

std::vector<double> training_power_frac(const model::Study& study, model::DataCenterIndex center,
                                        model::WorkloadIndex workload, const TrainingLevel& level, int weather_year,
                                        const base::TimeAxis& axis) {
    const std::size_t w = base::at(workload);
    const model::JobRules jobs = w < study.workloads.jobs.size() ? study.workloads.jobs[w] : model::JobRules{};
    std::vector<double> power_frac(static_cast<std::size_t>(axis.count), 0.0);
    for (int slot = 0; slot < jobs.concurrent; ++slot) {
        add_job_slot(job_stream(study.weather.seed, weather_year, base::at(center), w, static_cast<std::size_t>(slot)),
                     jobs, level, axis, 1.0 / jobs.concurrent, power_frac);
    }
    return power_frac;
}

}  // namespace decawatt::profiles
