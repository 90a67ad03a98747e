// Temperature climate of a site: the normal value of each day and hour, and the distribution of deviations from it.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/weather/month_curve.hpp"

namespace decawatt::profiles {

// Mean solar time in hours, 0..24, at the middle of the hour that starts at `instant`.
double mean_solar_hour(base::UtcSeconds instant, double longitude_deg);

// Zero-mean daily cycle of temperature with a range of 1: rising as half a cosine from 5:30 to 14:30 mean solar time,
// and falling as half a cosine until morning. The times are assumptions close to observations (maximum at about 15:00
// Korean time).
double diurnal_shape(double solar_hour);

// The hourly score z of temperature with reduced variation within the day: x = m + r (z - m), with m the centred mean
// of z over 24 hours. Roughness r = 1 gives z; r = 0 only the variation from day to day. Computes variances of hourly x
// and of its daily means, and its mean daily range, in units of z.
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
// The climate table states the spread of daily means about the month's mean, and the mean daily range (maximum minus
// minimum). sd is the stated spread, less the seasonal drift within the month and the spread between years, divided by
// the standard deviation of daily means of x. range is the stated daily range less the contribution of x: the mean
// range of both is sd ((range/sd)^1.8 + g^1.8)^(1/1.8), with g the mean daily range of x, within 3 % (simulated). The
// daily cycle has at least half of the stated range: if z varies too much for that (coasts in winter), the roughness of
// x is below 1.
class TemperatureClimate {
  public:
    TemperatureClimate(const model::Sites& sites, model::SiteIndex site, const model::ClimateMemory& memory, int year);

    double mean_deg_c(double day) const { return mean_.at(day); }
    double anomaly_sd_deg_c(double day) const;     // standard deviation: the factor of x
    double diurnal_range_deg_c(double day) const;  // of the mean daily cycle

    // Values at noon of each day of the year.
    const std::vector<double>& means_deg_c() const { return noon_mean_; }
    const std::vector<double>& anomaly_sds_deg_c() const { return noon_sd_; }
    const std::vector<double>& ranges_deg_c() const { return noon_range_; }
    const std::vector<double>& roughness() const { return noon_roughness_; }

  private:
    MonthCurve mean_;
    std::vector<double> noon_mean_, noon_sd_, noon_range_, noon_roughness_;
};

}  // namespace decawatt::profiles
