// Weather years of a study's sites, as common files.
#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/input_files.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal.hpp"
#include "cli/weather_files.hpp"
#include "io/study/read_study.hpp"
#include "io/study/study_weather_checks.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "parallel/blocks.hpp"
#include "profiles/generator/weather_generator.hpp"

namespace decawatt::cli {

namespace {
namespace fs = std::filesystem;

// The files of the weather years: the one that is asked for, or one a year in a folder.
std::vector<fs::path> files_of(const std::vector<int>& years, const Options& options) {
    const fs::path out = options.out;
    if (out.extension() == ".nc") {
        if (years.size() > 1)
            throw base::InputError(
                {{"command line", "--out", 0, options.out,
                  fmt::format("a folder: a file holds one year, and {} are asked for", years.size())}});
        return {out};
    }
    std::error_code error;
    fs::create_directories(out, error);
    if (!fs::is_directory(out))
        throw base::ResourceError(fmt::format("{}: cannot be made a folder: {}", options.out, error.message()));
    std::vector<fs::path> files;
    files.reserve(years.size());
    for (const int year : years) files.push_back(out / fmt::format("weather_{:04}.nc", year));
    return files;
}

}  // namespace

int generate_weather(const Options& options) {
    parallel::set_threads(options.threads);
    ProgressBar bar(options.quiet);
    const auto progress = bar.callback();
    const io::LoadedStudy loaded = io::read_study(study_request(options));
    const model::Study& study = loaded.study;
    const std::vector<int>& years = study.weather.years;  // those of --years
    const std::vector<fs::path> files = files_of(years, options);
    std::vector<std::string> written;
    written.reserve(files.size());
    for (const fs::path& file : files) written.push_back(file.string());
    expect_outputs(written, input_files(loaded));
    const int calendar_year = options.calendar_year > 0 ? options.calendar_year : study.horizon.first_year;
    const base::TimeAxis axis = base::year_axis(calendar_year, study.utc_offset_s, base::kSecondsPerHour);

    io::CommonWeather common;
    for (std::size_t s = 0; s < study.sites.name.size(); ++s) common.places.push_back(io::site_place(study, s));
    common.made_from = "generator";
    common.program = fmt::format("decawatt {}", DECAWATT_VERSION);
    common.command_line = options.command_line;
    common.sources = {options.study};
    common.notes = {
        fmt::format("weather of the generator with seed {}, laid on {}", study.weather.seed, calendar_year)};
    const profiles::ScoreGenerator scores(study.sites, study.weather.memory);
    const profiles::WeatherGenerator generator(study.sites, study.weather.memory, axis, study.utc_offset_s);
    const auto batch = static_cast<std::size_t>(parallel::threads());
    for (std::size_t first = 0; first < years.size(); first += batch) {
        std::vector<profiles::WeatherYear> made(std::min(batch, years.size() - first));
        parallel::for_each_block(static_cast<std::int64_t>(made.size()), [&](std::int64_t block) {
            const auto b = static_cast<std::size_t>(block);
            made[b] = generator.make(scores.draw(study.weather.seed, years[first + b]));
        });
        for (std::size_t b = 0; b < made.size(); ++b) {
            common.weather = std::move(made[b]);
            common.weather_year = years[first + b];
            io::write_common_weather(files[first + b], common);
            const double share = static_cast<double>(first + b + 1) / static_cast<double>(years.size());
            if (progress && !progress("weather", share, std::to_string(years[first + b])))
                throw base::Interrupted(
                    fmt::format("after {} of {} years, which are kept", first + b + 1, years.size()));
        }
    }
    if (options.json) {
        std::vector<std::string> names;
        names.reserve(files.size());
        for (const fs::path& file : files) names.push_back(file.string());
        print_document(nlohmann::json{{"files", names},
                                      {"years", years},
                                      {"calendar_year", calendar_year},
                                      {"sites", study.sites.name},
                                      {"seed", study.weather.seed}});
    } else {
        print_out("{} weather years of {} sites on {}: {}\n", years.size(), study.sites.name.size(), calendar_year,
                  options.out);
    }
    return kDone;
}

}  // namespace decawatt::cli
