// The climate of temperature at a site: what is normal on each day and hour, and how far the weather strays from it.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/weather/month_curve.hpp"

namespace decawatt::profiles {

// Mean solar time in hours, 0..24, at the middle of the hour that starts at `instant`.
double mean_solar_hour(base::UtcSeconds instant, double longitude_deg);

// Zero-mean daily cycle of temperature with a range of 1: half a cosine up from 5:30 to 14:30 mean solar time, half a
// cosine down through the night. Hours of rise and fall are assumptions near the observed ones (maximum about 15 h on
// Korean clocks).
double diurnal_shape(double solar_hour);

// The hourly score z of temperature, roughened or smoothed: x = m + r (z - m), m its centred mean over 24 hours.
// Roughness r = 1 leaves z, 0 leaves only what goes from day to day. Variances of hourly x, of its daily means, and the
// mean of its daily range, in units of z.
class ScoreRoughness {
  public:
    explicit ScoreRoughness(const model::ClimateMemory& memory);
    double variance(double roughness) const;
    double day_variance(double roughness) const;
    double day_range(double roughness) const;

  private:
    double day_, day_with_smooth_, smooth_day_,
        with_smooth_;  // variances and covariances of z, m and their daily means
};

// T(t) = mean(day) + sd(day) x(t) + range(day) shape(solar hour).
//
// The climate table states the spread of daily means about the month's mean and the mean of daily maximum minus
// minimum. From the first go the season's drift within the month and the spread between years; what is left, over the
// sd of a daily mean of x, is sd. From the second goes what x moves within a day: mean range of both together
// = sd ((range/sd)^1.8 + g^1.8)^(1/1.8), g the range of x alone, within 3 % (simulated); at least half of the stated
// range stays with the daily cycle: where z itself moves too much for that (coasts in winter), the roughness of x falls
// below 1.
class TemperatureClimate {
  public:
    TemperatureClimate(const model::Sites& sites, model::SiteIndex site, const model::ClimateMemory& memory, int year);

    double mean_deg_c(double day) const { return mean_.at(day); }
    double anomaly_sd_deg_c(double day) const;     // the factor of x
    double diurnal_range_deg_c(double day) const;  // of the mean daily cycle

    // At the noons of the year's days.
    const std::vector<double>& means_deg_c() const { return noon_mean_; }
    const std::vector<double>& anomaly_sds_deg_c() const { return noon_sd_; }
    const std::vector<double>& ranges_deg_c() const { return noon_range_; }
    const std::vector<double>& roughness() const { return noon_roughness_; }

  private:
    MonthCurve mean_;
    std::vector<double> noon_mean_, noon_sd_, noon_range_, noon_roughness_;
};

}  // namespace decawatt::profiles
