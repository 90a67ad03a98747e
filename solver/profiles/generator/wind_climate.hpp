// Wind climate of a site at a height: a Weibull distribution for every day, and the daily cycle.
#pragma once

#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Relative amplitude of the daily cycle of wind, with its peak at 14:30 mean solar time. Assumptions: mixing of the
// surface layer by day (10 m); at 100 m, and at sea, nearly no cycle.
inline constexpr double kWindCycle10m = 0.20, kWindCycle100m = 0.03, kWindPeakSolarHour = 14.5;

// Hourly speed = mean(day) (1 + year sd n_year) (1 + cycle cos) W(z), W Weibull of mean 1 with the day's shape. The
// mean is a continuous curve through the year; the shape is such that the mean square of each month is that stated:
// mean over its days of mean(day)^2 (1 + year sd^2) (1 + cycle^2 / 2) (1 + cv(day)^2) = stated mean^2 + stated sd^2.
struct WindClimate {
    std::vector<double> scale_m_per_s;  // at noon of each day: mean(day) / Gamma(1 + 1/k)
    std::vector<double> inverse_shape;  // at noon of each day: 1/k
    double cycle = 0.0;
};

// `sd_m_per_s` of hourly values. `most_cv` bounds the spread about the mean of the day, and so the shape from below.
// `field` is the column named in errors: throws base::InputError if months differ too much for a curve that is positive
// throughout.
struct StatedWind {
    const model::Months &mean_m_per_s, &sd_m_per_s;
    double cycle, most_cv, year_sd_frac;
    const char* field;
};
WindClimate wind_climate(const StatedWind& stated, const std::string& site, int year);

// The wind of site `site` at both heights: the relative spread at 100 m is that at 10 m, but the shape is at least 1.6.
// A sheltered 10 m mast with calm nights can have a spread as large as its mean (shape 1), which at 100 m would give
// hours of 70 m/s. Monthly shapes well above the ground are 1.6 to 2.3: assumption.
WindClimate wind_climate_10m(const model::Sites& sites, std::size_t site, double year_sd_frac, int year);
WindClimate wind_climate_100m(const model::Sites& sites, std::size_t site, double year_sd_frac, int year);

}  // namespace decawatt::profiles
