#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/check.hpp"
#include "cli/commands.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/study/describe.hpp"

namespace decawatt::cli {

namespace {
using nlohmann::json;

json draws_json(const app::Checked& checked) {
    const model::Study& study = checked.loaded.study;
    json draws = json::object();
    for (std::size_t d = 0; d < checked.draws.size(); ++d) {
        json by_year = json::object();
        for (std::size_t y = 0; y < checked.draws[d].size(); ++y)
            by_year[std::to_string(study.horizon.first_year + static_cast<int>(y))] = {
                {"mean_mw", checked.draws[d][y].mean_mw}, {"peak_mw", checked.draws[d][y].peak_mw}};
        draws[study.data_centers.name[d]] = by_year;
    }
    return draws;
}

json warnings_json(const app::Checked& checked) {
    json warnings = json::array();
    for (const model::PlausibilityWarning& warning : checked.warnings.open)
        warnings.push_back({{"path", warning.path()},
                            {"found", warning.found},
                            {"usual", warning.usual},
                            {"source", warning.source},
                            {"text", io::warning_text(checked.loaded, warning)}});
    return warnings;
}

void print_json(const app::Checked& checked) {
    const io::LoadedStudy& loaded = checked.loaded;
    const model::Study& study = loaded.study;
    const json summary = {{"status", "valid"},
                          {"study", study.name},
                          {"years", {study.horizon.first_year, study.horizon.last_year}},
                          {"regions", study.regions.name},
                          {"plants", study.plants.name.size()},
                          {"stores", study.stores.name.size()},
                          {"data_centers", study.data_centers.name},
                          {"data_center_draws", draws_json(checked)},
                          {"contracts", study.contracts.name},
                          {"warnings", warnings_json(checked)},
                          {"accepted_warnings", checked.warnings.accepted},
                          {"unmatched_accepts", checked.warnings.unmatched},
                          {"read_by_adequacy_only", loaded.read_by_adequacy_only},
                          {"read_by_planning_only", loaded.read_by_planning_only},
                          {"notes", loaded.notes},
                          {"weather_notes", loaded.weather_notes}};
    print_document(summary);
}

void print_text(const app::Checked& checked) {
    const io::LoadedStudy& loaded = checked.loaded;
    print_out("{}{}", io::describe(loaded.study), io::describe_draws(loaded.study, checked.draws));
    if (!loaded.notes.empty()) print_out("\nNotes\n");
    for (const std::string& note : loaded.notes) print_out("  {}\n", note);
    for (const std::string& note : loaded.weather_notes) print_out("  weather: {}\n", note);
    if (!loaded.read_by_adequacy_only.empty())
        print_out("\nRead by `adequacy` alone, not by `run`:\n  {}\n", fmt::join(loaded.read_by_adequacy_only, "\n  "));
    if (!loaded.read_by_planning_only.empty())
        print_out("\nRead by `run` and `dispatch` alone, not by `adequacy`:\n  {}\n",
                  fmt::join(loaded.read_by_planning_only, "\n  "));
    print_out("{}", io::describe_warnings(loaded, checked.warnings));
}
}  // namespace

void add_check_options(CLI::App& command, Options& options) {
    command.add_flag("--no-warnings", options.no_warnings, "do not warn of unusual values");
}

int check(const Options& options) {
    ProgressBar bar(options.quiet);
    const app::Checked checked =
        app::check(io::read_study(study_request(options)),
                   {.threads = options.threads, .warnings = !options.no_warnings}, bar.callback());
    options.json ? print_json(checked) : print_text(checked);
    return kDone;
}

}  // namespace decawatt::cli
