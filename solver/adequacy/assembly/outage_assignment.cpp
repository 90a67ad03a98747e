#include "adequacy/assembly/outage_assignment.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/fnv1a.hpp"
#include "base/index.hpp"

namespace decawatt::adequacy {

using base::at;

namespace {
constexpr double kHoursPerMonth = 730.5;  // of the mean Julian year
constexpr double kSameShare = 1e-9;       // of a group: less is rounding

OutageModel model_of(const model::OutageClasses& classes, std::size_t i) {
    OutageModel model;
    model.name = classes.name[i];
    model.states = classes.states[i];
    if (i < classes.temperature_deg_c.size()) {
        model.temperature_deg_c = classes.temperature_deg_c[i];
        model.failure_factor = classes.failure_factor[i];
    }
    return model;
}

// The rows of the common outages that name a thing.
template <class Index>
std::vector<std::size_t> naming(const std::vector<std::vector<Index>>& members, Index thing) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < members.size(); ++i)
        if (std::ranges::find(members[i], thing) != members[i].end()) rows.push_back(i);
    return rows;
}
}  // namespace

OutageAssignment::OutageAssignment(const model::Study& study, const HorizonHours& hours, System& system)
    : study_(study), hours_(hours), system_(system) {
    const model::Reliability& r = study.reliability;
    for (std::size_t i = 0; i < r.outages.name.size(); ++i) {
        system.outages.push_back(model_of(r.outages, i));
        answers_ = answers_ || !system.outages.back().temperature_deg_c.empty();
    }
    if (answers_)
        for (const model::SiteIndex site : study.regions.site)
            if (std::ranges::find(temperature_sites_, site) == temperature_sites_.end())
                temperature_sites_.push_back(site);
    for (std::size_t i = 0; i < r.delays.name.size(); ++i)
        system.delays.push_back({r.delays.on_time_frac[i], r.delays.mean_delay_months[i] * kHoursPerMonth});
    for (std::size_t i = 0; i < r.common.name.size(); ++i)
        common_cause_.push_back(add_cause(r.common.outage[i], "common " + r.common.name[i], place_of_common(i)));
}

// The region of its first member: a storm's temperature is that of where it is named first.
model::RegionIndex OutageAssignment::place_of_common(std::size_t row) const {
    const model::CommonOutages& common = study_.reliability.common;
    if (!common.plants[row].empty()) return study_.plants.region[at(common.plants[row].front())];
    if (!common.lines[row].empty()) return study_.lines.from[at(common.lines[row].front())];
    if (!common.stores[row].empty()) return study_.stores.region[at(common.stores[row].front())];
    base::expects(!common.connections[row].empty(), "a common outage has a member");
    return study_.data_centers.region[at(common.connections[row].front())];
}

std::vector<CauseIndex> OutageAssignment::plant_causes(model::PlantIndex plant, int unit) {
    const std::string name = "plant " + study_.plants.name[at(plant)] + " unit " + std::to_string(unit);
    return causes(study_.reliability.plant_outage, at(plant), name, study_.plants.region[at(plant)],
                  naming(study_.reliability.common.plants, plant));
}

std::vector<CauseIndex> OutageAssignment::line_causes(model::LineIndex line) {
    return causes(study_.reliability.line_outage, at(line), "line " + study_.lines.name[at(line)],
                  study_.lines.from[at(line)], naming(study_.reliability.common.lines, line));
}

std::vector<CauseIndex> OutageAssignment::store_causes(model::StoreIndex store, const std::string& part) {
    return causes(study_.reliability.store_outage, at(store), "store " + study_.stores.name[at(store)] + " " + part,
                  study_.stores.region[at(store)], naming(study_.reliability.common.stores, store));
}

bool OutageAssignment::has_own_outage(model::StoreIndex store) const {
    const auto& column = study_.reliability.store_outage;
    return !column.empty() && column[at(store)] != base::none<model::OutageClassIndex>;
}

CauseIndex OutageAssignment::store_machine_cause(model::StoreIndex store, int machine) {
    return add_cause(study_.reliability.store_outage[at(store)],
                     "store " + study_.stores.name[at(store)] + " built unit " + std::to_string(machine),
                     study_.stores.region[at(store)]);
}

std::vector<CauseIndex> OutageAssignment::store_common_causes(model::StoreIndex store) const {
    std::vector<CauseIndex> all;
    for (const std::size_t common : naming(study_.reliability.common.stores, store))
        all.push_back(common_cause_[common]);
    return all;
}

std::vector<CauseIndex> OutageAssignment::connection_causes(model::DataCenterIndex center) {
    return causes(study_.reliability.connection_outage, at(center),
                  "connection " + study_.data_centers.name[at(center)], study_.data_centers.region[at(center)],
                  naming(study_.reliability.common.connections, center));
}

double OutageAssignment::mean_available_frac(const std::vector<CauseIndex>& causes) const {
    double frac = 1.0;
    for (const CauseIndex cause : causes)
        frac *= system_.outages[at(system_.causes[at(cause)].outage)].mean_available_frac();
    return frac;
}

std::vector<CauseIndex> OutageAssignment::causes(const std::vector<model::OutageClassIndex>& column, std::size_t row,
                                                 const std::string& name, model::RegionIndex region,
                                                 const std::vector<std::size_t>& shared) {
    std::vector<CauseIndex> all;
    if (!column.empty() && column[row] != base::none<model::OutageClassIndex>)
        all.push_back(add_cause(column[row], name, region));
    for (const std::size_t common : shared) all.push_back(common_cause_[common]);
    return all;
}

CauseIndex OutageAssignment::add_cause(model::OutageClassIndex outage, const std::string& name,
                                       model::RegionIndex region) {
    const bool answers = !system_.outages[at(outage)].temperature_deg_c.empty();
    system_.causes.push_back(
        {OutageIndex{at(outage)}, stream(name), answers ? temperature_column(region) : base::none<TemperatureIndex>});
    return CauseIndex{system_.causes.size() - 1};
}

TemperatureIndex OutageAssignment::temperature_column(model::RegionIndex region) const {
    const auto found = std::ranges::find(temperature_sites_, study_.regions.site[at(region)]);
    return static_cast<TemperatureIndex>(found - temperature_sites_.begin());
}

MaintenanceIndex OutageAssignment::maintenance(model::RegionIndex region, model::MonthProfileIndex availability,
                                               double mean_available_frac) {
    const auto [known, is_new] =
        maintenance_.try_emplace({at(region), at(availability), mean_available_frac}, base::none<MaintenanceIndex>);
    if (!is_new) return known->second;
    const model::Months& available = study_.month_profiles.frac[at(availability)];
    const auto share = [&](const HorizonHours::Month& month) {
        const double planned = 1.0 - available[static_cast<std::size_t>(month.month)] / mean_available_frac;
        return planned > kSameShare ? planned : 0.0;
    };
    Maintenance maintenance{study_.regions.name[at(region)] + ": " + study_.month_profiles.name[at(availability)],
                            steps_between(hours_, 0, hours_.end(), 1.0, share), 0};
    if (largest(maintenance.share) == 0.0) return base::none<MaintenanceIndex>;
    maintenance.stream = stream("overhaul " + maintenance.name + " " + std::to_string(mean_available_frac));
    system_.maintenance.push_back(std::move(maintenance));
    return known->second = MaintenanceIndex{system_.maintenance.size() - 1};
}

void OutageAssignment::delay(const std::vector<model::DelayClassIndex>& column, std::size_t row,
                             const std::string& project, std::int64_t due_hour, Exposure& exposure) {
    if (column.empty() || column[row] == base::none<model::DelayClassIndex>) return;
    const auto [known, is_new] = project_stream_.try_emplace(project, 0U);
    if (is_new) known->second = stream("delay " + project);
    exposure.delay = DelayIndex{at(column[row])};
    exposure.due_hour = due_hour;
    exposure.delay_stream = known->second;
}

std::uint32_t OutageAssignment::stream(const std::string& name) {
    auto key = static_cast<std::uint32_t>(base::fnv1a(name));
    while (!taken_.insert(key).second) ++key;
    return key;
}

}  // namespace decawatt::adequacy
