#include "planning/results/data_center_energy.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "assets/equipment_series.hpp"
#include "planning/results/market_summary.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// Connected components of the network: for each region the lowest index of its component.
std::vector<std::size_t> joined_regions(const Study& study, const Corridors& corridors) {
    std::vector<std::size_t> group(study.regions.name.size());
    std::iota(group.begin(), group.end(), 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t c = 0; c < corridors.from.size(); ++c) {
            std::size_t &from = group[at(corridors.from[c])], &to = group[at(corridors.to[c])];
            changed = changed || from != to;
            from = to = std::min(from, to);
        }
    }
    return group;
}

// Mean emission per MWh of generation in front of meters and of purchases from markets, t/MWh: hour × connected
// component. 0 in hours without any; NaN in hours with purchases from a market that states no emission factor.
base::Series grid_emission(const Study& study, const Layout& layout, const std::vector<std::size_t>& group,
                           const YearDispatch& d) {
    const auto hours = static_cast<std::size_t>(d.axis.count);
    base::Series mw(hours, group.size()), t_per_h(hours, group.size());
    for (std::size_t f = 0; f < layout.groups.plants.members.size(); ++f) {
        if (layout.groups.plants.behind[f] != base::none<model::DataCenterIndex>) continue;
        const std::size_t g = group[at(layout.groups.plants.region[f])];
        const double per_mwh = assets::emission_t_per_mwh(study, layout.groups.plants.members[f].front());
        for (std::size_t t = 0; t < hours; ++t) {
            mw(t, g) += d.generation_mw(t, f);
            t_per_h(t, g) += per_mwh * d.generation_mw(t, f);
        }
    }
    for (std::size_t m = 0; m < study.markets.region.size(); ++m) {
        const std::size_t g = group[at(study.markets.region[m])];
        const double per_mwh = study.markets.emission_t_per_mwh[m];
        for (std::size_t t = 0; t < hours; ++t) {
            mw(t, g) += d.market_buy_mw(t, m);
            if (!std::isnan(per_mwh) || buys(d, m, t)) t_per_h(t, g) += per_mwh * d.market_buy_mw(t, m);
        }
    }
    for (std::size_t g = 0; g < group.size(); ++g)
        for (std::size_t t = 0; t < hours; ++t) t_per_h(t, g) = mw(t, g) > 0.0 ? t_per_h(t, g) / mw(t, g) : 0.0;
    return t_per_h;
}

void add_behind(const Study& study, const Layout& layout, const YearDispatch& d, YearSummary& s) {
    for (std::size_t f = 0; f < layout.groups.plants.members.size(); ++f) {
        if (layout.groups.plants.behind[f] == base::none<model::DataCenterIndex>) continue;
        const std::size_t c = at(layout.groups.plants.behind[f]);
        const double per_mwh = assets::emission_t_per_mwh(study, layout.groups.plants.members[f].front());
        const bool by_weather = model::is_weather_driven(layout.groups.plants.technology[f]);
        for (std::size_t t = 0; t < d.generation_mw.times(); ++t) {
            const double factor = d.weight * d.axis.step_h(t);
            const double mw = d.generation_mw(t, f);
            s.data_center_own_mwh[c] += factor * mw;
            s.data_center_own_emission_t[c] += factor * per_mwh * mw;
            if (by_weather) s.data_center_curtailed_mwh[c] += factor * std::max(0.0, d.available_mw(t, f) - mw);
        }
    }
}

void add_connection(const YearDispatch& d, std::size_t c, std::size_t group, const base::Series& grid_t_per_mwh,
                    YearSummary& s) {
    for (std::size_t t = 0; t < d.data_center_import_mw.times(); ++t) {
        const double factor = d.weight * d.axis.step_h(t);
        const double import_mw = std::max(0.0, d.data_center_import_mw(t, c));
        s.data_center_import_mwh[c] += factor * import_mw;
        s.data_center_export_mwh[c] += factor * (import_mw - d.data_center_import_mw(t, c));
        if (import_mw > 0.0) s.data_center_grid_emission_t[c] += factor * grid_t_per_mwh(t, group) * import_mw;
        s.data_center_unserved_mwh[c] += factor * d.data_center_unserved_mw(t, c);
        s.data_center_curtailed_mwh[c] += factor * d.data_center_spill_mw(t, c);
    }
}

}  // namespace

void summarise_data_center_energy(const Study& study, const Layout& layout,
                                  const std::vector<const YearDispatch*>& weathers, YearSummary& s) {
    const std::size_t count = study.data_centers.name.size();
    for (auto* values :
         {&s.data_center_own_mwh, &s.data_center_curtailed_mwh, &s.data_center_import_mwh, &s.data_center_export_mwh,
          &s.data_center_unserved_mwh, &s.data_center_own_emission_t, &s.data_center_grid_emission_t})
        values->assign(count, 0.0);
    if (count == 0) return;
    const std::vector<std::size_t> group = joined_regions(study, layout.groups.corridors);
    for (const YearDispatch* d : weathers) {
        const base::Series grid_t_per_mwh = grid_emission(study, layout, group, *d);
        add_behind(study, layout, *d, s);
        for (std::size_t c = 0; c < count; ++c)
            add_connection(*d, c, group[at(study.data_centers.region[c])], grid_t_per_mwh, s);
    }
}

}  // namespace decawatt::planning
