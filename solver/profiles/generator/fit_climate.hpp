// From weather years to the statistics that the generator is made of.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct FitSettings {
    int harmonics_below_years = 3;  // with fewer years the monthly figures are drawn through two harmonics of the year
    int least_years_for_spread = 10;  // with fewer, spreads between years keep their defaults
    double shear_exponent = model::WindFarmRules{}.shear_exponent;  // where wind is known at one height only
};

struct ClimateFit {
    model::Sites sites;  // the given places with the columns of climate.csv
    model::ClimateMemory memory;
};

// Fits the generator to measured (or generated) years, all at the same places: `places` gives names and coordinates,
// one per column of each year; days are those of `utc_offset_s`, each year is a whole calendar year in hours.
//
// Monthly statistics: means; spread of daily means (temperature, irradiation) and of hourly wind about the month's mean
// of all years; mean daily range. One year has one month of each name, whose figures scatter: two annual harmonics then
// smooth them, in logarithms but for the mean temperature (which may be negative).
//
// Memory, by the moments of normal scores (anomalies of each month and hour over all years, each year's mean taken
// off): shares and time scales of temperature and wind by least squares on the autocorrelations at lags of 1, 3, 6, 12,
// 24, 48 and 72 h; clearness from the lag-1 correlation of its days; couplings from the correlations of daily scores,
// divided by what a unit coupling of the innovations gives; reaches of temperature, wind and clearness from the
// correlations of daily scores between sites (the length alone; exponent and stretch stay, and with one site all of
// it). Flicker, humidity's memory and reach, and the reach of years keep their defaults. Throws base::LogicError
// without a year, or where years, places and axes do not belong together.
ClimateFit fit_climate(std::span<const WeatherYear> years, const model::Sites& places, int utc_offset_s,
                       const FitSettings& settings = {});

}  // namespace decawatt::profiles
