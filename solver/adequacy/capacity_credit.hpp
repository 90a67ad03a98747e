// What an asset is worth to adequacy: the firm capacity, or the load, that is worth as much.
#pragma once

#include <cstdint>
#include <string>

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "base/progress.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::adequacy {

struct CreditSettings {
    std::uint64_t samples = 1000;
    double tolerance_frac = 1e-3;  // of the asset's capacity
};

// A capacity and its 95 % interval: how far sampling may have moved it (from the spread of paired differences and the
// slope of risk; the weather library is taken as given).
struct Credit {
    double mw = 0.0, low_mw = 0.0, high_mw = 0.0;
    bool beyond =
        false;  // not even the asset's capacity at its node makes the risks equal: worth more, or not to be had
};

struct CapacityCredit {
    double capacity_mw = 0.0;                                 // of the asset: its largest sum through the horizon
    double eue_with_mwh = 0.0, eue_without_mwh = 0.0;         // a year, over the horizon
    double difference_mwh = 0.0, difference_error_mwh = 0.0;  // of the two, from the same futures
    bool significant = false;  // the difference is more than 1.96 of its errors: else no credit can be told from zero
    Credit elcc;               // load at the asset's node that may come with it, for the risk without both
    Credit efc;                // firm capacity at its node in its place, for the risk with it
};

// Effective load-carrying capability and equivalent firm capacity by expected unserved energy (Garver, "Effective load
// carrying capability of generating units", IEEE Trans. PAS-85, 1966; Amelin, "Comparison of capacity credit
// calculation methods", IEEE Trans. Power Systems 24, 2009). All variants see the same futures: the same outages of
// everything else, weather, growth and delays. Load and firm capacity are flat, from the first hour in which the asset
// is there.
//
// `asset`: the name of a plant, store or line of the study. Throws base::InputError where the system has none of that
// name, base::Interrupted. Same bits for any number of threads and ranks.
CapacityCredit capacity_credit(const System& system, const std::string& asset, const WeatherLibrary& library,
                               const UncertaintySettings& uncertainty, const CreditSettings& settings,
                               const parallel::Communicator& ranks, const base::Progress& progress);

}  // namespace decawatt::adequacy
