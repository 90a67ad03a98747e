#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "cli/sweep_memory.hpp"
#include "cli/terminal.hpp"
#include "io/study/describe.hpp"
#include "io/study/describe_checks.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::cli {

namespace {
using nlohmann::json;

// What is known of a study once its hours are made.
struct Findings {
    std::vector<std::vector<profiles::LoadSummary>> draws;
    io::OpenWarnings warnings;
};

Findings findings_of(const io::LoadedStudy& loaded, const profiles::Profiles& profiles, bool warns) {
    const model::Study& study = loaded.study;
    Findings findings{.draws = profiles::load_summaries(study, profiles), .warnings = {}};
    if (!warns) return findings;
    std::vector<model::PlausibilityWarning> all = model::plausibility_warnings(study);
    for (model::PlausibilityWarning& warning : profiles::plausibility_warnings(study, profiles))
        all.push_back(std::move(warning));
    findings.warnings = io::open_warnings(loaded, all);
    return findings;
}

json draws_json(const model::Study& study, const Findings& findings) {
    json draws = json::object();
    for (std::size_t d = 0; d < findings.draws.size(); ++d) {
        json by_year = json::object();
        for (std::size_t y = 0; y < findings.draws[d].size(); ++y)
            by_year[std::to_string(study.horizon.first_year + static_cast<int>(y))] = {
                {"mean_mw", findings.draws[d][y].mean_mw}, {"peak_mw", findings.draws[d][y].peak_mw}};
        draws[study.data_centers.name[d]] = by_year;
    }
    return draws;
}

json warnings_json(const io::LoadedStudy& loaded, const Findings& findings) {
    json warnings = json::array();
    for (const model::PlausibilityWarning& warning : findings.warnings.open)
        warnings.push_back({{"path", warning.path()},
                            {"found", warning.found},
                            {"usual", warning.usual},
                            {"source", warning.source},
                            {"text", io::warning_text(loaded, warning)}});
    return warnings;
}

void print_json(const io::LoadedStudy& loaded, const Findings& findings) {
    const model::Study& study = loaded.study;
    const json summary = {{"status", "valid"},
                          {"study", study.name},
                          {"years", {study.horizon.first_year, study.horizon.last_year}},
                          {"regions", study.regions.name},
                          {"plants", study.plants.name.size()},
                          {"stores", study.stores.name.size()},
                          {"data_centers", study.data_centers.name},
                          {"data_center_draws", draws_json(study, findings)},
                          {"contracts", study.contracts.name},
                          {"warnings", warnings_json(loaded, findings)},
                          {"accepted_warnings", findings.warnings.accepted},
                          {"unmatched_accepts", findings.warnings.unmatched},
                          {"read_by_adequacy_only", loaded.read_by_adequacy_only},
                          {"notes", loaded.notes},
                          {"weather_notes", loaded.weather_notes}};
    print_document(summary);
}

void print_text(const io::LoadedStudy& loaded, const Findings& findings) {
    print_out("{}{}", io::describe(loaded.study), io::describe_draws(loaded.study, findings.draws));
    if (!loaded.notes.empty()) print_out("\nNotes\n");
    for (const std::string& note : loaded.notes) print_out("  {}\n", note);
    for (const std::string& note : loaded.weather_notes) print_out("  weather: {}\n", note);
    if (!loaded.read_by_adequacy_only.empty())
        print_out("\nRead by `adequacy` alone, not by `run`:\n  {}\n", fmt::join(loaded.read_by_adequacy_only, "\n  "));
    print_out("{}", io::describe_warnings(loaded, findings.warnings));
}
}  // namespace

void add_check_options(CLI::App& command, Options& options) {
    command.add_flag("--no-warnings", options.no_warnings, "no warnings of unusual values");
}

int check(const Options& options) {
    parallel::set_threads(options.threads);
    ProgressBar bar(options.quiet);
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_memory(loaded.study, profiles_memory_mb(loaded.study));
    const profiles::WeatherSource weather = io::read_study_weather(loaded);  // its files are part of the study
    const profiles::Profiles profiles = profiles::make_profiles(loaded.study, weather, bar.callback());
    const Findings findings = findings_of(loaded, profiles, !options.no_warnings);
    options.json ? print_json(loaded, findings) : print_text(loaded, findings);
    return kDone;
}

}  // namespace decawatt::cli
