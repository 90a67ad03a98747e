// The weather of a study; files are read once.
#pragma once

#include "io/study/read_study.hpp"
#include "profiles/generator/generated_weather.hpp"

namespace decawatt::io {

// The weather source for `make_profiles`: the generator, or the files of weather_files.csv, each read once and mapped
// to the calendar of every year. With files, their names and hashes are added to `loaded.files`; without climate.csv,
// the sites' climate (the normal weather of the demand model) is fitted to the files. Throws base::InputError with the
// faults of all files, base::ResourceError.
profiles::WeatherSource read_study_weather(LoadedStudy& loaded);

}  // namespace decawatt::io
