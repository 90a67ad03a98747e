// Outages through time: the hourly Markov chain of one cause, drawn sojourn by sojourn.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy {

inline constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

// Temperatures of one future at one place.
class Temperature {
  public:
    Temperature() = default;
    // weather: by year of the horizon; both live longer than this.
    Temperature(const WeatherLibrary& library, std::span<const WeatherIndex> weather, TemperatureIndex column)
        : library_(&library), weather_(weather), column_(column) {}

    std::int64_t end() const { return library_->first_hour(library_->years()); }  // of the horizon
    double deg_c(std::int64_t hour) const;                                        // hour < end()

  private:
    const WeatherLibrary* library_ = nullptr;
    std::span<const WeatherIndex> weather_;
    TemperatureIndex column_ = base::none<TemperatureIndex>;
};

// An outage model made ready to draw from.
class OutageTable {
  public:
    explicit OutageTable(const OutageModel& model);

    bool never_fails() const { return available_frac_.size() == 1; }
    bool has_choice() const { return available_frac_.size() > 2; }
    bool follows_temperature() const { return !factor_.empty(); }
    double available_frac(int state) const { return available_frac_[static_cast<std::size_t>(state)]; }
    int stationary_state(double uniform) const;
    int entered_state(double uniform) const;            // on leaving full availability
    double acceptance(double temperature_deg_c) const;  // rate of failure at a temperature / highest rate

    // Hours in a state, at least 1: geometric, P(n) = p (1 - p)^(n - 1). Of full availability: at the highest rate.
    std::int64_t sojourn_h(int state, double uniform) const {
        const double more_h = std::log(uniform) * inverse_log_stay_[static_cast<std::size_t>(state)];
        return more_h < kLongest ? 1 + static_cast<std::int64_t>(more_h) : kNever / 4;
    }

  private:
    static constexpr double kLongest = 1e15;
    // State 0 is full availability, then the off states.
    std::vector<double> available_frac_, inverse_log_stay_, stationary_, entered_;
    std::vector<double> temperature_deg_c_, factor_;
    double highest_factor_ = 1.0;
};

// The chain of one cause in one future.
class OutageChain {
  public:
    // Draws the state at hour 0 from the stationary distribution. The temperature is looked at only where the table
    // follows it.
    OutageChain(const OutageTable& table, const base::RandomStream& stream, const Temperature& temperature);

    double available_frac() const { return table_->available_frac(state_); }
    std::int64_t next_hour() const { return next_hour_; }  // of the next change of state
    void advance();                                        // to the state from next_hour() on

  private:
    double draw();  // the random numbers of the cause, in order
    void stay();    // draws the end of the sojourn that begins at next_hour_

    const OutageTable* table_;
    base::RandomStream stream_;
    Temperature temperature_;
    std::int64_t next_hour_ = 0;
    std::uint32_t drawn_ = 0;
    int state_ = 0;
    double spare_ = 0.0;  // the second number of the last pair, where `drawn_` is odd
};

}  // namespace decawatt::adequacy
