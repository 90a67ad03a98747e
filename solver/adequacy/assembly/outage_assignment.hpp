// What may go wrong with each thing of a study, registered in a system.
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

// Random streams are named after the assets they belong to: an asset more in the study leaves the outages of all others
// as they are, so that a study with it and one without it are compared under the same random numbers.
class OutageAssignment {
  public:
    OutageAssignment(const model::Study& study, const HorizonHours& hours, System& system);

    // Outages of one unit: its class (or none), and what it shares with others. `name` is unique among its kind.
    std::vector<CauseIndex> plant_causes(model::PlantIndex plant, int unit);
    std::vector<CauseIndex> line_causes(model::LineIndex line);
    std::vector<CauseIndex> store_causes(model::StoreIndex store, const std::string& part);
    // Where what is built of a store fails machine by machine: the own outage of each, numbered, and what they share.
    bool has_own_outage(model::StoreIndex store) const;
    CauseIndex store_machine_cause(model::StoreIndex store, int machine);
    std::vector<CauseIndex> store_common_causes(model::StoreIndex store) const;
    std::vector<CauseIndex> connection_causes(model::DataCenterIndex center);
    double mean_available_frac(const std::vector<CauseIndex>& causes) const;

    // The maintenance of all units of a region that share a profile of availability and a mean of outages; none where
    // outages alone leave as much as the profile. By region, so that none loses more than its share at a time.
    MaintenanceIndex maintenance(model::RegionIndex region, model::MonthProfileIndex availability,
                                 double mean_available_frac);

    // Fills in the delay of what is due in the horizon; nothing for what is there.
    void delay(const std::vector<model::DelayClassIndex>& column, std::size_t row, const std::string& project,
               std::int64_t due_hour, Exposure& exposure);

    const std::vector<model::SiteIndex>& temperature_sites() const { return temperature_sites_; }  // library columns

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
    bool answers_ = false;  // some outage answers to temperature
    std::vector<model::SiteIndex> temperature_sites_;
    std::vector<CauseIndex> common_cause_;  // by row of the common outages
};

}  // namespace decawatt::adequacy
