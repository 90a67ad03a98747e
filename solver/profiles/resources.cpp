#include "profiles/resources.hpp"

#include <algorithm>
#include <utility>

#include "base/index.hpp"
#include "model/fixed_series.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"

namespace decawatt::profiles {

namespace {
Resource resource_of(const model::Plants& plants, std::size_t p) {
    const bool solar = plants.technology[p] == model::Technology::solar;
    return {.technology = plants.technology[p],
            .site = plants.site[p],
            .pv_system = solar ? plants.pv_system[p] : base::none<model::PvSystemIndex>,
            .turbine = solar ? base::none<model::TurbineIndex> : plants.turbine[p]};
}

bool same(const Resource& a, const Resource& b) {
    return a.technology == b.technology && a.site == b.site && a.pv_system == b.pv_system && a.turbine == b.turbine;
}

}  // namespace

Resources resources_of(const model::Study& study) {
    const model::Plants& plants = study.plants;
    Resources resources;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        if (!model::is_weather_driven(plants.technology[p]) ||
            model::fixed_available_frac(study, static_cast<model::PlantIndex>(p)) != nullptr) {
            resources.of_plant.push_back(base::none<ResourceIndex>);
            continue;
        }
        const Resource wanted = resource_of(plants, p);
        const auto found = std::find_if(resources.all.begin(), resources.all.end(),
                                        [&](const Resource& known) { return same(known, wanted); });
        resources.of_plant.push_back(static_cast<ResourceIndex>(found - resources.all.begin()));
        if (found == resources.all.end()) resources.all.push_back(wanted);
    }
    return resources;
}

namespace {
std::vector<WindFarm> wind_farms(const model::Turbines& turbines) {
    std::vector<WindFarm> farms;
    for (std::size_t i = 0; i < turbines.name.size(); ++i)
        farms.emplace_back(turbines, static_cast<model::TurbineIndex>(i));
    return farms;
}

// Sun courses of sites in one year, computed on first use.
class SunCourses {
  public:
    SunCourses(const WeatherYear& weather, const model::Sites& sites)
        : weather_(weather), sites_(sites), courses_(sites.name.size()) {}

    const SunCourse& of(model::SiteIndex site) {
        SunCourse& course = courses_[base::at(site)];
        if (course.empty()) course = sun_course(weather_, site, sites_);
        return course;
    }

  private:
    const WeatherYear& weather_;
    const model::Sites& sites_;
    std::vector<SunCourse> courses_;
};

std::vector<double> one_output_frac(const Resource& resource, const model::Study& study,
                                    const std::vector<WindFarm>& farms, const WeatherYear& weather,
                                    SunCourses& courses) {
    if (resource.technology == model::Technology::solar)
        return pv_output_frac(weather, resource.site, study.sites, pv_system(study.pv_systems, resource.pv_system),
                              courses.of(resource.site));
    return wind_output_frac(weather, resource.site, farms[base::at(resource.turbine)]);
}
}  // namespace

ResourceModels::ResourceModels(const model::Study& study, std::vector<Resource> resources)
    : study_(&study), resources_(std::move(resources)), farms_(wind_farms(study.turbines)) {}

base::Series ResourceModels::output_frac(const WeatherYear& weather) const {
    base::Series output(static_cast<std::size_t>(weather.axis.count), resources_.size());
    SunCourses courses(weather, study_->sites);
    for (std::size_t r = 0; r < resources_.size(); ++r)
        std::ranges::copy(one_output_frac(resources_[r], *study_, farms_, weather, courses), output.of(r).begin());
    return output;
}

}  // namespace decawatt::profiles
