// A year of weather in numbers that an engineer knows by heart for a place.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "profiles/weather/place.hpp"
#include "profiles/weather/sun_of_year.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct Spread {  // of the steps of a period; the standard deviation is that of the population
    double mean, standard_deviation, least, most;
};

// Of a month or the year. None where the weather has not the series, or not that month.
struct PeriodSummary {
    double hours = 0.0;
    std::optional<Spread> temperature_deg_c, relative_humidity_frac, pressure_pa, wind_m_per_s;  // wind: lowest height
    std::optional<double> ghi_kwh_per_m2, dni_kwh_per_m2, dhi_kwh_per_m2;                        // sums
    double heating_degree_h = 0.0, cooling_degree_h = 0.0;  // below and above 18 degrees C, in K h
};

// The Weibull distribution of the same mean and standard deviation (method of moments; Justus, Hargraves, Mikhail and
// Graber, "Methods for estimating wind speed frequency distributions", Journal of Applied Meteorology 17, 1978, solved
// exactly). None for a constant wind.
struct WindSummary {
    double height_m, mean_m_per_s;
    std::optional<double> weibull_shape, weibull_scale_m_per_s;
};

struct WeatherSummary {
    std::array<PeriodSummary, base::kMonthsPerYear> months;  // by the place's own time
    PeriodSummary year;
    std::vector<WindSummary> wind;  // one per height
    // Correlation of a step with the next, the seasons and the day's course included; none for a constant series.
    std::optional<double> temperature_lag1, wind_lag1, ghi_lag1;
    std::optional<Closure> closure;  // where all three irradiances are known
};

// Of one site of `weather`, which stands at `place`.
WeatherSummary summarise(const WeatherYear& weather, std::size_t site, const Place& place);

}  // namespace decawatt::profiles
