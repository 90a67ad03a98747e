// The configuration of `decawatt profile`: a single model, with the keys of the study's tables. Format:
// docs/profile_command.md.
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
    profiles::Location place;  // location of the weather file, or that of the configuration instead
    WeatherRequest stated;     // location stated in the configuration, for reading the weather file
    double capacity_kw = 0;    // AC, at the grid; pv and wind
    int weather_year = 1;      // keys the random numbers of a workload; load
    StudyFile file;            // as read
    std::vector<std::filesystem::path> read_beside;  // other files named in the configuration: power curves
};

// A section is a row of a table of the study ([pv_system], [turbine], [data_center], [[hall]], [workload]) or several
// ([power_curve] and [month_profiles.NAME], lists of one length), read by the readers of those tables, with the same
// keys and ranges. `place` is that of the weather file. Throws base::ResourceError if the file cannot be read;
// base::InputError with every fault, by file, section.key and line. Curve files must be below the parent folder of the
// configuration, unless `allow_outside` (study_scope.hpp).
ProfileConfig read_profile_config(const std::filesystem::path& path, ProfileModel model,
                                  const profiles::Location& place, bool allow_outside = false);

}  // namespace decawatt::io
