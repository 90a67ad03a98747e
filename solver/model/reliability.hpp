// What fails, is overhauled, comes late or gives way in a shortage: what Monte Carlo adds to a study. Planning sees
// none of it but the number of units.
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

// A state in which a unit gives less than all: it enters it once in mttf_h hours of full availability and stays for
// mttr_h hours, in the mean (an hourly Markov chain; every such state is left to full availability).
struct OutageState {
    double available_frac = 0.0;  // of capacity; 0: a full outage
    double mttf_h = 0.0, mttr_h = 0.0;
    bool operator==(const OutageState&) const = default;
};

struct OutageClasses {
    std::vector<std::string> name;
    std::vector<std::vector<OutageState>> states;
    // Failures per hour relative to 1 / mttf_h, by outdoor temperature of the unit's region: linear between the points,
    // constant beyond them. Empty: 1.
    std::vector<std::vector<double>> temperature_deg_c, failure_factor;
    bool operator==(const OutageClasses&) const = default;
};

// How late what is not there yet comes: on time with a probability, else late by an exponentially distributed time.
struct DelayClasses {
    std::vector<std::string> name;
    std::vector<double> on_time_frac, mean_delay_months;  // mean of those that are late
    bool operator==(const DelayClasses&) const = default;
};

// Causes that take several things out at once, on top of their own outages.
struct CommonOutages {
    std::vector<std::string> name;
    std::vector<OutageClassIndex> outage;
    std::vector<std::vector<PlantIndex>> plants;
    std::vector<std::vector<LineIndex>> lines;
    std::vector<std::vector<StoreIndex>> stores;
    std::vector<std::vector<DataCenterIndex>> connections;
    bool operator==(const CommonOutages&) const = default;
};

// Columns beside those of Plants, Lines, Stores and DataCenters: one entry each, or the whole column empty.
struct Reliability {
    OutageClasses outages;
    DelayClasses delays;
    CommonOutages common;
    // A plant with an outage class fails unit by unit (`plant_units` equal ones), and its `availability` by month says
    // what outages and overhauls together leave of it in the mean. One without gives what `availability` says, always.
    std::vector<OutageClassIndex> plant_outage, line_outage, store_outage, connection_outage;  // or none
    std::vector<int> plant_units;                                                              // default 1
    std::vector<DelayClassIndex> plant_delay, line_delay, store_delay, connection_delay;       // or none
    std::vector<double> store_initial_frac;  // of usable energy, at the first hour; default 0.5
    // What data centres may do in a shortage before load is lost.
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
    int weather_years = 200;                  // of the library, where the weather is generated
    double growth_sd_frac = 0.0;              // of one year's growth of regional demand: a lognormal walk with mean 1
    double data_center_growth_sd_frac = 0.0;  // the same of data centres
    std::vector<LoadLevel> load_levels;       // of regional demand, drawn for each year; probabilities add to 1
    double cvar_level = 0.95;
    // Seasonal limits (`seasonal_limit` of plants) are policy; false: they fall in a shortage.
    bool keeps_seasonal_limits = true;
    bool operator==(const AdequacyRules&) const = default;
};

// Hourly series from files, in place of what the models give. The hours of the horizon, year after year; the same in
// every weather year.
struct FixedSeries {
    struct Demand {
        RegionIndex region;
        std::vector<double> mw;  // gross, with industrial loads, without data centres
        bool operator==(const Demand&) const = default;
    };
    struct Availability {
        PlantIndex plant;
        std::vector<double> frac;  // of capacity: in place of weather, outages by month and seasonal limit
        bool operator==(const Availability&) const = default;
    };
    struct Load {
        DataCenterIndex data_center;
        std::vector<double> mw;  // facility draw
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
