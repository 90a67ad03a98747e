#include "app/input_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "io/input_file.hpp"
#include "io/study/read_study_weather.hpp"

namespace decawatt::app {

namespace {
namespace fs = std::filesystem;

bool is_same_file(const std::string& a, const std::string& b) {
    std::error_code ignored;  // files that do not exist or cannot be examined are compared by path
    if (fs::equivalent(a, b, ignored)) return true;
    std::error_code unresolved_a, unresolved_b;
    const fs::path place_a = fs::weakly_canonical(a, unresolved_a), place_b = fs::weakly_canonical(b, unresolved_b);
    return !unresolved_a && !unresolved_b && place_a == place_b;
}
}  // namespace

void expect_inputs(const std::vector<std::string>& files) {
    for (const std::string& file : files)
        if (!file.empty())
            if (const auto kind = io::not_a_file(file); kind && *kind != "no such file")
                throw base::ResourceError(fmt::format("{}: {}", file, *kind));
}

std::vector<std::string> input_files(const io::LoadedStudy& loaded, const std::vector<std::string>& others) {
    std::vector<std::string> files = others;
    for (const io::StudyFile& file : loaded.files)
        if (!file.name.starts_with(io::kWeatherFilePrefix)) files.push_back((loaded.folder / file.name).string());
    for (const io::WeatherFile& file : loaded.weather_files) files.push_back((loaded.folder / file.file).string());
    std::erase(files, std::string());
    return files;
}

void refuse_overwriting_inputs(const std::vector<std::string>& written, const std::vector<std::string>& read) {
    std::vector<base::InputFault> faults;
    for (const std::string& file : written) {
        if (file.empty()) continue;
        const auto input =
            std::ranges::find_if(read, [&](const std::string& one) { return !one.empty() && is_same_file(file, one); });
        if (input != read.end())
            faults.push_back(
                {"command line",
                 "output",
                 0,
                 fmt::format("{} is also an input of this run{}; choose an output path that is not an input", file,
                             file == *input ? "" : fmt::format(" ({})", *input)),
                 {}});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

namespace {
fs::path folder_of(const std::string& file) {
    const fs::path path(file);
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

template <typename IsStudy>
void refuse_tables_in(const std::vector<std::string>& written, IsStudy is_study) {
    std::vector<base::InputFault> faults;
    for (const std::string& file : written) {
        const fs::path path(file);
        const bool is_of_study = base::lower(path.extension().string()) == ".csv" || path.filename() == "study.toml";
        if (!file.empty() && is_of_study && is_study(folder_of(file)))
            faults.push_back({"command line", "output", 0, file,
                              "another name, or another folder: in the study's folder this would be one of its "
                              "tables"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}
}  // namespace

void refuse_new_tables(const std::vector<std::string>& written, const io::LoadedStudy& loaded) {
    refuse_tables_in(written,
                     [&](const fs::path& folder) { return is_same_file(folder.string(), loaded.folder.string()); });
}

void refuse_tables_of_any_study(const std::vector<std::string>& written) {
    refuse_tables_in(written, [](const fs::path& folder) {
        std::error_code ignored;
        return fs::exists(folder / "study.toml", ignored);
    });
}

}  // namespace decawatt::app
