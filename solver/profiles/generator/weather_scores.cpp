#include "profiles/generator/weather_scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "base/error.hpp"
#include "base/random_stream.hpp"

namespace decawatt::profiles {

namespace {
using base::Purpose;
using base::RandomStream;

constexpr std::size_t kDayHours = base::kHoursPerDay, kHours = kScoreDays * kDayHours;
constexpr std::size_t kSpinUpH = 720;  // six times the longest memory allowed, so that the initial state has decayed
constexpr std::size_t kSteps = kSpinUpH + kHours + kDayHours / 2;  // half a day more for centred means
constexpr double kMidsummerDay = 200.0, kMeanYearD = 365.25;

// follower <- r leader + sqrt(1 - r^2) follower
void couple_hour(double& follower, double leader, double correlation, double own) {
    follower = correlation * leader + own * follower;
}

double own_part(double correlation) {
    return std::sqrt(1.0 - correlation * correlation);
}

// Each position of a stream has a pair of numbers: hour 2i uses the first of pair i, hour 2i + 1 the second.
void fill_hours(const RandomStream& stream, std::span<double> out, std::vector<double>& work) {
    const std::size_t half = (out.size() + 1) / 2;
    work.resize(2 * half);
    const std::span<double> all(work);
    stream.fill_normals(1, all.first(half), all.last(half));
    for (std::size_t t = 0; t < out.size(); ++t) out[t] = work[t % 2 * half + t / 2];
}
}  // namespace

double persistence(double lag_h, double memory_h) {
    return std::exp(-lag_h / memory_h);
}

double variance_of_mean(double lag1, int count) {
    double sum = count;
    for (int lag = 1; lag < count; ++lag) sum += 2.0 * (count - lag) * std::pow(lag1, lag);
    return sum / (static_cast<double>(count) * count);
}

ScoreGenerator::ScoreGenerator(const model::Sites& sites, const model::ClimateMemory& memory)
    : memory_(memory), site_count_(sites.name.size()), year_between_sites_(SitePlane(sites), memory.year) {
    const SitePlane plane(sites);
    for (const model::Reach& reach : {memory.temperature, memory.temperature, memory.wind_slow, memory.wind_fast,
                                      memory.clearness, memory.flicker, memory.humidity})
        between_sites_.emplace_back(plane, reach);
    lag1_ = {persistence(1.0, memory.temperature_slow_memory_h), persistence(1.0, memory.temperature_fast_memory_h),
             persistence(1.0, memory.wind_slow_memory_h),        persistence(1.0, memory.wind_fast_memory_h),
             persistence(1.0, memory.clearness_memory_h),        memory.flicker_lag1,
             persistence(1.0, memory.humidity_memory_h)};
}

// Independent normals, keyed by (seed, purpose, weather year, site) and positioned by the hour.
ScoreGenerator::Columns ScoreGenerator::draw_innovations(std::uint32_t seed, std::uint32_t weather_year) const {
    Columns normals;
    for (auto& column : normals) column.resize(kSteps * site_count_);
    std::vector<double> work;
    for (std::size_t s = 0; s < site_count_; ++s) {
        const auto stream = [&](Purpose purpose) {
            return RandomStream(seed, purpose, weather_year, static_cast<std::uint32_t>(s));
        };
        const auto column = [&](Process p) { return std::span(normals[p]).subspan(s * kSteps, kSteps); };
        stream(Purpose::weather_temperature).fill_normals(2, column(temperature_slow), column(temperature_fast));
        stream(Purpose::weather_wind).fill_normals(1, column(wind_slow), column(wind_fast));
        stream(Purpose::weather_clearness).fill_normals(1, column(cloud), column(flicker));
        fill_hours(stream(Purpose::weather_humidity), column(humidity), work);
    }
    return normals;
}

void ScoreGenerator::couple(Columns& innovation) const {
    const double with_wind = memory_.clearness_wind, own_wind = own_part(with_wind);
    for (std::size_t day = 0; day * kDayHours < kSteps; ++day) {
        const double date = static_cast<double>(day) - static_cast<double>(kSpinUpH / kDayHours) + 0.5;
        const double season = std::cos(2.0 * std::numbers::pi * (date - kMidsummerDay) / kMeanYearD);
        const double warm = memory_.clearness_temperature_mean + memory_.clearness_temperature_swing * season;
        const double own_warm = own_part(warm);
        const std::size_t end = std::min(kSteps, (day + 1) * kDayHours);
        for (std::size_t s = 0; s < site_count_; ++s)
            for (std::size_t i = s * kSteps + day * kDayHours; i < s * kSteps + end; ++i) {
                const double clear = innovation[cloud][i];
                couple_hour(innovation[temperature_slow][i], clear, warm, own_warm);
                couple_hour(innovation[wind_slow][i], clear, with_wind, own_wind);
                couple_hour(innovation[wind_fast][i], clear, with_wind, own_wind);
            }
    }
}

// x <- phi x + sqrt(1 - phi^2) e, from x = e, in place.
void ScoreGenerator::regress(Columns& innovation) const {
    for (std::size_t p = 0; p < kProcesses; ++p) {
        const double lag1 = lag1_[p], fresh = own_part(lag1);
        for (std::size_t s = 0; s < site_count_; ++s) {
            const auto x = std::span(innovation[p]).subspan(s * kSteps, kSteps);
            double state = x[0];
            for (std::size_t t = 1; t < kSteps; ++t) x[t] = state = lag1 * state + fresh * x[t];
        }
    }
}

WeatherScores ScoreGenerator::recorded(const Columns& state) const {
    const base::Series hourly(kHours, site_count_);
    WeatherScores scores{hourly, hourly, hourly, hourly, hourly, base::Series(kScoreDays, site_count_), {}, {}, {}};
    const double warm_slow = std::sqrt(memory_.temperature_slow_share_frac),
                 warm_fast = std::sqrt(1.0 - memory_.temperature_slow_share_frac);
    const double wind_of_slow = std::sqrt(memory_.wind_slow_share_frac),
                 wind_of_fast = std::sqrt(1.0 - memory_.wind_slow_share_frac);
    const double per_hour = 1.0 / (kDayHours * std::sqrt(variance_of_mean(lag1_[cloud], kDayHours)));
    std::vector<double> warmth(kSteps);
    for (std::size_t s = 0; s < site_count_; ++s) {
        const auto of = [&](Process p) { return std::span(state[p]).subspan(s * kSteps, kSteps); };
        const auto ts = of(temperature_slow), tf = of(temperature_fast), vs = of(wind_slow), vf = of(wind_fast),
                   clouds = of(cloud);
        for (std::size_t t = 0; t < kSteps; ++t) warmth[t] = warm_slow * ts[t] + warm_fast * tf[t];
        const auto wind = scores.wind.of(s), warm = scores.temperature.of(s), smooth = scores.temperature_smooth.of(s);
        for (std::size_t t = 0; t < kHours; ++t)
            wind[t] = wind_of_slow * vs[kSpinUpH + t] + wind_of_fast * vf[kSpinUpH + t];
        std::copy_n(warmth.begin() + kSpinUpH, kHours, warm.begin());
        std::copy_n(of(humidity).begin() + kSpinUpH, kHours, scores.humidity.of(s).begin());
        std::copy_n(of(flicker).begin() + kSpinUpH, kHours, scores.flicker.of(s).begin());
        double window = 0.0;  // sum of 24 hours, 12 of them before t
        for (std::size_t t = kSpinUpH - kDayHours / 2; t < kSpinUpH + kDayHours / 2; ++t) window += warmth[t];
        for (std::size_t t = 0; t < kHours; ++t) {
            smooth[t] = window / kDayHours;
            if (t + 1 < kHours) window += warmth[kSpinUpH + t + kDayHours / 2] - warmth[kSpinUpH + t - kDayHours / 2];
        }
        for (std::size_t d = 0; d < kScoreDays; ++d) {
            double sum = 0.0;
            for (std::size_t h = 0; h < kDayHours; ++h) sum += clouds[kSpinUpH + d * kDayHours + h];
            scores.cloud_day(d, s) = sum * per_hour;
        }
    }
    return scores;
}

void ScoreGenerator::draw_year_anomalies(std::uint32_t seed, std::uint32_t weather_year, WeatherScores& scores) const {
    // Bounded at 2.5, so that a year's factor stays symmetric about 1 and positive.
    constexpr double kBound = 2.5;
    std::vector<double> t, w, c;
    for (std::size_t s = 0; s < site_count_; ++s) {
        const RandomStream stream(seed, Purpose::weather_year, weather_year, static_cast<std::uint32_t>(s));
        const auto first = stream.normals(0), second = stream.normals(1);
        t.push_back(first[0]), w.push_back(first[1]), c.push_back(second[0]);
    }
    for (std::vector<double>* anomaly : {&t, &w, &c}) {
        year_between_sites_.apply(*anomaly, 1);
        for (double& value : *anomaly) value = std::clamp(value, -kBound, kBound);
    }
    scores.year_temperature = t, scores.year_wind = w, scores.year_clearness = c;
}

WeatherScores ScoreGenerator::draw(std::uint32_t seed, int weather_year) const {
    base::expects(weather_year >= 1, "weather years count from 1");
    const auto sample = static_cast<std::uint32_t>(weather_year);
    Columns columns = draw_innovations(seed, sample);
    for (std::size_t p = 0; p < kProcesses; ++p) between_sites_[p].apply(columns[p], kSteps);
    couple(columns);
    regress(columns);
    WeatherScores scores = recorded(columns);
    draw_year_anomalies(seed, sample, scores);
    return scores;
}

}  // namespace decawatt::profiles
