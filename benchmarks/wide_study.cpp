#include "benchmarks/wide_study.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/index.hpp"

namespace decawatt::benchmarks {

namespace {
constexpr double kEastwardDeg = 0.1;

// Entries `pick(0)`, ..., `pick(count - 1)` of every column; absent columns remain absent.
template <class Pick, class... Columns>
void rebuild(std::size_t count, const Pick& pick, Columns&... columns) {
    const auto one = [&](auto& column) {
        if (column.empty()) return;
        auto rebuilt = column;
        rebuilt.clear();
        for (std::size_t i = 0; i < count; ++i) rebuilt.push_back(column[pick(i)]);
        column = rebuilt;
    };
    (one(columns), ...);
}

void widen_sites(model::Sites& s, std::size_t count) {
    const std::size_t given = s.name.size();
    rebuild(
        count, [given](std::size_t i) { return i % given; }, s.name, s.latitude_deg, s.longitude_deg, s.elevation_m,
        s.temperature_mean_deg_c, s.temperature_day_sd_deg_c, s.temperature_diurnal_range_deg_c,
        s.relative_humidity_mean_frac, s.ghi_mean_kwh_per_m2_day, s.ghi_day_sd_kwh_per_m2_day, s.wind_10m_mean_m_per_s,
        s.wind_10m_sd_m_per_s, s.wind_100m_mean_m_per_s);
    for (std::size_t i = 0; i < count; ++i) {
        s.name[i] = fmt::format("site {}", i);
        s.longitude_deg[i] += kEastwardDeg * static_cast<double>(i / given);
    }
}

model::Plants plants_at(std::size_t sites) {
    model::Plants plants;
    for (std::size_t i = 0; i < 2 * sites; ++i) {
        plants.name.push_back(fmt::format("plant {}", i));
        plants.technology.push_back(i < sites ? model::Technology::solar : model::Technology::onshore);
        plants.site.push_back(static_cast<model::SiteIndex>(i % sites));
        plants.pv_system.push_back(model::PvSystemIndex{0});
        plants.turbine.push_back(model::TurbineIndex{0});
    }
    return plants;
}

void widen_centers(model::Study& study, std::size_t sites) {
    auto& d = study.data_centers;
    const auto first = [](std::size_t) { return std::size_t{0}; };
    rebuild(sites, first, d.name, d.region, d.site, d.it_scale, d.cooling, d.cooling_system, d.supply_temperature_deg_c,
            d.liquid_frac, d.ups_loss_constant, d.ups_loss_linear, d.ups_loss_square, d.ups_redundancy,
            d.distribution_loss_frac, d.lighting_frac);
    auto& h = study.halls;
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < h.name.size(); ++i)
        if (base::at(h.data_center[i]) == 0) own.push_back(i);
    rebuild(
        sites * own.size(), [&](std::size_t i) { return own[i % own.size()]; }, h.name, h.data_center, h.commissioned,
        h.closed, h.it_mw, h.gpus, h.workload, h.fill_months, h.draw);
    for (std::size_t i = 0; i < sites; ++i) d.site[i] = static_cast<model::SiteIndex>(i);
    for (std::size_t i = 0; i < h.name.size(); ++i)
        h.data_center[i] = static_cast<model::DataCenterIndex>(i / own.size());
}
}  // namespace

model::Study wide_study(const model::Study& study, std::size_t sites) {
    base::expects(!study.pv_systems.name.empty() && !study.turbines.name.empty() && !study.data_centers.name.empty(),
                  "a study with a photovoltaic system, a turbine and a data centre");
    model::Study wide = study;
    widen_sites(wide.sites, sites);
    wide.plants = plants_at(sites);
    widen_centers(wide, sites);
    return wide;
}

}  // namespace decawatt::benchmarks
