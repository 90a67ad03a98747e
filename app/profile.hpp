// Profiles: a single model with one weather file, with all intermediate results by hour.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/model_columns.hpp"
#include "io/study/profile_config.hpp"
#include "io/weather/read_weather.hpp"

namespace decawatt::app {

struct ProfileSettings {
    io::ProfileModel model = io::ProfileModel::pv;
    std::string config = {};          // configuration file of the system (docs/profile_command.md)
    std::string weather = {};         // weather file of any format
    std::string site = {};            // for a weather file with several sites
    io::WeatherRequest request = {};  // options for reading the weather file
    bool allow_outside = false;       // files named by the configuration may be in any folder
};

// Input of the model.
struct ProfileInput {
    io::ProfileModel model;
    io::WeatherReading reading;
    io::ProfileConfig config;
    std::string weather;              // the weather file
    std::vector<std::string> inputs;  // every file that was read
};

// If the weather file is not a common one, the location in the configuration, if stated, replaces that of the file.
// Throws base::InputError, base::ResourceError.
ProfileInput read_profile_input(const ProfileSettings& settings);

using Sums = std::vector<std::pair<std::string, double>>;  // by name and unit: energy_kwh

struct Profile {
    Columns columns;  // all intermediate results, by hour
    Sums sums;        // over the hours of the file: energy, and performance figures
};

// Runs on the calling thread. Throws base::InputError if the weather lacks a variable that the model needs.
Profile profile(const ProfileInput& input);

// Writes the columns to a CSV file. Throws base::ResourceError.
void write_profile(const std::filesystem::path& path, const ProfileInput& input, const Profile& profile);

}  // namespace decawatt::app
