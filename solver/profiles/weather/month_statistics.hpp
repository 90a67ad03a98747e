// What a month of weather is like at one place, in numbers: those of the climate table, and a few more to look at.
#pragma once

#include <array>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"
#include "profiles/weather/wind_profile.hpp"

namespace decawatt::profiles {

struct WindStatistics {  // of the values of the intervals
    double height_m = 0.0, mean_m_per_s = 0.0, sd_m_per_s = 0.0;
    double weibull_shape = 0.0, weibull_scale_m_per_s = 0.0;  // with this mean and spread; 0 where it has no spread
};

// Means and standard deviations as docs/study_format.md states them for climate.csv: of days at the place's standard
// time, whole days only. NaN where the weather lacks the variable; no wind where it has none.
struct MonthStatistics {
    int days = 0;
    double temperature_mean_deg_c = 0.0, temperature_least_deg_c = 0.0, temperature_most_deg_c = 0.0;
    double temperature_day_sd_deg_c = 0.0;         // of daily means about the mean of the month
    double temperature_diurnal_range_deg_c = 0.0;  // mean of daily maximum less minimum
    double relative_humidity_mean_frac = 0.0;
    double ghi_mean_kwh_per_m2_day = 0.0, ghi_day_sd_kwh_per_m2_day = 0.0;  // of daily sums
    double dni_mean_kwh_per_m2_day = 0.0, dhi_mean_kwh_per_m2_day = 0.0;
    std::vector<WindStatistics> wind;  // the heights requested
};

// Months of one place, over any number of years of weather. Days of different years count alike, so that spreads hold
// what differs between years.
class MonthGatherer {
  public:
    // Wind is reported at `heights_m`, by wind_at_height; `shear` is the exponent of weather with wind at one height
    // alone, for which 1/7 is the common assumption over open land.
    MonthGatherer(std::vector<double> heights_m, double shear) : heights_m_(std::move(heights_m)), shear_(shear) {}

    // Days of the weather that are there from end to end at this offset.
    void add(const WeatherYear& weather, std::size_t site, int utc_offset_s);

    // Months without a day have days = 0.
    std::array<MonthStatistics, model::kMonths> months() const;

  private:
    struct Sums {
        double count = 0.0, total = 0.0, squares = 0.0;
        void add(double value);
        double mean() const { return total / count; }  // NaN of none
        double sd() const;                             // with the n - 1 of a sample; 0 of a single value, NaN of none
    };
    struct Month {
        Sums day_mean_deg_c, day_range_deg_c, humidity, ghi_kwh, dni_kwh, dhi_kwh;
        double least_deg_c = 0.0, most_deg_c = 0.0;
        std::vector<Sums> wind;
    };
    struct Source {
        const WeatherYear& weather;
        std::size_t site;
        std::vector<HubWind> winds;  // at heights_m_; none where the weather has none
    };
    void add_day(const Source& source, std::size_t first, std::size_t count, Month& month) const;

    std::vector<double> heights_m_;
    double shear_;
    std::array<Month, model::kMonths> months_;
};

}  // namespace decawatt::profiles
