#include "profiles/profiles.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/index.hpp"
#include "model/fixed_series.hpp"
#include "parallel/blocks.hpp"
#include "parallel/shared_progress.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/demand/regional_demand.hpp"
#include "profiles/fixed_hours.hpp"
#include "profiles/generator/generated_weather.hpp"

namespace decawatt::profiles {

namespace {
YearProfiles year_profiles(const model::Study& study, const ResourceModels& models, const WeatherSource& source,
                           int year, std::size_t weather_index) {
    YearProfiles profiles;
    profiles.year = year;
    profiles.weather_year = study.weather.years[weather_index];
    profiles.weight = study.weather.weights[weather_index];
    // Weather and demand are computed for whole calendar years, on steps of an hour or, where both the study and its
    // weather have shorter ones, on those.
    const int step_s = std::min(study.horizon.step_s, base::kSecondsPerHour);
    WeatherYear weather = source(weather_index, base::year_axis(year, study.utc_offset_s, step_s));
    profiles.axis = weather.axis;
    profiles.region_demand_mw = regional_demand(study, weather, year, profiles.axis);

    DataCenterSeries load = data_center_load(study, weather, profiles.weather_year);
    profiles.data_center_it_mw = std::move(load.it_mw);
    profiles.data_center_mw = std::move(load.facility_mw);
    profiles.data_center_cooling_mw = std::move(load.cooling_mw);
    profiles.data_center_electrical_loss_mw = std::move(load.electrical_loss_mw);
    profiles.data_center_water_m3_per_h = std::move(load.water_m3_per_h);
    profiles.data_center_deferrable_mw = std::move(load.deferrable_mw);

    profiles.resource_frac = models.output_frac(weather);
    profiles.site_temperature_deg_c = std::move(weather.temperature_deg_c);
    put_on_study_steps(study, profiles);
    keep_hours_that_count(study, profiles);
    put_on_stated_steps(study, profiles);
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
    Resources resources = resources_of(study);
    const ResourceModels models(study, resources.all);
    profiles.resources = std::move(resources.all);
    profiles.resource_of_plant = std::move(resources.of_plant);

    const std::size_t weathers = study.weather.years.size();
    const auto count = static_cast<std::size_t>(std::max(0, study.horizon.year_count())) * weathers;
    profiles.years.resize(count);
    parallel::SharedProgress shared(progress, "profiles", static_cast<double>(count));
    shared.report();
    parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t block) {
        if (shared.stopped()) return;
        const auto b = static_cast<std::size_t>(block);
        const int year = study.horizon.first_year + static_cast<int>(b / weathers);
        profiles.years[b] = year_profiles(study, models, weather, year, b % weathers);
        shared.add(1.0, std::to_string(year));
    });
    if (!shared.report()) throw base::Interrupted("stopped while making profiles");
    return profiles;
}

}  // namespace decawatt::profiles
