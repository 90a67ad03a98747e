// Output of solar and wind plants per MW installed: the series that a study needs, and their values in a weather year.
#pragma once

#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"
#include "profiles/wind/wind_power.hpp"

namespace decawatt::profiles {

enum class ResourceIndex : std::int32_t {};

// A distinct weather-driven output: one site and one system. Plants that share both share the series.
struct Resource {
    model::Technology technology;
    model::SiteIndex site;
    model::PvSystemIndex pv_system;  // solar, else none
    model::TurbineIndex turbine;     // wind, else none
};

struct Resources {
    std::vector<Resource> all;  // in the order of the first plant that has them
    std::vector<ResourceIndex>
        of_plant;  // one per plant; none if output does not depend on the weather, or if a series is given
};
Resources resources_of(const model::Study& study);

// The models of a study's resources; the study must outlive them.
class ResourceModels {
  public:
    ResourceModels(const model::Study& study, std::vector<Resource> resources);

    // Time × resource: output per MW installed (AC), new plant, 0..1. Thread-safe.
    base::Series output_frac(const WeatherYear& weather) const;

  private:
    const model::Study* study_;
    std::vector<Resource> resources_;
    std::vector<WindFarm> farms_;  // by turbine
};

}  // namespace decawatt::profiles
