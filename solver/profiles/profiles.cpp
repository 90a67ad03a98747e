#include "profiles/profiles.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "base/error.hpp"
#include "base/index.hpp"
#include "model/fixed_series.hpp"
#include "parallel/blocks.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/demand/regional_demand.hpp"
#include "profiles/fixed_hours.hpp"
#include "profiles/generator/generated_weather.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/wind/wind_power.hpp"

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

// Distinct resources in the order of the first plant that has them.
void collect_resources(const model::Study& study, Profiles& profiles) {
    const model::Plants& plants = study.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        if (!model::is_weather_driven(plants.technology[p]) ||
            model::fixed_available_frac(study, static_cast<model::PlantIndex>(p))) {
            profiles.resource_of_plant.push_back(base::none<ResourceIndex>);
            continue;
        }
        const Resource wanted = resource_of(plants, p);
        const auto found = std::find_if(profiles.resources.begin(), profiles.resources.end(),
                                        [&](const Resource& known) { return same(known, wanted); });
        profiles.resource_of_plant.push_back(static_cast<ResourceIndex>(found - profiles.resources.begin()));
        if (found == profiles.resources.end()) profiles.resources.push_back(wanted);
    }
}

std::vector<WindFarm> wind_farms(const model::Turbines& turbines) {
    std::vector<WindFarm> farms;
    for (std::size_t i = 0; i < turbines.name.size(); ++i)
        farms.emplace_back(turbines, static_cast<model::TurbineIndex>(i));
    return farms;
}

// The course of the sun of each site and this year, made when the first system there asks for it.
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

std::vector<double> output_frac(const Resource& resource, const model::Study& study, const std::vector<WindFarm>& farms,
                                const WeatherYear& weather, SunCourses& courses) {
    if (resource.technology == model::Technology::solar)
        return pv_output_frac(weather, resource.site, study.sites, pv_system(study.pv_systems, resource.pv_system),
                              courses.of(resource.site));
    return wind_output_frac(weather, resource.site, farms[base::at(resource.turbine)]);
}

YearProfiles year_profiles(const model::Study& study, const std::vector<Resource>& resources,
                           const std::vector<WindFarm>& farms, const WeatherSource& source, int year,
                           std::size_t weather_index) {
    YearProfiles profiles;
    profiles.year = year;
    profiles.weather_year = study.weather.years[weather_index];
    profiles.weight = study.weather.weights[weather_index];
    // Weather and demand are those of whole calendar years.
    profiles.axis = base::year_axis(year, study.utc_offset_s, study.horizon.step_s);

    WeatherYear weather = source(weather_index, profiles.axis);
    profiles.region_demand_mw = regional_demand(study, weather, year, profiles.axis);

    DataCenterSeries load = data_center_load(study, weather, profiles.weather_year);
    profiles.data_center_it_mw = std::move(load.it_mw);
    profiles.data_center_mw = std::move(load.facility_mw);
    profiles.data_center_cooling_mw = std::move(load.cooling_mw);
    profiles.data_center_electrical_loss_mw = std::move(load.electrical_loss_mw);
    profiles.data_center_water_m3_per_h = std::move(load.water_m3_per_h);
    profiles.data_center_deferrable_mw = std::move(load.deferrable_mw);

    profiles.resource_frac = base::Series(static_cast<std::size_t>(profiles.axis.count), resources.size());
    SunCourses courses(weather, study.sites);
    for (std::size_t r = 0; r < resources.size(); ++r)
        std::ranges::copy(output_frac(resources[r], study, farms, weather, courses),
                          profiles.resource_frac.of(r).begin());
    profiles.site_temperature_deg_c = std::move(weather.temperature_deg_c);
    keep_hours_that_count(study, profiles);
    set_fixed_hours(study, profiles);
    return profiles;
}
}  // namespace

Profiles make_profiles(const model::Study& study, const base::Progress& progress) {
    return make_profiles(study, generated_weather(study), progress);
}

Profiles make_profiles(const model::Study& study, const WeatherSource& weather, const base::Progress& progress) {
    base::expects(study.weather.weights.size() == study.weather.years.size(), "one weight per weather year");
    Profiles profiles;
    collect_resources(study, profiles);
    const std::vector<WindFarm> farms = wind_farms(study.turbines);

    const std::size_t weathers = study.weather.years.size();
    const auto count = static_cast<std::size_t>(std::max(0, study.horizon.year_count())) * weathers;
    profiles.years.resize(count);
    std::atomic<std::size_t> done = 0;
    std::atomic<bool> stopped = false;
    const auto caller = std::this_thread::get_id();  // one of the threads that work; the only one that reports
    const auto report = [&](const std::string& detail) {
        const double share = count == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(count);
        if (progress && !progress("profiles", share, detail)) stopped = true;
    };
    report("");
    parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t block) {
        if (stopped) return;
        const auto b = static_cast<std::size_t>(block);
        const int year = study.horizon.first_year + static_cast<int>(b / weathers);
        profiles.years[b] = year_profiles(study, profiles.resources, farms, weather, year, b % weathers);
        ++done;
        if (std::this_thread::get_id() == caller && done < count) report(std::to_string(year));
    });
    if (!stopped) report("");
    if (stopped) throw base::Interrupted("stopped while making profiles");
    return profiles;
}

}  // namespace decawatt::profiles
