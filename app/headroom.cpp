#include "app/headroom.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "app/memory.hpp"
#include "app/study_with_weather.hpp"
#include "base/error.hpp"
#include "io/common/csv_field.hpp"
#include "io/partial_file.hpp"
#include "parallel/blocks.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::app {

namespace {

using Hours = std::vector<double>;

// Demand of one region, or of all (`region` is their count), in one (calendar year, weather year).
Hours demand_of(const model::Study& study, const profiles::YearProfiles& year, std::size_t region,
                bool with_data_centers) {
    Hours demand(static_cast<std::size_t>(year.axis.count), 0.0);
    const auto add = [&](std::span<const double> mw) {
        for (std::size_t t = 0; t < demand.size(); ++t) demand[t] += mw[t];
    };
    const std::size_t regions = study.regions.name.size();
    for (std::size_t r = 0; r < regions; ++r)
        if (region == regions || region == r) add(year.region_demand_mw.of(r));
    for (std::size_t d = 0; with_data_centers && d < study.data_centers.name.size(); ++d)
        if (region == regions || region == base::at(study.data_centers.region[d])) add(year.data_center_mw.of(d));
    return demand;
}

// A market region may have none.
bool has_demand(const model::Study& study, const std::vector<const profiles::YearProfiles*>& weather_years,
                std::size_t region, const HeadroomSettings& settings) {
    return std::ranges::any_of(weather_years, [&](const profiles::YearProfiles* year) {
        const Hours demand = demand_of(study, *year, region, settings.with_data_centers);
        return std::ranges::any_of(demand, [](double mw) { return mw > 0.0; });
    });
}

RegionHeadroom of_region(const model::Study& study, const std::vector<const profiles::YearProfiles*>& weather_years,
                         std::size_t region, const HeadroomSettings& settings) {
    std::vector<Hours> demands;
    std::vector<profiles::DemandYear> years;
    demands.reserve(weather_years.size());
    double mean_mw = 0.0;
    for (const profiles::YearProfiles* year : weather_years) {
        demands.push_back(demand_of(study, *year, region, settings.with_data_centers));
        years.push_back({year->axis, demands.back(), year->weight});
        mean_mw += year->weight * std::accumulate(demands.back().begin(), demands.back().end(), 0.0) /
                   static_cast<double>(year->axis.count);
    }
    RegionHeadroom row{
        .region = region < study.regions.name.size() ? study.regions.name[region] : std::string(kAllRegions),
        .year = weather_years.front()->year,
        .mean_demand_mw = mean_mw,
        .peaks = profiles::season_peaks(years, study.utc_offset_s),
        .headroom = {}};
    for (const double limit : settings.curtailed_frac)
        row.headroom.push_back(profiles::curtailment_headroom(years, study.utc_offset_s, row.peaks, limit));
    return row;
}

}  // namespace

HeadroomReport headroom(io::LoadedStudy loaded, const HeadroomSettings& settings, const base::Progress& progress) {
    if (!loaded.study.horizon.lengths.empty())
        throw base::InputError(
            {{"study.toml", "horizon.step_file", 0, "steps of stated lengths",
              "none, --set horizon.step_file=: events of curtailment are counted in steps of one length"}});
    expect_memory_of_profiles(loaded.study);
    const parallel::ThreadCount count(settings.threads);
    StudyWithWeather with_weather(std::move(loaded), settings.threads);
    const model::Study& study = with_weather.loaded.study;
    const profiles::Profiles profiles = profiles::make_profiles(study, with_weather.weather, progress);
    std::map<int, std::vector<const profiles::YearProfiles*>> by_year;
    for (const profiles::YearProfiles& year : profiles.years) by_year[year.year].push_back(&year);
    HeadroomReport report{.loaded = {}, .curtailed_frac = settings.curtailed_frac, .rows = {}};
    const std::size_t regions = study.regions.name.size();
    for (const auto& [year, weather_years] : by_year)
        for (std::size_t r = 0; r <= regions; ++r)
            if ((r < regions || regions > 1) && has_demand(study, weather_years, r, settings))
                report.rows.push_back(of_region(study, weather_years, r, settings));
    if (report.rows.empty())
        throw base::InputError({{"regions.csv", "demand", 0, "none in any region", "regions with demand"}});
    report.loaded = std::move(with_weather.loaded);
    return report;
}

void write_headroom(const std::filesystem::path& path, const HeadroomReport& report) {
    io::PartialFile file(path);
    file.append(
        "region,year,mean_demand_mw,june_to_august_peak_mw,december_to_february_peak_mw,curtailed_frac,headroom_mw,"
        "curtailed_mwh_per_year,curtailed_h_per_year,events_per_year,mean_event_h,longest_event_h,half_served_frac\n");
    for (const RegionHeadroom& row : report.rows)
        for (std::size_t i = 0; i < row.headroom.size(); ++i) {
            const profiles::Headroom& h = row.headroom[i];
            file.append(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", io::csv_field(row.region), row.year,
                                    row.mean_demand_mw, row.peaks.june_to_august_mw, row.peaks.december_to_february_mw,
                                    report.curtailed_frac[i], h.load_mw, h.curtailed_mwh_per_year,
                                    h.curtailed_h_per_year, h.events_per_year, h.mean_event_h, h.longest_event_h,
                                    h.half_served_frac));
        }
    file.commit();
}

}  // namespace decawatt::app
