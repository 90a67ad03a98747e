// Hourly demand of the grid's regions.
#pragma once

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Thermal memory of buildings and habits: demand answers an exponential mean of temperature with this e-folding time.
// Assumption; heat waves build up demand over a day or two.
inline constexpr double kBuildingMemoryH = 24.0;

// Gross demand in MW, time × region: with industrial loads, without data centres. Behind-the-meter photovoltaics are
// plants, not demand.
//
// demand(t) = scale · shape(month, day type, local hour) · (1 + response(T_eff(t)) - normal(t)) + industrial loads,
// where
//   shape     the region's table; between mid-months a line that keeps every month's mean (MonthCurve), except for
//   major holidays,
//             which are too few days to draw a line through: theirs holds for its whole month;
//   response  cooling_frac_per_deg_c · max(0, T_eff - cooling base) + heating_frac_per_deg_c · max(0, heating base -
//   T_eff); T_eff     the exponential mean of the site's temperature, started at the mean of its first two days; normal
//   the expected response on that day and hour in the climate of the site (T_eff is normal about its mean), because the
//   shape
//             table already holds normal weather;
//   scale     such that the year's energy without industrial loads is annual_energy_mwh of `year`, exactly.
// A hot year moves demand between hours and seasons; the year's energy is the study's. Local hours and days are those
// of study.utc_offset_s. `axis` is the whole calendar year `year`, and the weather's own.
//
// A region whose demand a file gives is left at zero.
//
// Throws base::InputError where a response is so strong that demand falls below zero.
base::Series regional_demand(const model::Study& study, const WeatherYear& weather, int year,
                             const base::TimeAxis& axis);

// The kind of day for demand: a row of `holidays` first, then Sunday (a holiday), then Saturday.
model::DayType day_type(const model::Holidays& holidays, base::UtcSeconds local_midnight, int weekday);

}  // namespace decawatt::profiles
