// The sections of the study reader, in the order in which they build on one another. Units convert here and nowhere
// else.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

inline constexpr double kKwPerMw = 1000.0;
inline constexpr double kMwhPerGwh = 1000.0;

inline constexpr const char *kGenerator = "generator", *kFiles = "files";  // sources of weather

// Returns the paths of [check] accepts.
std::vector<std::string> read_settings(const RawStudy& raw, Faults& faults, model::Study& study);
void read_places(const Reading& reading, model::Study& study);  // sites, climate, holidays, regions and their demand
void read_grid(const Reading& reading, model::Study& study);    // lines and interfaces
void read_equipment(const Reading& reading,
                    model::Study& study);  // fuels, prices, profiles by month, photovoltaic systems
void read_pv_systems(const Reading& reading, const model::MonthProfiles& profiles, model::PvSystems& systems);
void read_turbines(const Reading& reading, model::Turbines& turbines);  // with their curves, layouts and losses
void read_contracts(const Reading& reading, model::Study& study);
// Where the weather of each site and weather year is, with files as its source. Faults: one that is named by no row.
std::vector<WeatherFile> read_weather_files(const Reading& reading, const model::Study& study);
void read_data_centers(const Reading& reading, model::Study& study);  // with halls and workloads
void read_cooling_systems(const Reading& reading, model::CoolingSystems& systems);
void read_machines(const Reading& reading, model::Study& study);     // fleets, workloads, halls
void read_supply(const Reading& reading, model::Study& study);       // plants and stores
void read_reliability(const Reading& reading, model::Study& study);  // after all that fails or gives way

inline constexpr Range kSupplyDegC{5.0, 60.0, false, false, "degrees Celsius from 5 to 60"};  // of air or water
std::vector<std::string> cooling_columns();  // the optional columns of cooling_systems.csv

// What may be built of a row's thing; the years default to the horizon's. Faults: a limit without a cost or a life, a
// yearly limit without one for all years.
model::BuildOption read_build(const Row& row, const model::Horizon& horizon);         // of power
model::BuildOption read_unit_build(const Row& row, const model::Horizon& horizon);    // of power in machines
model::BuildOption read_energy_build(const Row& row, const model::Horizon& horizon);  // of a store's energy

// The texts of the first `count` values of an enumeration.
template <typename Enum>
std::vector<std::string> words_of(int count) {
    std::vector<std::string> words;
    words.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) words.emplace_back(text(static_cast<Enum>(i)));
    return words;
}

// One empty table per name.
inline std::vector<model::YearTable> year_tables(const std::vector<std::string>& names) {
    return std::vector<model::YearTable>(names.size());
}

}  // namespace decawatt::io
