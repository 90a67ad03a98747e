// Assigns outages, maintenance and delays to the assets of a study and registers them in a system.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "adequacy/assembly/horizon_hours.hpp"
#include "adequacy/system/system.hpp"
#include "model/study.hpp"

namespace decawatt::adequacy {

// Random streams are keyed by the names of assets: adding an asset to the study does not change the outages of the
// others, so that studies with and without it are compared under common random numbers.
class OutageAssignment {
  public:
    OutageAssignment(const model::Study& study, const HorizonHours& hours, System& system);

    // Outage causes of one unit: that of its class, if it has one, and common causes. `name` is unique among plants, or
    // among stores.
    std::vector<CauseIndex> plant_causes(model::PlantIndex plant, int unit);
    std::vector<CauseIndex> line_causes(model::LineIndex line);
    std::vector<CauseIndex> store_causes(model::StoreIndex store, const std::string& part);
    // For stores whose additions fail machine by machine: the cause of each machine, by number, and the common causes.
    bool has_own_outage(model::StoreIndex store) const;
    CauseIndex store_machine_cause(model::StoreIndex store, int machine);
    std::vector<CauseIndex> store_common_causes(model::StoreIndex store) const;
    std::vector<CauseIndex> connection_causes(model::DataCenterIndex center);
    double mean_available_frac(const std::vector<CauseIndex>& causes) const;

    // Maintenance of all units of a region with the same profile of availability and the same mean outages; none where
    // availability after outages is at most that of the profile. It is scheduled by region, so that no region has more
    // than its share out at a time.
    MaintenanceIndex maintenance(model::RegionIndex region, model::MonthProfileIndex availability,
                                 double mean_available_frac);

    // Sets the delay of assets that are commissioned within the horizon; existing assets have none.
    void delay(const std::vector<model::DelayClassIndex>& column, std::size_t row, const std::string& project,
               std::int64_t due_hour, Exposure& exposure);

    const std::vector<model::SiteIndex>& temperature_sites() const {
        return temperature_sites_;
    }  // by column of the library's temperatures

  private:
    std::vector<CauseIndex> causes(const std::vector<model::OutageClassIndex>& column, std::size_t row,
                                   const std::string& name, model::RegionIndex region,
                                   const std::vector<std::size_t>& shared);
    CauseIndex add_cause(model::OutageClassIndex outage, const std::string& name, model::RegionIndex region);
    model::RegionIndex place_of_common(std::size_t row) const;
    TemperatureIndex temperature_column(model::RegionIndex region) const;
    std::uint32_t stream(const std::string& name);

    const model::Study& study_;
    const HorizonHours& hours_;
    System& system_;
    std::set<std::uint32_t> taken_;
    std::map<std::string, std::uint32_t> project_stream_;
    std::map<std::tuple<std::size_t, std::size_t, double>, MaintenanceIndex> maintenance_;
    bool answers_ = false;  // some failure rate depends on temperature
    std::vector<model::SiteIndex> temperature_sites_;
    std::vector<CauseIndex> common_cause_;  // by row of the common outages
};

}  // namespace decawatt::adequacy
