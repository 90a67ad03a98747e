// Synthetic weather from monthly climate statistics.
#pragma once

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Weather year `weather_year` (any integer >= 1) at every site, laid on the calendar of `axis`, which is a whole
// calendar year in hours at `utc_offset_s` (8,784 h in leap years). The same (seed, weather_year) gives the same
// anomalies on any calendar year, so that a plan sees one weather year in all its years; a site appended to the table
// changes no other.
//
// Standard normal scores, AR(1) in hours on two time scales, correlated between sites by exp(-distance / L) (L in km,
// assumptions: temperature 800, slow and fast wind 700 and 300, clearness 600) and between variables through shared
// innovations, are mapped to each month's distribution: temperature normal about a season line and a daily cycle, wind
// Weibull, daily clear-sky index probit-normal with flicker within the day after Aguiar and Collares-Pereira (1992).
// Means and spreads of the table hold in the mean over weather years; single years differ by about 4 % in sun, 5 % in
// wind and .4 K. Equations, targets and measured statistics: docs/method/weather.md.
//
// Sums over days (clearness) are those of days at the offset: a site whose daylight crosses midnight there loses some
// day-to-day memory. Throws base::InputError, all faults at once, where the statistics contradict each other or a clear
// sky.
WeatherYear generate_weather(const model::Sites& sites, std::uint32_t seed, int weather_year,
                             const base::TimeAxis& axis, int utc_offset_s);

}  // namespace decawatt::profiles
