// The configuration of `decawatt profile`: one model alone, with the keys of the study's tables.
// docs/profile_command.md is the contract.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"
#include "io/weather/read_weather.hpp"
#include "model/study.hpp"
#include "profiles/weather/location.hpp"

namespace decawatt::io {

enum class ProfileModel { pv, wind, load };

struct ProfileConfig {
    model::Study study;        // one site, and one PV system, one turbine, or one data centre with its halls
    profiles::Location place;  // of the weather file, or what the configuration says instead
    WeatherRequest stated;     // of the place: what the configuration says, for reading the weather file
    double capacity_kw = 0;    // AC, at the grid; pv and wind
    int weather_year = 1;      // keys the random numbers of a workload; load
    StudyFile file;            // as read
    std::vector<std::filesystem::path> read_beside;  // other files that it names: power curves
};

// A section is a row of a table of the study ([pv_system], [turbine], [data_center], [[hall]], [workload]) or several
// ([power_curve] and [month_profiles.NAME], lists of one length), read by the readers of those tables: what a study may
// say, this may say, with the same ranges. `place` is that of the weather file. Throws base::ResourceError where the
// file cannot be read; base::InputError with every fault, by file, section.key and line. Curve files lie below the
// folder above the configuration's, or anywhere with `allow_outside` (study_scope.hpp).
ProfileConfig read_profile_config(const std::filesystem::path& path, ProfileModel model,
                                  const profiles::Location& place, bool allow_outside = false);

}  // namespace decawatt::io
