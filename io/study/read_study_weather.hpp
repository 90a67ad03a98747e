// The weather of a study, read once where it comes from files.
#pragma once

#include "io/study/read_study.hpp"
#include "profiles/generator/generated_weather.hpp"

namespace decawatt::io {

// What `make_profiles` asks for the weather: the generator, or the files of weather_files.csv, each read once and laid
// on the calendar of every year. With files, their names and hashes join `loaded.files`, and without a climate.csv the
// sites' climate (the normal weather that demand is measured against) is fitted to the files. Throws base::InputError
// with the faults of all files, base::ResourceError.
profiles::WeatherSource read_study_weather(LoadedStudy& loaded);

}  // namespace decawatt::io
