// Correlations of weather in time, between variables and between sites: parameters of the generator besides the monthly
// statistics of sites.
#pragma once

#include <string>
#include <vector>

namespace decawatt::model {

// Correlation between two sites: exp(-(d / length)^exponent), d^2 = (stretch × km east)^2 + (km north)^2. Exponent 1 is
// rough, 2 smooth; a stretch below 1 makes correlations extend farther from west to east than from north to south.
struct Reach {
    double length_km = 500.0, exponent = 1.0, east_west_stretch = 1.0;
    bool operator==(const Reach&) const = default;
};

// Time scales in hours. A score of temperature or wind is sqrt(share) slow + sqrt(1 - share) fast, both first-order
// autoregressive: hourly normal scores at two measured places (PVGIS 45N 8E, Amsterdam; docs/method/weather.md) have
// autocorrelations of .95 after an hour and .5 after a day (temperature), and of .87 and .17 (wind), which a single
// such process cannot have.
struct ClimateMemory {
    double temperature_slow_share_frac = 0.90, temperature_slow_memory_h = 36.0, temperature_fast_memory_h = 3.3;
    double wind_slow_share_frac = 0.35, wind_slow_memory_h = 30.0, wind_fast_memory_h = 5.0;
    double clearness_memory_h = 10.0;  // daily means then have a lag-1 correlation of .28 (Korean PV: .26-.30)
    double humidity_memory_h = 20.0;   // assumption
    double flicker_lag1 = 0.38;        // within the day: centre of phi in Aguiar and Collares-Pereira (1992)

    // Correlation of the innovations of clearness with those of temperature, mean + swing cos(2 pi (day - 200) /
    // 365.25), and of wind. Assumptions: clear summer days are hot and clear winter days cold (Siberian high); the
    // value for wind gives the correlation of -.2 between daily clearness and wind of the measured years.
    double clearness_temperature_mean = 0.05, clearness_temperature_swing = 0.35, clearness_wind = -0.17;

    // Standard deviation between years of the factors that apply to a whole year; the hours of a year contribute the
    // rest. Sun: 4 % in total; 3.9 % in Thevenard and Pelland, "Estimating the uncertainty in long-term photovoltaic
    // yield predictions", Solar Energy 91, 2013. Wind: 5 % in total, assumption. Temperature: 0.45 K in total,
    // assumption.
    double temperature_year_sd_deg_c = 0.35, wind_year_sd_frac = 0.037, clearness_year_sd_frac = 0.03;

    // Clearness: daily photovoltaic output of 193 places of KPG 193 (2025), rms .04. The others: assumptions.
    Reach temperature{800.0, 1.0, 1.0}, wind_slow{700.0, 1.0, 1.0}, wind_fast{300.0, 1.0, 1.0},
        clearness{390.0, 1.32, 1.0}, flicker{50.0, 1.0, 1.0}, humidity{400.0, 1.0, 1.0}, year{800.0, 1.0, 1.0};
    bool operator==(const ClimateMemory&) const = default;
};

// A parameter of ClimateMemory, with its name in tables and its permitted range.
struct MemoryParameter {
    std::string name;
    double& (*of)(ClimateMemory&);
    double lowest, highest;
};
const std::vector<MemoryParameter>& memory_parameters();

}  // namespace decawatt::model
