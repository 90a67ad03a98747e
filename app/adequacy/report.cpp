#include "app/adequacy/report.hpp"

#include <algorithm>

#include "adequacy/assembly/horizon_hours.hpp"

namespace decawatt::app {

namespace {

// Mean demand, year × place: the grid, nodes without their data centres, data centres.
std::vector<double> mean_demand_mwh(const adequacy::Assembly& assembly) {
    const adequacy::WeatherLibrary& library = assembly.library;
    const adequacy::System& system = assembly.system;
    const std::size_t nodes = system.region.size(), places = 1 + nodes + system.centers.count();
    double level = assembly.uncertainty.load_levels.empty() ? 1.0 : 0.0;
    for (const model::LoadLevel& l : assembly.uncertainty.load_levels) level += l.factor * l.probability;
    std::vector<double> demand(library.years() * places, 0.0);
    const auto sum = [](std::span<const float> hours) {
        double all = 0.0;
        for (const float mw : hours) all += static_cast<double>(mw);
        return all;
    };
    for (std::size_t w = 0; w < library.weathers(); ++w)
        for (std::size_t y = 0; y < library.years(); ++y) {
            const auto add = [&](std::size_t place, double mwh) {
                demand[y * places + place] += mwh / static_cast<double>(library.weathers());
            };
            for (std::size_t r = 0; r < library.shape().regions; ++r) {
                const double mwh = level * sum(library.load_mw(adequacy::WeatherIndex{w}, y, adequacy::NodeIndex{r}));
                add(0, mwh);
                add(1 + r, mwh);
            }
            for (std::size_t d = 0; d < library.shape().centers; ++d)
                add(1 + nodes + d, sum(library.center_mw(adequacy::WeatherIndex{w}, y, adequacy::CenterIndex{d})));
        }
    return demand;
}

}  // namespace

io::AdequacyReport adequacy_report(const model::Study& study, const adequacy::Assembly& assembly) {
    const adequacy::HorizonHours hours(study);
    io::AdequacyReport report;
    report.study = study.name;
    report.regions = study.regions.name;
    report.data_centers = study.data_centers.name;
    report.nodes = assembly.system.region.size();
    report.utc_offset_s = study.utc_offset_s;
    report.begin_s = hours.axis(0).start_utc_s;
    for (std::size_t y = 0; y < hours.years(); ++y) {
        report.years.push_back(hours.calendar_year(y));
        report.hours_of_year.push_back(static_cast<double>(hours.axis(y).count));
    }
    report.hours_of_slot.assign(adequacy::kSlots, 0.0);
    for (const std::uint16_t slot : assembly.library.slots()) report.hours_of_slot[slot] += 1.0;
    report.weather_years.assign(assembly.weather_years.begin(), assembly.weather_years.end());
    report.demand_mwh = mean_demand_mwh(assembly);
    std::ranges::sort(report.levels = {study.adequacy.cvar_level, 0.99});
    if (report.levels.front() == report.levels.back()) report.levels.pop_back();
    report.growth_sd_frac = assembly.uncertainty.growth_sd_frac;
    report.center_growth_sd_frac = assembly.uncertainty.center_growth_sd_frac;
    return report;
}

io::FutureNames future_names(const model::Study& study, const adequacy::Assembly& assembly,
                             const adequacy::Future& future) {
    const adequacy::HorizonHours hours(study);
    io::FutureNames names{.study = study.name,
                          .utc_offset_s = study.utc_offset_s,
                          .nodes = assembly.system.region,
                          .stores = assembly.system.stores.name,
                          .data_centers = study.data_centers.name,
                          .regions = study.regions.name.size(),
                          .time_s = {},
                          .years = {},
                          .weather_years = {}};
    for (std::size_t y = 0; y < hours.years(); ++y) {
        names.years.push_back(hours.calendar_year(y));
        names.weather_years.push_back(assembly.weather_years[base::at(future.weather[y])]);
        for (std::int64_t t = 0; t < hours.axis(y).count; ++t) names.time_s.push_back(hours.axis(y).instant(t));
    }
    return names;
}

}  // namespace decawatt::app
