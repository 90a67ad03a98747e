// What many futures lost, in the mean, and how sure that is.
//
// The independent unit is the sampled future (a whole horizon), never the hour or the year. Sums are merged in the
// order of blocks of samples, so that they have the same bits for any number of threads and ranks.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/simulate.hpp"
#include "adequacy/statistics/loss.hpp"

namespace decawatt::adequacy {

enum class Metric : std::size_t { hours, days, events, energy };
inline constexpr std::size_t kMetrics = 4;

// A mean and its standard errors.
struct Estimate {
    double mean = 0.0;
    double error = 0.0;        // given the library of weather years
    double error_total = 0.0;  // with the library itself a draw: error^2 + variance between its years' means / its size
};

class Tally {
  public:
    Tally(std::size_t years, std::size_t places, std::size_t weathers);

    void add(const Future& future, const LossRecord& record);
    void merge(const Tally& later);

    std::uint64_t samples() const { return samples_; }
    std::size_t years() const { return years_; }
    std::size_t places() const { return places_; }

    // Per year: hours (LOLE), days with an hour of loss, events (LOLEv), MWh (EUE).
    Estimate of(Metric metric, std::size_t year, std::size_t place) const;
    Estimate per_year(Metric metric, std::size_t place) const;  // mean year of the horizon

    // Share of hours of the month and hour of the day in which the place lost load (LOLP), 12 × 24.
    std::vector<double> loss_probability(std::size_t place, std::span<const double> hours_of_slot) const;

    // Unserved energy of the system in each sample, MWh a year, in the order of samples.
    std::span<const double> energy_of_samples() const { return energy_of_samples_; }

    // Plain numbers, for checkpoints and parts: the same tally comes back.
    std::vector<double> numbers() const;
    static Tally of_numbers(std::size_t years, std::size_t places, std::size_t weathers, std::span<const double> all);

  private:
    struct Moments {
        double sum = 0.0, square = 0.0;
        void add(double value) { sum += value, square += value * value; }
    };
    Estimate estimate(const Moments& moments, std::span<const double> by_weather, std::span<const double> counts,
                      double scale) const;

    std::size_t years_, places_, weathers_;
    std::uint64_t samples_ = 0;
    std::vector<Moments> of_year_;       // (year × place) × metric
    std::vector<Moments> of_horizon_;    // place × metric; sums over the horizon
    std::vector<double> by_weather_;     // ((year × place) × metric) × weather: sums
    std::vector<double> weather_count_;  // year × weather
    std::vector<double> slot_hours_;     // place × 288
    std::vector<double> energy_of_samples_;
};

// Conditional value at risk: the mean of the worst (1 - level) of the values, an atom at the quantile counted in part
// (Rockafellar and Uryasev, "Conditional value-at-risk for general loss distributions", Journal of Banking and Finance
// 26, 2002, proposition 8).
double conditional_value_at_risk(std::span<const double> values, double level);

}  // namespace decawatt::adequacy
