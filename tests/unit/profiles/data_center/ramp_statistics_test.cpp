#include "profiles/data_center/ramp_statistics.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
// Only training steps, without checkpoints and stops.
RampInput steps(int jobs, double hz) {
    RampInput input{.training_mw = 100.0, .gap_frac = 0.0, .jobs = {}};
    input.jobs.concurrent = jobs;
    input.jobs.checkpoint_minutes = 0.0;
    input.jobs.swing_hz = hz;
    return input;
}

// Largest difference of adjacent 1-s means of a sine of unit amplitude.
double second_ramp(double hz) {
    const double x = std::numbers::pi * hz;
    return 2.0 * std::sin(x) * std::sin(x) / x;
}
}  // namespace

TEST_CASE("one job's steps: the quantiles are those of a sine at a random phase") {
    const RampStatistics s = ramp_statistics(steps(1, 0.3), 1);
    const double amplitude = 0.5 * 0.3 * 100.0 * second_ramp(0.3);
    CHECK(s.swing_mw == doctest::Approx(30.0));
    CHECK(s.ramp[0].median_mw == doctest::Approx(amplitude * std::sin(0.25 * std::numbers::pi)).epsilon(0.03));
    CHECK(s.ramp[0].p95_mw == doctest::Approx(amplitude * std::sin(0.475 * std::numbers::pi)).epsilon(0.005));
    CHECK(s.ramp[0].p999_mw <= amplitude * (1.0 + 1e-9));
    CHECK(s.ramp[1].p999_mw < 0.02 * amplitude);                      // averaged out over a minute
    CHECK(ramp_statistics(steps(1, 1.0), 1).ramp[0].p999_mw < 1e-6);  // whole cycles in each second
}

TEST_CASE("independent jobs: their steps add like noise") {
    const RampStatistics s = ramp_statistics(steps(64, 0.3), 1);
    const double sd = 0.5 * 0.3 * 100.0 * second_ramp(0.3) / std::sqrt(2.0 * 64.0);
    CHECK(s.ramp[0].median_mw == doctest::Approx(0.6745 * sd).epsilon(0.03));
    CHECK(s.ramp[0].p95_mw == doctest::Approx(1.96 * sd).epsilon(0.04));
    CHECK(s.all_swing_mw == doctest::Approx(30.0));
}

TEST_CASE("checkpoints: a minute sees a job's whole step, a quarter of an hour its share") {
    RampInput input = steps(4, 0.5);
    input.jobs.swing_frac = 0.0;
    input.jobs.checkpoint_interval_h = 1.0, input.jobs.checkpoint_minutes = 5.0;
    const RampStatistics s = ramp_statistics(input, 1);
    const double step_mw = 25.0 * (1.0 - 0.23 / 0.78);
    CHECK(s.job_step_mw == doctest::Approx(step_mw));
    // 8 edges an hour, each in two of the 60 windows' pairs: 24 % of the instants see one; the largest is a whole step.
    CHECK(s.ramp[1].median_mw == 0.0);
    CHECK(s.ramp[1].p95_mw > 0.7 * step_mw);
    CHECK(s.ramp[1].p99_mw == doctest::Approx(step_mw).epsilon(0.2));
    // 5 of 15 minutes: a third of the step; two jobs at once are more.
    CHECK(s.ramp[2].p95_mw >= step_mw / 3.0 * (1.0 - 1e-9));
    CHECK(s.ramp[2].p999_mw <= 4.0 * step_mw / 3.0 * (1.0 + 1e-9));
}

TEST_CASE("stops and starts: rare, one job's step") {
    RampInput input = steps(1, 0.5);
    input.jobs.swing_frac = 0.0;
    input.jobs.mean_h = 19.0, input.gap_frac = 0.05;  // 2 events in 20 h
    const RampStatistics s = ramp_statistics(input, 1);
    CHECK(s.ramp[2].p99_mw > 0.0);  // an event within half an hour: one instant in twenty
    CHECK(s.ramp[2].median_mw == 0.0);
    CHECK(s.ramp[2].p999_mw <= 100.0 * (1.0 - 0.23 / 0.78) * (1.0 + 1e-9));
    CHECK(s.ramp[1].p99_mw < 1e-9);
}

TEST_CASE("a data centre's ramps are those of its halls in service, filled, with this year's levels") {
    constexpr model::DataCenterIndex kHere{0}, kThere{1};
    constexpr model::WorkloadIndex kTraining{0};
    const base::TimeAxis axis = base::year_axis(2030, 0, 3600);
    model::Study study;
    study.data_centers.it_scale = {2.0, 1.0};
    auto& w = study.workloads;
    w.training_frac = {0.5}, w.training_level_frac = {0.8}, w.training_gap_frac = {0.05}, w.idle_frac = {0.2};
    w.training_level_by_year = {{{2029, 0.6}, {2031, 0.8}}};
    w.jobs = {{.concurrent = 8}};
    auto& h = study.halls;
    h.name = {"A", "B", "closed", "later", "elsewhere"};
    h.data_center = {kHere, kHere, kHere, kHere, kThere};
    h.workload = std::vector(5, kTraining);
    h.it_mw = {100.0, 300.0, 100.0, 100.0, 100.0};
    h.commissioned = {base::kAlways, base::kAlways, base::kAlways, axis.end(), base::kAlways};
    h.closed = {base::kNever, base::kNever, axis.start_utc_s, base::kNever, base::kNever};
    h.draw.resize(5);
    h.draw[1].stated = true, h.draw[1].idle_frac = 0.4;
    const RampInput input = ramp_input(study, kHere, kTraining, axis);
    CHECK(input.level_frac == doctest::Approx(0.7));
    CHECK(input.training_mw == doctest::Approx(400.0 * 2.0 * 0.5 * 0.7));
    CHECK(input.idle_frac == doctest::Approx((0.2 + 3.0 * 0.4) / 4.0));
    CHECK(input.jobs.concurrent == 8);
    w.training_frac = {0.0};
    CHECK(ramp_input(study, kHere, kTraining, axis).training_mw == 0.0);
}
