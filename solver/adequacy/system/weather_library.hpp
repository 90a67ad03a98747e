// Hourly loads and output fractions that are certain given the weather year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/system/indices.hpp"

namespace decawatt::adequacy {

// Loads by weather year, year of the horizon and column; output fractions and temperatures by weather year and column,
// on the hours of a leap year: common years skip its 29 February. In single precision: a decade of thirteen load
// columns under 200 weather years is 0.9 GB; the rounding error, 4e-3 MW at 50 GW, is a thousandth of the smallest
// unit.
class WeatherLibrary {
  public:
    struct Shape {
        std::size_t weathers = 1, regions = 0, centers = 0, resources = 0, temperatures = 0;
        std::vector<std::int64_t> hours_of_year = {};  // of the horizon
        std::vector<bool> is_leap = {};                // by year of the horizon; empty: no leap years
    };
    static constexpr std::int64_t kLeapHours = 8784, kLeapDay = 59 * 24;

    explicit WeatherLibrary(const Shape& shape);
    const Shape& shape() const { return shape_; }

    std::size_t weathers() const { return shape_.weathers; }
    std::size_t years() const { return shape_.hours_of_year.size(); }
    std::int64_t hours(std::size_t year) const { return first_hour_[year + 1] - first_hour_[year]; }
    std::int64_t first_hour(std::size_t year) const { return first_hour_[year]; }  // of the horizon

    // Month × 24 + hour of the day, local time, by hour of the horizon; zero until set.
    std::span<std::uint16_t> slots() { return slot_; }
    std::span<const std::uint16_t> slots() const { return slot_; }
    std::size_t slot(std::int64_t hour) const { return slot_[static_cast<std::size_t>(hour)]; }

    // Hours of one year, MW: loads of the nodes without data centres (zero for nodes beyond shape().regions), and of
    // the data centres.
    std::span<float> load_mw(WeatherIndex weather, std::size_t year, NodeIndex node);
    std::span<const float> load_mw(WeatherIndex weather, std::size_t year, NodeIndex node) const;
    std::span<float> center_mw(WeatherIndex weather, std::size_t year, CenterIndex center);
    std::span<const float> center_mw(WeatherIndex weather, std::size_t year, CenterIndex center) const;

    // Hours of a leap year.
    std::span<float> output_frac(WeatherIndex weather, ResourceIndex resource);
    std::span<const float> output_frac(WeatherIndex weather, ResourceIndex resource) const;
    std::span<float> temperature_deg_c(WeatherIndex weather, TemperatureIndex column);
    std::span<const float> temperature_deg_c(WeatherIndex weather, TemperatureIndex column) const;

    // The position of an hour of a year on the hours of a leap year, and the first later hour of the year that is not
    // contiguous with it there (the end of the year, or of 28 February).
    std::int64_t leap_hour(std::size_t year, std::int64_t hour) const;
    std::int64_t piece_end(std::size_t year, std::int64_t hour) const;

  private:
    std::size_t load_start(WeatherIndex weather, std::size_t year, std::size_t column) const;
    std::size_t weather_start(WeatherIndex weather, std::size_t column) const;

    Shape shape_;
    std::vector<std::int64_t> first_hour_;
    std::vector<std::uint16_t> slot_;
    std::vector<float> load_, weather_, no_load_;
};

}  // namespace decawatt::adequacy
