#include "profiles/data_center/ramp_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "base/index.hpp"
#include "base/random_stream.hpp"
#include "profiles/data_center/training_jobs.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kInstants = 20'000;
constexpr std::array<double, 3> kWindowsS = {1.0, 60.0, 900.0};

// State of one job at an instant, with its next change.
struct Job {
    bool runs;
    double toggle_s;  // until it stops, or the next one starts
    double elapsed_s, phase;
};

// Power of a job over its running level: 1 while running, idle/level in checkpoints and gaps, plus the oscillation of
// training steps.
class JobPower {
  public:
    explicit JobPower(const RampInput& input)
        : jobs_(input.jobs),
          depth_(std::max(0.0, 1.0 - input.idle_frac / input.level_frac)),
          omega_(2.0 * std::numbers::pi * input.jobs.swing_hz) {}

    double depth() const { return depth_; }

    // Mean over [from, to) seconds after the instant.
    double mean(const Job& job, double from_s, double to_s) const {
        const double begin_s = job.runs ? from_s : std::clamp(job.toggle_s, from_s, to_s);
        const double end_s = job.runs ? std::clamp(job.toggle_s, from_s, to_s) : to_s;
        const double run_s = end_s - begin_s;
        if (run_s <= 0.0) return 1.0 - depth_;
        const double start_s = job.runs ? -job.elapsed_s : job.toggle_s;
        const double dip_s = checkpoint_s(jobs_, end_s - start_s) - checkpoint_s(jobs_, begin_s - start_s);
        const double still_s = (to_s - from_s) - run_s + dip_s;  // time at idle power
        const double swing = 0.5 * jobs_.swing_frac * (1.0 - dip_s / run_s) *
                             (std::cos(omega_ * begin_s + job.phase) - std::cos(omega_ * end_s + job.phase)) / omega_;
        return 1.0 + (swing - depth_ * still_s) / (to_s - from_s);
    }

  private:
    model::JobRules jobs_;
    double depth_, omega_;
};

Job job_at(const base::RandomStream& stream, const RampInput& input, std::uint64_t instant) {
    const double run_s = input.jobs.mean_h * base::kSecondsPerHour;
    const double gap_s = run_s * input.gap_frac / std::max(1e-9, 1.0 - input.gap_frac);
    Job job{};
    job.runs = stream.uniform(4 * instant) >= input.gap_frac;
    job.toggle_s = input.gap_frac <= 0.0 ? std::numeric_limits<double>::infinity()
                                         : -(job.runs ? run_s : gap_s) * std::log(stream.uniform(4 * instant + 1));
    job.elapsed_s = input.jobs.checkpoint_interval_h * base::kSecondsPerHour * stream.uniform(4 * instant + 2);
    job.phase = 2.0 * std::numbers::pi * stream.uniform(4 * instant + 3);
    return job;
}

double quantile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}
}  // namespace

RampStatistics ramp_statistics(const RampInput& input, std::uint32_t seed) {
    const JobPower power(input);
    const double job_mw = input.training_mw / input.jobs.concurrent;
    std::array<std::vector<double>, kWindowsS.size()> ramps;
    ramps.fill(std::vector<double>(kInstants, 0.0));
    for (int slot = 0; slot < input.jobs.concurrent; ++slot) {
        const base::RandomStream stream(seed, base::Purpose::workload_ramp, 0, static_cast<std::uint32_t>(slot));
        for (std::size_t i = 0; i < kInstants; ++i) {
            const Job job = job_at(stream, input, i);
            for (std::size_t w = 0; w < kWindowsS.size(); ++w)
                ramps[w][i] +=
                    job_mw * (power.mean(job, kWindowsS[w], 2.0 * kWindowsS[w]) - power.mean(job, 0.0, kWindowsS[w]));
        }
    }
    RampStatistics statistics{};
    for (std::size_t w = 0; w < kWindowsS.size(); ++w) {
        for (double& ramp : ramps[w]) ramp = std::abs(ramp);
        std::ranges::sort(ramps[w]);
        statistics.ramp[w] = {kWindowsS[w], quantile(ramps[w], 0.50), quantile(ramps[w], 0.95),
                              quantile(ramps[w], 0.99), quantile(ramps[w], 0.999)};
    }
    statistics.job_step_mw = job_mw * power.depth();
    statistics.swing_mw = job_mw * input.jobs.swing_frac;
    statistics.all_swing_mw = input.training_mw * input.jobs.swing_frac;
    return statistics;
}

RampInput ramp_input(const model::Study& study, model::DataCenterIndex center, model::WorkloadIndex workload,
                     const base::TimeAxis& axis) {
    const model::Workloads& workloads = study.workloads;
    const model::Halls& halls = study.halls;
    const std::size_t w = base::at(workload);
    const int year = base::civil_time(axis.start_utc_s, study.utc_offset_s).year;
    const auto of_year = [&](const std::vector<model::YearTable>& tables, double constant) {
        return w < tables.size() && !tables[w].empty() ? model::interpolated(tables[w], year) : constant;
    };
    double trained_mw = 0.0, idle_mw = 0.0;
    for (std::size_t h = 0; h < halls.name.size(); ++h) {
        const bool in_service = halls.commissioned[h] < axis.end() && halls.closed[h] > axis.start_utc_s;
        if (halls.data_center[h] != center || halls.workload[h] != workload || !in_service) continue;
        const double mw = halls.it_mw[h] * study.data_centers.it_scale[base::at(center)] * workloads.training_frac[w];
        const bool stated = h < halls.draw.size() && halls.draw[h].stated;
        trained_mw += mw;
        idle_mw += mw * (stated ? halls.draw[h].idle_frac : workloads.idle_frac[w]);
    }
    const double level_frac = of_year(workloads.training_level_by_year, workloads.training_level_frac[w]);
    RampInput input{.training_mw = trained_mw * level_frac,
                    .level_frac = level_frac,
                    .idle_frac = trained_mw > 0.0 ? idle_mw / trained_mw : workloads.idle_frac[w],
                    .gap_frac = of_year(workloads.training_gap_by_year, workloads.training_gap_frac[w]),
                    .jobs = {}};
    if (w < workloads.jobs.size()) input.jobs = workloads.jobs[w];
    return input;
}

}  // namespace decawatt::profiles
