#include "model/validate_reliability.hpp"

#include <algorithm>

#include "model/fixed_series.hpp"
#include "model/number_text.hpp"
#include "model/outages.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

constexpr double kRounding = 1e-9;  // for rounded table values

// The outage causes of a plant, for messages: its class and common outages; empty without any.
std::string causes(const Study& study, PlantIndex plant) {
    const Reliability& all = study.reliability;
    const auto own = entry_of(all.plant_outage, plant, none<OutageClassIndex>);
    std::string names = own == none<OutageClassIndex> ? "" : all.outages.name[at(own)];
    for (std::size_t c = 0; c < all.common.name.size(); ++c)
        if (std::ranges::find(all.common.plants[c], plant) != all.common.plants[c].end())
            names += (names.empty() ? "" : ", ") + all.common.name[c];
    return names;
}

// Mean availability after outages must be at least that after outages and maintenance.
void check_maintenance(const Study& study, PlantIndex plant, const std::string& outages,
                       std::vector<Violation>& violations) {
    const std::size_t p = at(plant);
    const MonthProfileIndex profile = study.plants.availability[p];
    if (profile == none<MonthProfileIndex> || fixed_available_frac(study, plant)) return;
    const double most = mean_available_frac(study, plant);
    std::string found;
    for (std::size_t month = 0; month < kMonths; ++month) {
        const double frac = study.month_profiles.frac[at(profile)][month];
        if (frac > most + kRounding)
            found += (found.empty() ? "" : ", ") + shortest(frac) + " in month " + std::to_string(month + 1);
    }
    if (!found.empty())
        violations.push_back(
            {"plants", p, "availability", study.plants.name[p] + ": " + found,
             "at most " + six_digits(most) + ", the mean availability after outages (" + outages + ")"});
}

void check_plants(const Study& study, std::vector<Violation>& violations) {
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        const auto plant = static_cast<PlantIndex>(p);
        const std::string outages = causes(study, plant);
        if (outages.empty()) continue;
        if (is_weather_driven(study.plants.technology[p]))
            violations.push_back({"plants", p, "outage", outages + " on " + text(study.plants.technology[p]),
                                  "nothing, also in common_outages: losses of solar and wind are in pv_systems and "
                                  "turbines"});
        else
            check_maintenance(study, plant, outages, violations);
    }
}

void check_data_centers(const Study& study, std::vector<Violation>& violations) {
    const Reliability& all = study.reliability;
    const auto add = [&](std::size_t d, const char* column, double found, std::string expected) {
        violations.push_back({"data_centers", d, column, shortest(found), std::move(expected)});
    };
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const auto index = static_cast<DataCenterIndex>(d);
        const double deferrable = entry_of(all.deferrable_frac, index, 0.0),
                     movable = entry_of(all.movable_frac, index, 0.0);
        if (deferrable + movable > 1.0 + kRounding)
            add(d, "movable_frac", movable,
                "at most " + shortest(1.0 - deferrable) + ": with deferrable_frac no more than the load");
    }
}

// Ageing depends on the outdoor temperature of the region.
bool has_ageing_store(const Study& study, RegionIndex region) {
    for (std::size_t s = 0; s < study.stores.name.size(); ++s)
        if (study.stores.region[s] == region && study.stores.ages(s)) return true;
    return false;
}
}  // namespace

void validate_reliability(const Study& study, std::vector<Violation>& violations) {
    check_plants(study, violations);
    check_data_centers(study, violations);
}

// Without fixed series the tables and columns of the models are required by the study format.
void validate_modelled(const Study& study, std::vector<Violation>& violations) {
    const FixedSeries& fixed = study.fixed;
    if (fixed.demand.empty() && fixed.availability.empty() && fixed.load.empty()) return;
    const auto add = [&](const char* table, std::size_t entry, const char* column, const char* expected) {
        violations.push_back({table, entry, column, "nothing", expected});
    };
    const bool by_temperature = std::ranges::any_of(study.reliability.outages.temperature_deg_c,
                                                    [](const std::vector<double>& points) { return !points.empty(); });
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const auto region = static_cast<RegionIndex>(r);
        const bool modelled = !fixed_demand_mw(study, region);
        if (modelled && study.regions.demand_shape[r] == none<DemandShapeIndex>)
            add("regions", r, "demand_shape", "a name in demand_shapes.csv, or demand_mw in hourly.csv");
        if ((modelled || by_temperature || has_ageing_store(study, region)) && study.regions.site[r] == none<SiteIndex>)
            add("regions", r, "site",
                "a name in sites.csv: the weather of demand, of ageing stores and of outages by temperature");
    }
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (study.data_centers.site[d] == none<SiteIndex> && !fixed_load_mw(study, static_cast<DataCenterIndex>(d)))
            add("data_centers", d, "site", "a name in sites.csv, or data_center_mw in hourly.csv");
}

}  // namespace decawatt::model
