// Capacity credit of an asset: the firm capacity, or the additional load, that is equivalent to it.
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

// A capacity and its 95 % confidence interval with respect to sampling, from the standard error of paired differences
// and the slope of EUE; the weather library is taken as given.
struct Credit {
    double mw = 0.0, low_mw = 0.0, high_mw = 0.0;
    bool beyond = false;  // the asset's full capacity at its node does not equalise the EUE: the credit lies above it
                          // or is unattainable
};

struct CapacityCredit {
    double capacity_mw = 0.0;                          // of the asset: the largest over the horizon
    double eue_with_mwh = 0.0, eue_without_mwh = 0.0;  // mean per year of the horizon
    double difference_mwh = 0.0,
           difference_error_mwh = 0.0;  // EUE without less EUE with, and standard error, under common random numbers
    bool significant = false;  // the difference exceeds 1.96 standard errors; otherwise the credit does not differ
                               // significantly from 0
    Credit elcc;               // load at the asset's node that, added with the asset, gives the EUE without both
    Credit efc;                // firm capacity at the asset's node that, in its place, gives the same EUE
};

// Effective load-carrying capability and equivalent firm capacity by expected unserved energy (Garver, "Effective load
// carrying capability of generating units", IEEE Trans. PAS-85, 1966; Amelin, "Comparison of capacity credit
// calculation methods", IEEE Trans. Power Systems 24, 2009). All variants are simulated under the same futures: the
// same outages of all other assets, weather, growth and delays. Load and firm capacity are constant from the first hour
// in which the asset exists.
//
// `asset`: the name of a plant, store or line of the study. Throws base::InputError where the system has none of that
// name, base::Interrupted. Same bits for any number of threads and ranks.
CapacityCredit capacity_credit(const System& system, const std::string& asset, const WeatherLibrary& library,
                               const UncertaintySettings& uncertainty, const CreditSettings& settings,
                               const parallel::Communicator& ranks, const base::Progress& progress);

}  // namespace decawatt::adequacy
