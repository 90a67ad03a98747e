// Data of the adequacy assessment: outages, maintenance, delays and flexible load of data centres. Planning uses only
// the number of units.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decawatt::model {

enum class PlantIndex : std::int32_t;
enum class LineIndex : std::int32_t;
enum class StoreIndex : std::int32_t;
enum class DataCenterIndex : std::int32_t;
enum class RegionIndex : std::int32_t;
enum class OutageClassIndex : std::int32_t {};
enum class DelayClassIndex : std::int32_t {};

// A state of reduced availability of a unit: entered on average once per mttf_h hours of full availability, and left to
// full availability after a mean of mttr_h hours (an hourly Markov chain).
struct OutageState {
    double available_frac = 0.0;  // of capacity; 0: a full outage
    double mttf_h = 0.0, mttr_h = 0.0;
    bool operator==(const OutageState&) const = default;
};

struct OutageClasses {
    std::vector<std::string> name;
    std::vector<std::vector<OutageState>> states;
    // Failure rate relative to 1 / mttf_h by outdoor temperature of the unit's region: linear between the points,
    // constant beyond them. Empty: 1.
    std::vector<std::vector<double>> temperature_deg_c, failure_factor;
    bool operator==(const OutageClasses&) const = default;
};

// Delays of commissioning: none with a stated probability, otherwise exponentially distributed.
struct DelayClasses {
    std::vector<std::string> name;
    std::vector<double> on_time_frac, mean_delay_months;  // mean of those that are late
    bool operator==(const DelayClasses&) const = default;
};

// Common-cause outages of several assets, in addition to their own outages.
struct CommonOutages {
    std::vector<std::string> name;
    std::vector<OutageClassIndex> outage;
    std::vector<std::vector<PlantIndex>> plants;
    std::vector<std::vector<LineIndex>> lines;
    std::vector<std::vector<StoreIndex>> stores;
    std::vector<std::vector<DataCenterIndex>> connections;
    bool operator==(const CommonOutages&) const = default;
};

// Additional columns of Plants, Lines, Stores and DataCenters: one entry per row, or the whole column empty.
struct Reliability {
    OutageClasses outages;
    DelayClasses delays;
    CommonOutages common;
    // A plant with an outage class has `plant_units` equal units that fail independently, and its monthly
    // `availability` is the mean after outages and maintenance. A plant without one always has that `availability`.
    std::vector<OutageClassIndex> plant_outage, line_outage, store_outage, connection_outage;  // or none
    std::vector<int> plant_units;                                                              // default 1
    std::vector<DelayClassIndex> plant_delay, line_delay, store_delay, connection_delay;       // or none
    std::vector<double> store_initial_frac;  // of usable energy, at the first hour; default 0.5
    // What data centres may do in a shortage before load is lost. Planning reads the first four columns where
    // FlexibleWork states what it needs beside them.
    std::vector<double> deferrable_frac, movable_frac;  // of load; together 1 at most; default 0
    std::vector<double> deadline_h;                     // of deferred work; default 0
    std::vector<double> hosting_mw;                     // of others' moved load, at most; default 0
    std::vector<double> nonfirm_mw;  // of the connection that exists; planning reads it where a rule curtails it
    std::vector<double> generator_mw, generator_h_per_year;  // own backup; default 0
    bool operator==(const Reliability&) const = default;
};

struct LoadLevel {
    double factor, probability;
    bool operator==(const LoadLevel&) const = default;
};

struct AdequacyRules {
    std::uint32_t seed = 1;
    int weather_years = 200;      // of the library, where the weather is generated
    double growth_sd_frac = 0.0;  // of one year's growth of regional demand: a lognormal random walk with mean 1
    double data_center_growth_sd_frac = 0.0;  // the same of data centres
    std::vector<LoadLevel> load_levels;       // of regional demand, drawn for each year; probabilities add to 1
    double cvar_level = 0.95;
    // Whether seasonal limits of plants (`seasonal_limit`), which are policy, hold in a shortage.
    bool keeps_seasonal_limits = true;
    bool operator==(const AdequacyRules&) const = default;
};

// Hourly series from files that replace results of models: the hours of the horizon, year after year; the same in every
// weather year.
struct FixedSeries {
    struct Demand {
        RegionIndex region;
        std::vector<double> mw;  // gross, including industrial loads, excluding data centres
        bool operator==(const Demand&) const = default;
    };
    struct Availability {
        PlantIndex plant;
        std::vector<double> frac;  // of capacity: replaces weather, monthly outages and seasonal limit
        bool operator==(const Availability&) const = default;
    };
    struct Load {
        DataCenterIndex data_center;
        std::vector<double> mw;  // facility power
        bool operator==(const Load&) const = default;
    };
    struct Nonfirm {
        DataCenterIndex data_center;
        std::vector<double> frac;  // of the non-firm part of its connection: what is available
        bool operator==(const Nonfirm&) const = default;
    };
    std::vector<Demand> demand;
    std::vector<Availability> availability;
    std::vector<Load> load;
    std::vector<Nonfirm> nonfirm;
    bool operator==(const FixedSeries&) const = default;
};

}  // namespace decawatt::model
