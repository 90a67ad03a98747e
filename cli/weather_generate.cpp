#include "cli/weather_generate.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/input_files.hpp"
#include "app/weather.hpp"
#include "base/error.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {
namespace fs = std::filesystem;

// The files of the weather years: the one requested, or one per year in a folder.
std::vector<std::string> files_of(const std::vector<int>& years, const Options& options) {
    const fs::path out = options.out;
    if (out.extension() == ".nc") {
        if (years.size() > 1)
            throw base::InputError(
                {{"command line", "--out", 0, options.out,
                  fmt::format("a folder: a file holds one year, and {} are requested", years.size())}});
        return {out.string()};
    }
    std::error_code error;
    fs::create_directories(out, error);
    if (!fs::is_directory(out))
        throw base::ResourceError(fmt::format("{}: cannot be made a folder: {}", options.out, error.message()));
    std::vector<std::string> files;
    files.reserve(years.size());
    for (const int year : years) files.push_back((out / fmt::format("weather_{:04}.nc", year)).string());
    return files;
}

}  // namespace

int generate_weather(const Options& options) {
    ProgressBar bar(options.quiet);
    const io::LoadedStudy loaded = io::read_study(study_request(options));
    const model::Study& study = loaded.study;
    const std::vector<int>& years = study.weather.years;  // those of --years
    const std::vector<std::string> files = files_of(years, options);
    expect_outputs(files, app::input_files(loaded));
    const int calendar_year = app::generate_weather(loaded,
                                                    {.files = files,
                                                     .calendar_year = options.calendar_year,
                                                     .threads = options.threads,
                                                     .source = options.study,
                                                     .command_line = options.command_line},
                                                    bar.callback());
    if (options.json) {
        print_document(nlohmann::json{{"files", files},
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
