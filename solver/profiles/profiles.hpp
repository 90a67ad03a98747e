// From a study and its weather to the hourly series that planning uses.
#pragma once

#include <vector>

#include "base/progress.hpp"
#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/resources.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::profiles {

// The hourly series of one (calendar year, weather year): what one chain of the program needs.
struct YearProfiles {
    int year = 0;
    int weather_year = 0;
    double weight = 1.0;  // the weights of a calendar year add to 1
    base::TimeAxis axis;
    base::Series region_demand_mw;        // time × region: gross demand with industrial loads, without data centres
    base::Series data_center_it_mw;       // time × data centre: power at the machines
    base::Series data_center_mw;          // time × data centre: facility draw at its connection
    base::Series data_center_cooling_mw;  // time × data centre: part of the draw
    base::Series
        data_center_electrical_loss_mw;       // time × data centre: UPS, distribution and lighting, part of the draw
    base::Series data_center_water_m3_per_h;  // time × data centre: of its cooling
    base::Series data_center_deferrable_mw;   // time × data centre: power at the machines of batch work that arrives
    base::Series resource_frac;               // time × resource: output per MW installed (AC), new plant, 0..1
    base::Series site_temperature_deg_c;      // time × site, for reports
};

struct Profiles {
    std::vector<Resource> resources;
    std::vector<ResourceIndex> resource_of_plant;  // one per plant; none where the weather does not matter
    std::vector<YearProfiles> years;               // calendar year first, then weather year, in the study's order
};

// All years of the horizon under all weather years of the study. Of a year the hours that count (model::year_axis) are
// kept, of weather and demand that were made for the whole calendar year. Series of files stand in for what the models
// give; a data centre's draw then is its machines' power, without cooling, losses, water or batch work. Parallel over
// years; same bits for any number of threads.
Profiles make_profiles(const model::Study& study, const WeatherSource& weather, const base::Progress& progress);

// In generated weather.
Profiles make_profiles(const model::Study& study, const base::Progress& progress);

}  // namespace decawatt::profiles
