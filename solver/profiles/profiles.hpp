// Computes the hourly series for planning from a study and its weather.
#pragma once

#include <vector>

#include "base/progress.hpp"
#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/resources.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::profiles {

// The hourly series of one (calendar year, weather year), for one chain of the program.
struct YearProfiles {
    int year = 0;
    int weather_year = 0;
    double weight = 1.0;  // the weights of a calendar year add to 1
    base::TimeAxis axis;
    base::Series region_demand_mw;   // time × region: gross demand including industrial loads, excluding data centres
    base::Series data_center_it_mw;  // time × data centre: IT power
    base::Series data_center_mw;     // time × data centre: facility power
    base::Series data_center_cooling_mw;          // time × data centre: part of the facility power
    base::Series data_center_electrical_loss_mw;  // time × data centre: UPS, distribution and lighting, part of the
                                                  // facility power
    base::Series data_center_water_m3_per_h;      // time × data centre: of its cooling
    base::Series data_center_deferrable_mw;       // time × data centre: IT power of arriving batch work
    base::Series resource_frac;                   // time × resource: output per MW installed (AC) of a new plant, 0..1
    base::Series site_temperature_deg_c;          // time × site, for reports
};

struct Profiles {
    std::vector<Resource> resources;
    std::vector<ResourceIndex> resource_of_plant;  // one per plant; none if output does not depend on the weather
    std::vector<YearProfiles> years;               // calendar year first, then weather year, in the study's order
};

// All years of the horizon under all weather years of the study. Weather and demand are computed for whole calendar
// years: by hour, and where both the study and its weather have shorter steps on those. Their means over the study's
// steps are what it uses; in steps shorter than those of the weather the values are held. The used hours
// (model::year_axis) are kept, as means over steps of stated lengths where there are any. Series from files replace
// results of models; the IT power of such a data centre is then its load, with zero cooling, losses, water and batch
// work. Parallel over years; same bits for any number of threads.
Profiles make_profiles(const model::Study& study, const WeatherSource& weather, const base::Progress& progress);

// The same with generated weather.
Profiles make_profiles(const model::Study& study, const base::Progress& progress);

}  // namespace decawatt::profiles
