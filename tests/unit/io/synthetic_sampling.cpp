#include "tests/unit/io/synthetic_sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "base/random_stream.hpp"

namespace decawatt::test {

using namespace adequacy;

namespace {
constexpr std::array<std::int64_t, 12> kDaysOfMonth = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<double, 12> kRisk = {1.0, 0.7, 0.15, 0.03, 0.02, 0.1, 0.35, 0.45, 0.1, 0.03, 0.15, 0.8};
constexpr std::array<double, 3> kShare = {0.55, 0.3, 0.15};        // of the system's loss, by region
constexpr std::array<double, 3> kDemandMwh = {2.4e8, 1.3e8, 6e7};  // of a year
constexpr std::int64_t kDay = 24, kDaysOfYear = 365;
constexpr double kCenterOfRegion = 0.05, kCenterMwh = 1.2e6;

std::size_t month_of(std::int64_t day) {
    std::size_t month = 0;
    while (day >= kDaysOfMonth[month]) day -= kDaysOfMonth[month++];
    return month;
}

double weather_effect(std::size_t weather) {
    const base::RandomStream stream(31, base::Purpose::test, 0, 0);
    return std::exp(0.7 * stream.normals(weather)[0]);
}

// One day: nothing, or a peak of loss around the evening of winter, the late afternoon of summer.
class Day {
  public:
    Day(const base::RandomStream& draws, std::uint64_t day, double risk, bool summer) {
        if (draws.uniform(4 * day) >= risk) return;
        const auto normal = draws.normals(4 * day + 1), more = draws.normals(4 * day + 2);
        first_ = std::clamp<std::int64_t>((summer ? 16 : 18) + std::lround(normal[0]), 13, 21);
        count_ = std::clamp<std::int64_t>(1 + std::lround(std::abs(1.6 * normal[1])), 1, 24 - first_);
        depth_mw_ = 900.0 * std::exp(0.8 * more[0]) * std::sqrt(static_cast<double>(count_));
    }
    std::int64_t first() const { return first_; }
    std::int64_t count() const { return count_; }
    double lost_mw(std::int64_t hour) const {  // a hump over the event
        return depth_mw_ * std::sin(3.14159 * (static_cast<double>(hour) + 0.5) / static_cast<double>(count_));
    }

  private:
    std::int64_t first_ = 0, count_ = 0;
    double depth_mw_ = 0.0;
};

void add_hour(LossRecord& record, std::size_t year, std::int64_t hour, std::size_t slot, double lost_mw) {
    record.add(year, 0, hour, slot, lost_mw);
    for (std::size_t r = 0; r < kShare.size(); ++r) {
        const double region_mw = std::max(0.0, kShare[r] * lost_mw - 150.0 * static_cast<double>(r));
        if (region_mw <= 0.0) continue;
        record.add(year, 1 + r, hour, slot, region_mw);
        if (r == 0) record.add(year, 1 + kSyntheticNodes, hour, slot, kCenterOfRegion * region_mw);
    }
}

void fill(LossRecord& record, const Future& future) {
    const base::RandomStream draws(32, base::Purpose::test, future.sample, 0);
    for (std::size_t y = 0; y < kSyntheticYears; ++y) {
        const double effect =
            0.012 * weather_effect(base::at(future.weather[y])) * std::exp(0.12 * static_cast<double>(y));
        for (std::int64_t d = 0; d < kDaysOfYear; ++d) {
            const std::int64_t day = static_cast<std::int64_t>(y) * kDaysOfYear + d;
            const std::size_t month = month_of(d);
            const bool summer = month >= 5 && month <= 8;
            const Day of(draws, static_cast<std::uint64_t>(day), effect * kRisk[month], summer);
            for (std::int64_t h = 0; h < of.count(); ++h)
                add_hour(record, y, day * kDay + of.first() + h, month * 24 + static_cast<std::size_t>(of.first() + h),
                         of.lost_mw(h));
        }
    }
    record.finish();
}

Future draw(std::uint32_t sample) {
    const base::RandomStream draws(33, base::Purpose::test, sample, 0);
    Future future;
    future.sample = sample;
    for (std::size_t y = 0; y < kSyntheticYears; ++y)
        future.weather.push_back(static_cast<adequacy::WeatherIndex>(draws.uniform(y) * kSyntheticWeathers));
    return future;
}
}  // namespace

io::AdequacyReport synthetic_report() {
    io::AdequacyReport report;
    report.study = "synthetic";
    report.regions = {"capital", "coast", "island"};
    report.data_centers = {"hub", "campus"};
    report.nodes = kSyntheticNodes;
    report.utc_offset_s = 9 * 3600;
    report.begin_s = 1893423600;  // 2029-12-31T15:00:00Z
    report.hours_of_year.assign(kSyntheticYears, 8760.0);
    for (std::size_t y = 0; y < kSyntheticYears; ++y) {
        report.years.push_back(2030 + static_cast<std::int64_t>(y));
        report.demand_mwh.push_back(kDemandMwh[0] + kDemandMwh[1] + kDemandMwh[2]);
        std::ranges::copy(kDemandMwh, std::back_inserter(report.demand_mwh));
        report.demand_mwh.insert(report.demand_mwh.end(), {0.0, kCenterMwh, kCenterMwh});
    }
    for (const std::int64_t days : kDaysOfMonth)
        report.hours_of_slot.insert(report.hours_of_slot.end(), 24, static_cast<double>(days) * kSyntheticYears);
    for (std::int64_t w = 0; w < static_cast<std::int64_t>(kSyntheticWeathers); ++w)
        report.weather_years.push_back(2001 + w);
    return report;
}

Sampling start_synthetic(const SamplingSettings& settings) {
    return {
        .tally = Tally(kSyntheticShape.years, kSyntheticShape.places, kSyntheticShape.weathers, settings.worst_samples),
        .events = {},
        .convergence = {},
        .next_sample = settings.first_sample};
}

void run_synthetic_batch(const SamplingSettings& settings, Sampling& state) {
    const std::uint64_t last = settings.first_sample + settings.samples;
    const std::uint64_t end = std::min(last, state.next_sample + settings.batch);
    LossRecord record(kSyntheticShape.years, kSyntheticShape.places);
    state.batch_events.clear();
    for (; state.next_sample < end; ++state.next_sample) {
        const Future future = draw(static_cast<std::uint32_t>(state.next_sample));
        record.clear();
        fill(record, future);
        state.tally.add(future, record);
        for (Event event : record.events()) {
            event.sample = future.sample;
            state.events.push_back(event);
            state.batch_events.push_back(event);
        }
        state.event_count += record.events().size();
        keep_worst(state.events, settings.worst_events);
    }
    const std::uint64_t batch = (end + settings.batch - 1) / settings.batch;
    if (looks_after(settings, batch)) state.convergence.push_back({batch, state.tally.evidence(settings.metric, 0)});
    state.done = end == last;
}

Sampling run_synthetic(const SamplingSettings& settings) {
    Sampling state = start_synthetic(settings);
    while (!state.done) run_synthetic_batch(settings, state);
    return state;
}

}  // namespace decawatt::test
