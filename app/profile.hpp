// Profiles: one model alone on one weather file, with every step of it hour by hour.
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
    std::string config = {};          // a file: the system (docs/profile_command.md)
    std::string weather = {};         // a file of any format
    std::string site = {};            // of a weather file with several
    io::WeatherRequest request = {};  // how the weather file is read
    bool allow_outside = false;       // files that the configuration names may be anywhere
};

// What the model is made from.
struct ProfileInput {
    io::ProfileModel model;
    io::WeatherReading reading;
    io::ProfileConfig config;
    std::string weather;              // the weather file
    std::vector<std::string> inputs;  // every file that was read
};

// A weather file that is not regular yet is put together at the place of the configuration, which the model then stands
// at. Throws base::InputError, base::ResourceError.
ProfileInput read_profile_input(const ProfileSettings& settings);

using Sums = std::vector<std::pair<std::string, double>>;  // by name and unit: energy_kwh

struct Profile {
    Columns columns;  // every step of the model, hour by hour
    Sums sums;        // over the hours of the file: energy, and what engineers judge it by
};

// On the calling thread. Throws base::InputError where the weather lacks what the model needs.
Profile profile(const ProfileInput& input);

// The columns as a CSV file. Throws base::ResourceError.
void write_profile(const std::filesystem::path& path, const ProfileInput& input, const Profile& profile);

}  // namespace decawatt::app
