#include "profiles/generator/weather_scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "profiles/generator/site_correlation.hpp"

namespace decawatt::profiles {

namespace {
using base::Purpose;
using base::RandomStream;

constexpr int kSpinUpH = 720;  // 17 times the longest memory: the start is forgotten to 1e-7
constexpr double kMidsummerDay = 200.0, kMeanYearD = 365.25;

// Correlation of the innovations of clearness with those of temperature, by season, and of wind. Assumptions: clear
// summer days are hot and clear winter days are cold (Siberian high); the wind figure gives the -.2 between daily
// clearness and wind of the measured years.
constexpr double kClearnessTemperatureMean = 0.05, kClearnessTemperatureSwing = 0.35, kClearnessWind = -0.17;

enum Process : std::size_t {
    temperature_slow,
    temperature_fast,
    wind_slow,
    wind_fast,
    cloud,
    flicker,
    humidity,
    process_count
};

// One unit-variance AR(1) process at every site: x <- phi x + sqrt(1 - phi^2) e.
struct Regression {
    SiteCorrelation between_sites;
    double lag1 = 0.0;
    std::vector<double> innovation, state;

    Regression(const model::Sites& sites, double length_km, double lag_1)
        : between_sites(sites, length_km), lag1(lag_1), innovation(sites.name.size()), state(sites.name.size()) {}

    void step() {
        const double fresh = std::sqrt(1.0 - lag1 * lag1);
        for (std::size_t s = 0; s < state.size(); ++s) state[s] = lag1 * state[s] + fresh * innovation[s];
    }
};

std::vector<Regression> make_processes(const model::Sites& sites) {
    const CorrelationLengths length;
    std::vector<Regression> all;
    all.reserve(process_count);
    all.emplace_back(sites, length.temperature_km, persistence(1.0, kTemperatureSlowMemoryH));
    all.emplace_back(sites, length.temperature_km, persistence(1.0, kTemperatureFastMemoryH));
    all.emplace_back(sites, length.wind_slow_km, persistence(1.0, kWindSlowMemoryH));
    all.emplace_back(sites, length.wind_fast_km, persistence(1.0, kWindFastMemoryH));
    all.emplace_back(sites, length.cloud_km, persistence(1.0, kCloudMemoryH));
    all.emplace_back(sites, length.flicker_km, kFlickerLag1);
    all.emplace_back(sites, length.humidity_km, persistence(1.0, kHumidityMemoryH));
    return all;
}

// Independent normals of one hour, two from each stream, keyed by (seed, purpose, weather year, site).
void draw(std::vector<Regression>& process, std::uint32_t seed, std::uint32_t weather_year, std::uint64_t hour) {
    for (std::size_t s = 0; s < process[cloud].innovation.size(); ++s) {
        const auto site = static_cast<std::uint32_t>(s);
        const auto pair = [&](Purpose purpose, std::uint64_t position) {
            return RandomStream(seed, purpose, weather_year, site).normals(position);
        };
        const auto t = pair(Purpose::weather_temperature, 2 * hour), w = pair(Purpose::weather_wind, hour);
        const auto c = pair(Purpose::weather_clearness, hour);
        process[temperature_slow].innovation[s] = t[0];
        process[temperature_fast].innovation[s] = t[1];
        process[wind_slow].innovation[s] = w[0];
        process[wind_fast].innovation[s] = w[1];
        process[cloud].innovation[s] = c[0];
        process[flicker].innovation[s] = c[1];
        process[humidity].innovation[s] = pair(Purpose::weather_temperature, 2 * hour + 1)[0];
    }
}

void couple(std::vector<double>& follower, const std::vector<double>& leader, double correlation) {
    const double own = std::sqrt(1.0 - correlation * correlation);
    for (std::size_t s = 0; s < follower.size(); ++s) follower[s] = correlation * leader[s] + own * follower[s];
}

void advance(std::vector<Regression>& process, double day) {
    for (Regression& p : process) p.between_sites.apply(p.innovation);
    const double season = std::cos(2.0 * std::numbers::pi * (day - kMidsummerDay) / kMeanYearD);
    const double with_temperature = kClearnessTemperatureMean + kClearnessTemperatureSwing * season;
    couple(process[temperature_slow].innovation, process[cloud].innovation, with_temperature);
    couple(process[wind_slow].innovation, process[cloud].innovation, kClearnessWind);
    couple(process[wind_fast].innovation, process[cloud].innovation, kClearnessWind);
    for (Regression& p : process) p.step();
}

void record(const std::vector<Regression>& process, std::size_t hour, WeatherScores& scores) {
    const auto blend = [](double share, double slow, double fast) {
        return std::sqrt(share) * slow + std::sqrt(1.0 - share) * fast;
    };
    const double day_sd = std::sqrt(variance_of_mean(process[cloud].lag1, base::kHoursPerDay));
    for (std::size_t s = 0; s < scores.wind.entities(); ++s) {
        scores.temperature(hour, s) =
            blend(kTemperatureSlowShare, process[temperature_slow].state[s], process[temperature_fast].state[s]);
        scores.wind(hour, s) = blend(kWindSlowShare, process[wind_slow].state[s], process[wind_fast].state[s]);
        scores.humidity(hour, s) = process[humidity].state[s];
        scores.flicker(hour, s) = process[flicker].state[s];
        scores.cloud_day(hour / base::kHoursPerDay, s) += process[cloud].state[s] / (base::kHoursPerDay * day_sd);
    }
}

void draw_year_anomalies(const model::Sites& sites, std::uint32_t seed, std::uint32_t weather_year,
                         WeatherScores& scores) {
    // Bounded at 2.5, so that a year's factor stays symmetric about 1 and positive.
    constexpr double kBound = 2.5;
    const SiteCorrelation between_sites(sites, CorrelationLengths{}.year_km);
    std::vector<double> t, w, c;
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        const RandomStream stream(seed, Purpose::weather_year, weather_year, static_cast<std::uint32_t>(s));
        const auto first = stream.normals(0), second = stream.normals(1);
        t.push_back(first[0]), w.push_back(first[1]), c.push_back(second[0]);
    }
    for (std::vector<double>* anomaly : {&t, &w, &c}) {
        between_sites.apply(*anomaly);
        for (double& value : *anomaly) value = std::clamp(value, -kBound, kBound);
    }
    scores.year_temperature = t, scores.year_wind = w, scores.year_clearness = c;
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

WeatherScores draw_scores(const model::Sites& sites, std::uint32_t seed, int weather_year, int day_count) {
    base::expects(weather_year >= 1, "weather years count from 1");
    const auto sample = static_cast<std::uint32_t>(weather_year);
    const std::size_t site_count = sites.name.size(), days = static_cast<std::size_t>(day_count),
                      hours = days * base::kHoursPerDay;
    const base::Series hourly(hours, site_count);
    WeatherScores scores{hourly, hourly, hourly, hourly, base::Series(days, site_count), {}, {}, {}};
    std::vector<Regression> process = make_processes(sites);
    for (std::size_t step = 0; step < kSpinUpH + hours; ++step) {
        draw(process, seed, sample, step);
        advance(process, (static_cast<double>(step) - kSpinUpH) / base::kHoursPerDay);
        if (step >= kSpinUpH) record(process, step - kSpinUpH, scores);
    }
    draw_year_anomalies(sites, seed, sample, scores);
    return scores;
}

}  // namespace decawatt::profiles
