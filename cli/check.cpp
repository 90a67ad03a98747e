#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "io/study/read_study_weather.hpp"

namespace decawatt::cli {

int check(const Options& options) {
    io::LoadedStudy loaded = io::read_study(study_request(options));
    io::read_study_weather(loaded);  // its files are part of the study
    const model::Study& study = loaded.study;
    if (options.json) {
        const nlohmann::json summary = {{"status", "valid"},
                                        {"study", study.name},
                                        {"years", {study.horizon.first_year, study.horizon.last_year}},
                                        {"regions", study.regions.name},
                                        {"plants", study.plants.name.size()},
                                        {"stores", study.stores.name.size()},
                                        {"data_centers", study.data_centers.name},
                                        {"contracts", study.contracts.name},
                                        {"notes", loaded.notes},
                                        {"weather_notes", loaded.weather_notes}};
        fmt::print("{}\n", summary.dump(2));
    } else {
        fmt::print("{}", io::describe(study));
        for (const std::string& note : loaded.notes) fmt::print("  note: {}\n", note);
        for (const std::string& note : loaded.weather_notes) fmt::print("  weather: {}\n", note);
    }
    return kDone;
}

}  // namespace decawatt::cli
