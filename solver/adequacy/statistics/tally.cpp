#include "adequacy/statistics/tally.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
double value_of(const Loss& loss, Metric metric) {
    switch (metric) {
        case Metric::hours:
            return loss.hours;
        case Metric::days:
            return loss.days;
        case Metric::events:
            return loss.events;
        case Metric::energy:
            break;
    }
    return loss.energy_mwh;
}

void add_to(std::vector<double>& sum, const std::vector<double>& more) {
    std::ranges::transform(sum, more, sum.begin(), std::plus{});
}
}  // namespace

Tally::Tally(std::size_t years, std::size_t places, std::size_t weathers)
    : years_(years),
      places_(places),
      weathers_(weathers),
      of_year_(years * places * kMetrics),
      of_horizon_(places * kMetrics),
      by_weather_(years * places * kMetrics * weathers),
      weather_count_(years * weathers),
      slot_hours_(places * kSlots) {}

void Tally::add(const Future& future, const LossRecord& record) {
    ++samples_;
    for (std::size_t y = 0; y < years_; ++y) weather_count_[y * weathers_ + future.weather[y]] += 1.0;
    for (std::size_t place = 0; place < places_; ++place)
        for (std::size_t m = 0; m < kMetrics; ++m) {
            double horizon = 0.0;
            for (std::size_t y = 0; y < years_; ++y) {
                const std::size_t cell = (y * places_ + place) * kMetrics + m;
                const double value = value_of(record.of(y, place), static_cast<Metric>(m));
                of_year_[cell].add(value);
                by_weather_[cell * weathers_ + future.weather[y]] += value;
                horizon += value;
            }
            of_horizon_[place * kMetrics + m].add(horizon);
            if (place == 0 && static_cast<Metric>(m) == Metric::energy)
                energy_of_samples_.push_back(horizon / static_cast<double>(years_));
        }
    add_to(slot_hours_, record.slot_hours());
}

void Tally::merge(const Tally& later) {
    base::expects(years_ == later.years_ && places_ == later.places_ && weathers_ == later.weathers_,
                  "tallies of one study");
    const auto add_moments = [](std::vector<Moments>& sum, const std::vector<Moments>& more) {
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i].sum += more[i].sum, sum[i].square += more[i].square;
    };
    samples_ += later.samples_;
    add_moments(of_year_, later.of_year_);
    add_moments(of_horizon_, later.of_horizon_);
    add_to(by_weather_, later.by_weather_);
    add_to(weather_count_, later.weather_count_);
    add_to(slot_hours_, later.slot_hours_);
    energy_of_samples_.insert(energy_of_samples_.end(), later.energy_of_samples_.begin(),
                              later.energy_of_samples_.end());
}

// by_weather and counts: sums and how many of them, by weather year; scale turns sums into a mean year.
Estimate Tally::estimate(const Moments& moments, std::span<const double> by_weather, std::span<const double> counts,
                         double scale) const {
    if (samples_ < 2) return {samples_ == 0 ? 0.0 : scale * moments.sum, 0.0, 0.0};
    const auto n = static_cast<double>(samples_);
    const double mean = moments.sum / n;
    const double variance = std::max(0.0, (moments.square - n * mean * mean) / (n - 1.0));
    Estimate estimate{scale * mean, scale * std::sqrt(variance / n), 0.0};
    // One-way analysis of variance: what the means of weather years differ by beyond the chance of their few samples.
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    const double grand = std::accumulate(by_weather.begin(), by_weather.end(), 0.0) / total;
    double between = 0.0, squares = 0.0, groups = 0.0;
    for (std::size_t w = 0; w < weathers_; ++w) {
        if (counts[w] == 0.0) continue;
        const double difference = by_weather[w] / counts[w] - grand;
        between += counts[w] * difference * difference;
        squares += counts[w] * counts[w];
        groups += 1.0;
    }
    double library = 0.0;
    if (groups > 1.0 && total > groups) {
        const double size = (total - squares / total) / (groups - 1.0);
        const double draws = total / n;          // a horizon draws several weather years
        const double of_one = variance / draws;  // of one drawn year: within and between weather years together
        if (size > 1.0) library = std::max(0.0, (between / (groups - 1.0) - of_one) / (size - 1.0));
        library *= draws * draws / static_cast<double>(weathers_);  // the library is the same in all of them
    }
    estimate.error_total = std::sqrt(estimate.error * estimate.error + scale * scale * library);
    return estimate;
}

Estimate Tally::of(Metric metric, std::size_t year, std::size_t place) const {
    const std::size_t cell = (year * places_ + place) * kMetrics + static_cast<std::size_t>(metric);
    return estimate(of_year_[cell], std::span(by_weather_).subspan(cell * weathers_, weathers_),
                    std::span(weather_count_).subspan(year * weathers_, weathers_), 1.0);
}

Estimate Tally::per_year(Metric metric, std::size_t place) const {
    std::vector<double> sums(weathers_), counts(weathers_);
    for (std::size_t y = 0; y < years_; ++y) {
        const std::size_t cell = (y * places_ + place) * kMetrics + static_cast<std::size_t>(metric);
        for (std::size_t w = 0; w < weathers_; ++w) {
            sums[w] += by_weather_[cell * weathers_ + w];
            counts[w] += weather_count_[y * weathers_ + w];
        }
    }
    return estimate(of_horizon_[place * kMetrics + static_cast<std::size_t>(metric)], sums, counts,
                    1.0 / static_cast<double>(years_));
}

std::vector<double> Tally::loss_probability(std::size_t place, std::span<const double> hours_of_slot) const {
    std::vector<double> probability(kSlots);
    for (std::size_t s = 0; s < kSlots; ++s)
        if (hours_of_slot[s] > 0.0 && samples_ > 0)
            probability[s] = slot_hours_[place * kSlots + s] / (hours_of_slot[s] * static_cast<double>(samples_));
    return probability;
}

std::vector<double> Tally::numbers() const {
    std::vector<double> all = {static_cast<double>(samples_)};
    const auto put = [&](std::span<const double> values) { all.insert(all.end(), values.begin(), values.end()); };
    for (const auto* moments : {&of_year_, &of_horizon_})
        for (const Moments& m : *moments) all.push_back(m.sum), all.push_back(m.square);
    put(by_weather_);
    put(weather_count_);
    put(slot_hours_);
    put(energy_of_samples_);
    return all;
}

Tally Tally::of_numbers(std::size_t years, std::size_t places, std::size_t weathers, std::span<const double> all) {
    Tally tally(years, places, weathers);
    const std::size_t fixed = 1 + 2 * (tally.of_year_.size() + tally.of_horizon_.size()) + tally.by_weather_.size() +
                              tally.weather_count_.size() + tally.slot_hours_.size();
    base::expects(all.size() >= fixed, "a tally's numbers are all there");
    tally.samples_ = static_cast<std::uint64_t>(all[0]);
    base::expects(all.size() == fixed + tally.samples_, "a tally's numbers are all there");
    std::size_t at = 1;
    for (auto* moments : {&tally.of_year_, &tally.of_horizon_})
        for (Moments& m : *moments) m.sum = all[at++], m.square = all[at++];
    for (auto* values : {&tally.by_weather_, &tally.weather_count_, &tally.slot_hours_})
        for (double& value : *values) value = all[at++];
    tally.energy_of_samples_.assign(all.begin() + static_cast<std::ptrdiff_t>(at), all.end());
    return tally;
}

double conditional_value_at_risk(std::span<const double> values, double level) {
    base::expects(!values.empty() && level >= 0.0 && level < 1.0, "a level below 1 and a value at least");
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted, std::greater{});
    const double tail = (1.0 - level) * static_cast<double>(sorted.size());  // how many values, with a part of one
    double sum = 0.0, left = tail;
    for (const double value : sorted) {
        const double share = std::min(1.0, left);
        sum += share * value;
        left -= share;
        if (left <= 0.0) break;
    }
    return sum / tail;
}

}  // namespace decawatt::adequacy
