// One future hour by hour: what a sample was like, after a run has named it.
#pragma once

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "base/series.hpp"

namespace decawatt::adequacy {

struct FutureSeries {
    Future future;
    base::Series units_mw, weather_mw, load_mw;  // hour × node; load with data centres
    base::Series center_load_mw, waiting_mwh;    // hour × data centre
    base::Series content_mwh;                    // hour × store, at the end of the hour
    base::Series lost_mw;                        // hour × place: the system, nodes, data centres
};

// The future that a run with this chance draws as `sample`: the same losses, hour by hour. A decade of seven nodes,
// fifteen stores and seven data centres takes 45 MB.
FutureSeries future_series(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                           std::uint32_t sample);

}  // namespace decawatt::adequacy
