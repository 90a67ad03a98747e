#include "app/study_with_weather.hpp"

#include <utility>

#include "app/file_access.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::app {

namespace {
profiles::WeatherSource read_weather(io::LoadedStudy& loaded, int threads) {
    const parallel::ThreadCount count(threads);
    if (loaded.weather_files.empty()) return io::read_study_weather(loaded);  // generated weather: no file is read
    const auto lock = file_access();
    return io::read_study_weather(loaded);
}
}  // namespace

StudyWithWeather::StudyWithWeather(io::LoadedStudy study, int threads)
    : loaded(std::move(study)), weather(read_weather(loaded, threads)) {}

}  // namespace decawatt::app
