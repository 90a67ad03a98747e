// How much constant load a region takes without a higher peak, where that load is curtailed at peaks: the formula of
// T. Norris and others, "Rethinking Load Growth" (Duke University, 2025).
#pragma once

#include <span>
#include <vector>

#include "base/time_axis.hpp"

namespace decawatt::profiles {

// One year of demand; the weather years of a calendar year are several.
struct DemandYear {
    base::TimeAxis axis;
    std::span<const double> demand_mw;
    double weight = 1.0;
};

// The highest demand of June to August and of December to February, over all years. The first is the limit from April
// to October, the second from November to March.
struct SeasonPeaks {
    double june_to_august_mw = 0.0, december_to_february_mw = 0.0;
};

struct Headroom {
    double load_mw = 0.0;  // constant load
    double curtailed_h_per_year = 0.0, curtailed_mwh_per_year = 0.0;
    double events_per_year = 0.0, mean_event_h = 0.0, longest_event_h = 0.0;  // runs of curtailed hours
    double half_served_frac = 1.0;  // share of the curtailed hours in which at least half of the load is served
};

// Throws base::InputError where no hour is of June to August, or none of December to February.
SeasonPeaks season_peaks(std::span<const DemandYear> years, int utc_offset_s);

// The load L of which the share `curtailed_frac` (above 0, below 1) of the energy is curtailed:
//     Σ w min(L, max(0, D + L - peak of the season)) = curtailed_frac × L Σ w    over all hours and years.
// Zero where demand stands at or above the peaks in a larger share of hours. Weights are relative.
Headroom curtailment_headroom(std::span<const DemandYear> years, int utc_offset_s, const SeasonPeaks& peaks,
                              double curtailed_frac);

}  // namespace decawatt::profiles
