// Fit of the generator's parameters to weather years.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct FitSettings {
    int harmonics_below_years = 3;    // with fewer years, monthly figures are smoothed by two annual harmonics
    int least_years_for_spread = 10;  // with fewer, spreads between years keep their defaults
    double shear_exponent = model::WindFarmRules{}.shear_exponent;  // if wind is known at one height only
};

struct ClimateFit {
    model::Sites sites;  // the given places, with the columns of climate.csv
    model::ClimateMemory memory;
};

// Fits the generator to measured (or generated) years, all at the same places: `places` gives names and coordinates,
// one per column of each year; days are those of `utc_offset_s`, each year is a whole calendar year in hours.
//
// Monthly statistics: means; spread of daily means (temperature, irradiation) and of hourly wind about the month's mean
// of all years; mean daily range. With few years, monthly figures have sampling errors: they are smoothed by two annual
// harmonics, in logarithms except for the mean temperature (which may be negative).
//
// Memory, by moments of normal scores (anomalies of each month and hour over all years, after subtracting the mean of
// each year): shares and time scales of temperature and wind by least squares on the autocorrelations at lags of 1, 3,
// 6, 12, 24, 48 and 72 h; clearness from the lag-1 correlation of daily values; couplings from the correlations of
// daily scores, divided by the correlation that a unit coupling of the innovations gives; correlation lengths of
// temperature, wind and clearness from the correlations of daily scores between sites (only the length; exponent and
// stretch keep their defaults, as does everything with a single site). Flicker, memory and reach of humidity, and the
// reach of annual factors keep their defaults. Throws base::LogicError without a year, or if years, places and axes do
// not match.
ClimateFit fit_climate(std::span<const WeatherYear> years, const model::Sites& places, int utc_offset_s,
                       const FitSettings& settings = {});

}  // namespace decawatt::profiles
