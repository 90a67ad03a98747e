// The climate of temperature at a site: what is normal on each day and hour, and how far the weather strays from it.
#pragma once

#include "model/study.hpp"
#include "profiles/weather/month_curve.hpp"

namespace decawatt::profiles {

// Spread between years of a site's annual mean. Assumption (Korean stations: some tenths of a kelvin); what the hourly
// scores already contribute (about .3 K at a daily sd of 3 K) comes on top of it.
inline constexpr double kYearTemperatureSdDegC = 0.35;

// Mean solar time in hours, 0..24, at the middle of the hour that starts at `instant`.
double mean_solar_hour(base::UtcSeconds instant, double longitude_deg);

// Zero-mean daily cycle of temperature with a range of 1: half a cosine up from 5:30 to 14:30 mean solar time, half a
// cosine down through the night. Hours of rise and fall are assumptions near the observed ones (maximum about 15 h on
// Korean clocks).
double diurnal_shape(double solar_hour);

// T(t) = mean(day) + sd(day) z(t) + range(day) shape(solar hour), every coefficient a MonthCurve.
//
// The climate table states the spread of daily means about the month's mean and the mean of daily maximum minus
// minimum. From the first go the season's drift within the month and the spread between years; what is left, over the
// sd of a daily mean of the score z, is sd. From the second goes what z moves within a day: mean range of both together
// = sd ((range/sd)^1.8 + 1.735^1.8)^(1/1.8), within 1 % (simulated for the two time scales of weather_scores.hpp); at
// least half of the stated range stays with the daily cycle.
class TemperatureClimate {
  public:
    TemperatureClimate(const model::Sites& sites, model::SiteIndex site, int year);

    double mean_deg_c(double day) const { return mean_.at(day); }
    double anomaly_sd_deg_c(double day) const { return anomaly_sd_.at(day); }  // of hourly values
    double diurnal_range_deg_c(double day) const { return range_.at(day); }    // of the mean daily cycle

  private:
    MonthCurve mean_, anomaly_sd_, range_;
};

}  // namespace decawatt::profiles
