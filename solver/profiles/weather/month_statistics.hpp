// Monthly weather statistics at one place: those of the climate table, and some more for inspection.
#pragma once

#include <array>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"
#include "profiles/weather/wind_profile.hpp"

namespace decawatt::profiles {

struct WindStatistics {  // of the values of the intervals
    double height_m = 0.0, mean_m_per_s = 0.0, sd_m_per_s = 0.0;
    double weibull_shape = 0.0,
           weibull_scale_m_per_s = 0.0;  // with this mean and standard deviation; 0 if the latter is 0
};

// Means and standard deviations as docs/study_format.md states them for climate.csv: of whole days at the place's
// standard time. NaN if the weather lacks the variable; `wind` is empty without wind.
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

// Months of one place, over any number of years of weather. Days of all years are pooled, so that spreads include
// differences between years.
class MonthGatherer {
  public:
    // Wind is reported at `heights_m`, by wind_at_height; `shear` is the exponent for weather with wind at one height
    // only, commonly 1/7 over open land.
    MonthGatherer(std::vector<double> heights_m, double shear) : heights_m_(std::move(heights_m)), shear_(shear) {}

    // Adds the days of the weather that are complete at this UTC offset.
    void add(const WeatherYear& weather, std::size_t site, int utc_offset_s);

    // Months without a day have days = 0.
    std::array<MonthStatistics, model::kMonths> months() const;

  private:
    struct Sums {
        double count = 0.0, total = 0.0, squares = 0.0;
        void add(double value);
        double mean() const { return total / count; }  // NaN without values
        double sd() const;  // with the divisor n - 1; 0 for a single value, NaN without values
    };
    struct Month {
        Sums day_mean_deg_c, day_range_deg_c, humidity, ghi_kwh, dni_kwh, dhi_kwh;
        double least_deg_c = 0.0, most_deg_c = 0.0;
        std::vector<Sums> wind;
    };
    struct Source {
        const WeatherYear& weather;
        std::size_t site;
        std::vector<HubWind> winds;  // at heights_m_; empty without wind
    };
    void add_day(const Source& source, std::size_t first, std::size_t count, Month& month) const;

    std::vector<double> heights_m_;
    double shear_;
    std::array<Month, model::kMonths> months_;
};

}  // namespace decawatt::profiles
