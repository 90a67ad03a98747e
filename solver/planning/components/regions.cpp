#include "planning/components/regions.hpp"

#include <limits>

#include "planning/assembly.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

void add_region_rows(ChainAssembly& chain) {
    const auto& regions = chain.study().regions;
    const double per_mw = 1.0 / chain.units.power_mw;
    for (std::size_t r = 0; r < regions.name.size(); ++r) {
        const Row row = chain.builder.add_row("balance " + regions.name[r]);
        chain.columns.regions.balance.push_back(row);
        const auto series = chain.view.year.region_demand_mw.of(r);
        const Hours demand(series.begin(), series.end());
        chain.builder.add_to_rhs(row, demand, per_mw);
        add_into(demand, per_mw, chain.may_shed[row]);
    }
}

void read_regions(const ChainReading& reading, YearDispatch& d) {
    const auto& regions = reading.view.study.regions;
    const profiles::YearProfiles& year = reading.view.year;
    d.demand_mw = year.region_demand_mw;
    const double missing = std::numeric_limits<double>::quiet_NaN();
    d.price_per_mwh = d.temperature_deg_c = Series(reading.hours(), regions.name.size(), missing);
    const auto per_dual = [&](std::size_t t) {
        return reading.money /
               (reading.power_mw * year.axis.step_h(t) * reading.columns.weight * reading.columns.discount);
    };
    for (std::size_t r = 0; r < regions.name.size(); ++r) {
        const int row = reading.columns.place(reading.columns.regions.balance[r]);
        const std::size_t site = at(regions.site[r]);
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            if (row >= 0 && reading.columns.weight > 0.0)
                d.price_per_mwh(t, r) = per_dual(t) * reading.y(row, static_cast<Eigen::Index>(t));
            if (site < year.site_temperature_deg_c.entities())
                d.temperature_deg_c(t, r) = year.site_temperature_deg_c(t, site);
        }
    }
}

}  // namespace decawatt::planning
