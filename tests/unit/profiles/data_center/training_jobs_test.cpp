#include "profiles/data_center/training_jobs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr TrainingLevel kLevel{.level_frac = 0.78, .sd_frac = 0.04, .gap_frac = 0.05, .idle_frac = 0.23};

base::TimeAxis hours(std::int64_t count, int step_s = 3600) {
    return {.start_utc_s = 1'900'000'000, .step_s = step_s, .count = count};
}

std::vector<double> slot(const model::JobRules& jobs, const TrainingLevel& level, std::uint32_t year,
                         const base::TimeAxis& axis) {
    std::vector<double> power(static_cast<std::size_t>(axis.count), 0.0);
    add_job_slot({7, base::Purpose::workload, year, 0}, jobs, level, axis, 1.0, power);
    return power;
}

struct Moments {
    double sum = 0.0, square = 0.0, count = 0.0;
    void add(double x) { sum += x, square += x * x, count += 1.0; }
    double mean() const { return sum / count; }
    double sd() const { return std::sqrt(square / count - mean() * mean()); }
    double std_error() const { return sd() / std::sqrt(count); }
};
}  // namespace

TEST_CASE("checkpoints take the last minutes of each interval") {
    const model::JobRules jobs{.checkpoint_interval_h = 2.0, .checkpoint_minutes = 6.0};
    CHECK(checkpoint_s(jobs, 0.0) == 0.0);
    CHECK(checkpoint_s(jobs, 7200.0 - 360.0) == doctest::Approx(0.0));
    CHECK(checkpoint_s(jobs, 7200.0 - 180.0) == doctest::Approx(180.0));
    CHECK(checkpoint_s(jobs, 7200.0) == doctest::Approx(360.0));
    CHECK(checkpoint_s(jobs, 3.5 * 7200.0) == doctest::Approx(3.0 * 360.0));
}

TEST_CASE("level and share of gaps are those of the workload") {
    // Years are independent, so that their means give the standard error.
    const model::JobRules jobs{.mean_h = 60.0};
    const double expected = 0.95 * 0.78 + 0.05 * 0.23;
    Moments of_years, first_hours, gaps;
    constexpr std::uint32_t kYears = 600;
    for (std::uint32_t year = 0; year < kYears; ++year) {
        const std::vector<double> power = slot(jobs, kLevel, year, hours(8760));
        of_years.add(std::accumulate(power.begin(), power.end(), 0.0) / 8760.0);
        first_hours.add(power[0]);  // the process is stationary from the first instant
        gaps.add(static_cast<double>(std::ranges::count_if(power, [](double p) { return p < 0.23 + 1e-9; })) / 8760.0);
        CHECK(*std::ranges::max_element(power) <= 1.0);
        CHECK(*std::ranges::min_element(power) >= 0.23 - 1e-12);
    }
    CHECK(std::abs(of_years.mean() - expected) < 4.0 * of_years.std_error());
    CHECK(of_years.std_error() < 0.001);
    CHECK(std::abs(first_hours.mean() - expected) < 4.0 * first_hours.std_error());
    CHECK(first_hours.std_error() < 0.01);
    // Whole hours of idleness: of a gap of length G at any phase, max(0, G - 1) in the mean; with exponential lengths
    // of mean m that is m exp(-1/m).
    const double gap_h = 60.0 * 0.05 / 0.95;
    CHECK(std::abs(gaps.mean() - 0.05 * std::exp(-1.0 / gap_h)) < 4.0 * gaps.std_error());
    CHECK(gaps.std_error() < 0.001);
}

TEST_CASE("the spread is that of independent jobs") {
    // Variance of one slot at an instant: between jobs and within (1 - g) sd² + g (1 - g) (level - idle)².
    model::JobRules jobs{.checkpoint_minutes = 0.0};
    Moments at_noon;
    for (std::uint32_t year = 0; year < 4000; ++year) at_noon.add(slot(jobs, kLevel, year, hours(13, 60))[12]);
    const double variance = 0.95 * 0.04 * 0.04 + 0.05 * 0.95 * 0.55 * 0.55;
    // The variance's standard error from the fourth moment of a rare drop: 0.05 × 0.55^4 at most.
    const double std_error = std::sqrt((0.05 * std::pow(0.55, 4) - variance * variance) / 4000.0);
    CHECK(std::abs(at_noon.sd() * at_noon.sd() - variance) < 4.0 * std_error);
    CHECK(std_error < 0.1 * variance);
}

TEST_CASE("hourly means are exact: minutes average to hours, to rounding") {
    const model::JobRules jobs{.mean_h = 5.0, .checkpoint_interval_h = 1.3, .checkpoint_minutes = 7.0};
    TrainingLevel level = kLevel;
    level.gap_frac = 0.3;
    const std::vector<double> by_hour = slot(jobs, level, 3, hours(500)),
                              by_minute = slot(jobs, level, 3, hours(30'000, 60));
    double worst = 0.0;
    for (std::size_t t = 0; t < by_hour.size(); ++t) {
        const auto first = by_minute.begin() + static_cast<std::ptrdiff_t>(60 * t);
        worst = std::max(worst, std::abs(std::accumulate(first, first + 60, 0.0) / 60.0 - by_hour[t]));
    }
    CHECK(worst < 1e-12);
    CHECK(std::ranges::count_if(by_hour, [](double p) { return p < 0.23 + 1e-9; }) > 20);      // gaps
    CHECK(std::ranges::count_if(by_hour, [](double p) { return p > 0.25 && p < 0.6; }) > 20);  // starts and stops
}

TEST_CASE("the ends of the range") {
    TrainingLevel level = kLevel;
    level.gap_frac = 1.0;
    const std::vector<double> never = slot({}, level, 1, hours(100));
    CHECK(std::ranges::all_of(never, [](double p) { return std::abs(p - 0.23) < 1e-12; }));
    level.gap_frac = 0.0, level.sd_frac = 0.0;
    const std::vector<double> always = slot({.checkpoint_interval_h = 0.5}, level, 1, hours(100));
    CHECK(std::ranges::all_of(always, [](double p) { return std::abs(p - 0.78) < 0.03; }));
    CHECK(std::accumulate(always.begin(), always.end(), 0.0) / 100.0 == doctest::Approx(0.78).epsilon(1e-3));
}

TEST_CASE("workloads and data centres share no random numbers") {
    const auto power = [](std::size_t center, std::size_t workload, int year = 2018) {
        model::Study study;
        study.weather.seed = 7;
        return training_power_frac(study, static_cast<model::DataCenterIndex>(center),
                                   static_cast<model::WorkloadIndex>(workload), kLevel, year, hours(400));
    };
    CHECK(power(0, 256) != power(1, 0));  // eight bits alone would carry over to the next data centre
    CHECK(power(0, 256) != power(0, 0));
    CHECK(power(0, 512) != power(0, 256));
    CHECK(power(3, 255) != power(4, 255));
    CHECK(power(0, 256) == power(0, 256));
    CHECK_THROWS_AS(power(4096, 0), base::LogicError);
    // The slots of the first workloads keep their key.
    std::vector<double> first(400, 0.0);
    for (unsigned slot = 0; slot < 16; ++slot)
        add_job_slot({7, base::Purpose::workload, 2018, 2U << 20 | 5U << 12 | slot}, {}, kLevel, hours(400), 1.0 / 16,
                     first);
    CHECK(power(2, 5) == first);
}
