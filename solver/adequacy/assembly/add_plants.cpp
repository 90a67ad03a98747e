#include "adequacy/assembly/add_plants.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "assets/capacity.hpp"
#include "assets/service_years.hpp"
#include "model/agreement_delivery.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::adequacy {

using base::at;
using model::MonthProfileIndex;
using model::PlantIndex;

namespace {

// A part of a plant's capacity: that of its row in the table, or what was built in one year.
struct Part {
    std::string project;
    std::int64_t first, end;
    double mw;
    int count;       // number of equal units
    int since_year;  // ages from this year on; after the horizon: never
    bool due;        // can be delayed
};

class PlantAdder {
  public:
    explicit PlantAdder(Assembling& work) : work_(work), plants_(work.study.plants) {}

    void add_all() {
        for (std::size_t p = 0; p < plants_.name.size(); ++p) {
            if (!model::delivers_power(work_.study, static_cast<PlantIndex>(p))) continue;
            for (const Part& part : parts_of(p)) add(p, part);
        }
        set_positions();
    }

  private:
    struct RotationUnit {  // position of a unit in the rotation of its maintenance
        UnitIndex unit;
        double mw;
    };

    std::vector<Part> parts_of(std::size_t p) const {
        const HorizonHours& hours = work_.hours;
        std::vector<Part> parts;
        const ServicePeriod life = service_period_of(hours, plants_.commissioned[p], plants_.closed[p]);
        const bool dated = plants_.commissioned[p] != base::kAlways;
        const auto& units = work_.study.reliability.plant_units;
        if (plants_.capacity_mw[p] > 0.0 && life.first < life.end)
            parts.push_back({plants_.name[p], life.first, life.end, plants_.capacity_mw[p],
                             units.empty() ? 1 : units[p],
                             dated ? base::civil_time(plants_.commissioned[p], work_.study.utc_offset_s).year
                                   : work_.study.horizon.last_year + 1,
                             life.first > 0});
        for (const Cohort& cohort : work_.built.of(assets::CapacityKind::plant, p))
            parts.push_back({plants_.name[p] + " built in " + std::to_string(cohort.year), cohort.first, cohort.end,
                             cohort.mw, cohort.units, assets::aged_since(work_.study, p, cohort.year),
                             cohort.year >= work_.study.horizon.first_year});
        return parts;
    }

    void add(std::size_t p, const Part& part) {
        const bool weather = work_.resources.of_plant[p] != base::none<profiles::ResourceIndex>;
        const std::vector<double>* fixed = model::fixed_available_frac(work_.study, static_cast<PlantIndex>(p));
        if (weather && fixed == nullptr)
            add_variable(p, part);
        else
            for (int unit = 0; unit < part.count; ++unit) add_unit(p, part, unit, fixed);
    }

    void add_variable(std::size_t p, const Part& part) {
        Variables& all = work_.system.variables;
        all.name.push_back(part.project);
        all.region.push_back(node_of(p));
        all.resource.push_back(ResourceIndex{at(work_.resources.of_plant[p])});
        all.capacity.push_back(capacity_of(p, part, part.mw, plants_.availability[p]));
        Exposure exposure;
        expose_to_delay(p, part, exposure);
        all.exposure.push_back(std::move(exposure));
    }

    void add_unit(std::size_t p, const Part& part, int unit, const std::vector<double>* fixed) {
        const double mw = part.mw / part.count;
        Exposure exposure;
        exposure.causes = work_.outages.plant_causes(static_cast<PlantIndex>(p), next_unit_[p]++);
        const MonthProfileIndex availability = plants_.availability[p];
        const bool fails = !exposure.causes.empty(), by_month = availability != base::none<MonthProfileIndex>;
        if (fails && by_month && fixed == nullptr)
            exposure.maintenance = work_.outages.maintenance(plants_.region[p], availability,
                                                             work_.outages.mean_available_frac(exposure.causes));
        expose_to_delay(p, part, exposure);
        Steps capacity = fixed != nullptr
                             ? fixed_capacity(*fixed, part, mw)
                             : capacity_of(p, part, mw, fails ? base::none<MonthProfileIndex> : availability);
        Units& units = work_.system.units;
        if (exposure.maintenance != base::none<MaintenanceIndex>)
            rotations_[exposure.maintenance].push_back({UnitIndex{units.count()}, mw});
        units.name.push_back(part.count > 1 ? part.project + " unit " + std::to_string(unit + 1) : part.project);
        units.region.push_back(node_of(p));
        units.capacity.push_back(std::move(capacity));
        units.exposure.push_back(std::move(exposure));
    }

    Steps capacity_of(std::size_t p, const Part& part, double mw, MonthProfileIndex availability) const {
        const model::Study& study = work_.study;
        const bool limited = study.adequacy.keeps_seasonal_limits;
        return steps_between(work_.hours, part.first, part.end, mw, [&](const HorizonHours::Month& month) {
            const double season = limited ? month_frac(study, plants_.seasonal_limit[p], month) : 1.0;
            const int age = std::max(0, month.calendar_year - part.since_year);
            return season * month_frac(study, availability, month) *
                   assets::aged_frac(study, static_cast<PlantIndex>(p), age);
        });
    }

    Steps fixed_capacity(const std::vector<double>& frac, const Part& part, double mw) const {
        Steps steps;
        for (std::int64_t hour = part.first; hour < std::min(part.end, work_.hours.end()); ++hour) {
            const double value = mw * frac[static_cast<std::size_t>(hour)];
            if (steps.empty() || steps.back().mw != value) steps.push_back({hour, value});
        }
        if (part.end < work_.hours.end()) steps.push_back({part.end, 0.0});
        return steps;
    }

    void expose_to_delay(std::size_t p, const Part& part, Exposure& exposure) {
        if (part.due) work_.outages.delay(work_.study.reliability.plant_delay, p, part.project, part.first, exposure);
    }

    NodeIndex node_of(std::size_t p) const { return work_.node_of(plants_.region[p], plants_.behind[p]); }

    // Positions of units: the middle of each unit's share of the group's capacity, in the order of the table.
    void set_positions() {
        for (const auto& [maintenance, units] : rotations_) {
            double total_mw = 0.0, before_mw = 0.0;
            for (const RotationUnit& unit : units) total_mw += unit.mw;
            for (const RotationUnit& unit : units) {
                work_.system.units.exposure[at(unit.unit)].turn = (before_mw + 0.5 * unit.mw) / total_mw;
                before_mw += unit.mw;
            }
        }
    }

    Assembling& work_;
    const model::Plants& plants_;
    std::map<std::size_t, int> next_unit_;  // by plant: the number of its next unit
    std::map<MaintenanceIndex, std::vector<RotationUnit>> rotations_;
};

}  // namespace

void add_plants(Assembling& work) {
    PlantAdder(work).add_all();
}

}  // namespace decawatt::adequacy
