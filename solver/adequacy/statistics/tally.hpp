// What many futures lost, in the mean, and how sure that is.
//
// The independent unit is the sampled future (a whole horizon), never the hour or the year. Amounts are rounded to
// whole Wh and W when a sample is added, and all sums are exact: however samples are grouped into blocks, threads,
// ranks, batches and parts, the same bits come out. The memory does not grow with the number of samples.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/statistics/distribution.hpp"
#include "adequacy/statistics/estimate.hpp"
#include "adequacy/statistics/loss.hpp"
#include "adequacy/statistics/state_buffer.hpp"
#include "adequacy/uncertainty/future.hpp"

namespace decawatt::adequacy {

// Per year: hours with loss (LOLE in hours), days with an hour of loss (LOLE in days: days counted, not the daily
// peak), events (LOLEv), energy in MWh (EUE); depth is the sum over events of their deepest hour, MW.
enum class Metric : std::size_t { hours, days, events, energy, depth };
inline constexpr std::size_t kMetrics = 5;

struct WorstSample {
    std::uint32_t sample = 0;
    std::uint64_t lost_wh = 0;  // of the place whose worst are kept, over the horizon
};

class Tally {
  public:
    Tally(std::size_t years, std::size_t places, std::size_t weathers, std::size_t worst_samples = 20,
          std::size_t worst_place = 0);

    void add(const Future& future, const LossRecord& record);
    void merge(const Tally& other);

    std::uint64_t samples() const { return samples_; }
    std::size_t years() const { return years_; }
    std::size_t places() const { return places_; }
    std::size_t weathers() const { return weathers_; }

    Estimate of(Metric metric, std::size_t year, std::size_t place) const;
    Estimate per_year(Metric metric, std::size_t place) const;  // mean year of the horizon
    Evidence evidence(Metric metric, std::size_t place) const;  // what `per_year` is made of
    Estimate per_year(const Evidence& evidence, Metric metric) const;

    // Mean over the events that begin in the year, or in the horizon: hours an event, MW in its deepest hour. NaN
    // where there was none.
    Estimate event_mean(Metric hours_or_depth, std::size_t year, std::size_t place) const;
    Estimate event_mean(Metric hours_or_depth, std::size_t place) const;

    // Mean of the years that drew a weather year; NaN where none did.
    double weather_mean(Metric metric, std::size_t place, std::size_t weather) const;
    std::uint64_t weather_draws(std::size_t weather) const;

    // Share of hours of the month and hour of the day in which the place lost load (LOLP), 12 × 24, with its error of
    // sampling; NaN in slots without hours.
    std::vector<Estimate> loss_probability(std::size_t place, std::span<const double> hours_of_slot) const;

    // Unserved energy over samples, Wh: of a year, and over the horizon.
    const Distribution& lost_wh(std::size_t year, std::size_t place) const;
    const Distribution& lost_wh(std::size_t place) const;

    const std::vector<WorstSample>& worst() const { return worst_; }  // the worst first

    // Plain words, for ranks, checkpoints and parts: the same tally comes back. The shape is the reader's to know.
    void put(StateWriter& out) const;
    void get(StateReader& in);
    StateBuffer numbers() const;

  private:
    struct Moments {
        Wide sum = 0, square = 0;
        void add(std::uint64_t value) { add_exactly(sum, value), add_exactly(square, Wide{value} * value); }
    };
    struct Products {  // with the number of events
        Wide hours = 0, depth = 0;
    };
    std::size_t cell(std::size_t year, std::size_t place, Metric metric) const {
        return (year * places_ + place) * kMetrics + static_cast<std::size_t>(metric);
    }
    Evidence evidence(Metric metric, std::size_t year, std::size_t place) const;
    void add_place(const Future& future, const LossRecord& record, std::size_t place);
    void keep_worst();

    std::size_t years_, places_, weathers_, worst_samples_, worst_place_;
    std::uint64_t samples_ = 0;
    std::vector<Moments> of_year_;              // (year × place) × metric
    std::vector<Moments> of_horizon_;           // place × metric; sums over the horizon
    std::vector<Products> products_;            // year × place, then place over the horizon
    std::vector<Wide> by_weather_;              // ((year × place) × metric) × weather: sums
    std::vector<std::uint64_t> weather_count_;  // year × weather
    std::vector<Moments> slot_hours_;           // place × 288
    std::vector<Distribution> lost_wh_;         // year × place, then place over the horizon
    std::vector<WorstSample> worst_;
};

}  // namespace decawatt::adequacy
