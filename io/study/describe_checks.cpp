#include "io/study/describe_checks.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "io/study/schema/study_schema.hpp"
#include "io/study/text_table.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostRows = 24;  // rows of one table

std::vector<std::string> year_header(const model::Study& study, std::string label) {
    std::vector<std::string> row = {std::move(label)};
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        row.push_back(std::to_string(year));
    return row;
}

std::string settings_file(const LoadedStudy& loaded) {
    return loaded.files.front().name;  // the settings file is first
}

// The line of a row in its file; 0 for a key of study.toml or a table as a whole.
int line_of(const LoadedStudy& loaded, const model::PlausibilityWarning& warning) {
    const auto found = loaded.line_of_row.find(fmt::format("{}.{}", warning.table, warning.row));
    return found == loaded.line_of_row.end() ? 0 : found->second;
}
}  // namespace

std::string describe_draws(const model::Study& study, const std::vector<std::vector<profiles::LoadSummary>>& draws) {
    if (draws.empty()) return "";
    TextTable table{.rows = {year_header(study, "load at the connection")}};
    for (std::size_t d = 0; d < draws.size(); ++d) {
        std::vector<std::string> mean = {study.data_centers.name[d] + ": mean MW"},
                                 peak = {study.data_centers.name[d] + ": peak MW"};
        for (const profiles::LoadSummary& year : draws[d]) {
            mean.push_back(fmt::format("{:.1f}", year.mean_mw));
            peak.push_back(fmt::format("{:.1f}", year.peak_mw));
        }
        table.rows.push_back(std::move(mean));
        table.rows.push_back(std::move(peak));
    }
    return fmt::format("\n{}", table.text(kMostRows));
}

OpenWarnings open_warnings(const LoadedStudy& loaded, const std::vector<model::PlausibilityWarning>& all) {
    OpenWarnings warnings;
    const auto& accepted = loaded.accepted_warnings;
    for (const model::PlausibilityWarning& warning : all)
        if (std::ranges::find(accepted, warning.path()) == accepted.end())
            warnings.open.push_back(warning);
        else
            ++warnings.accepted;
    for (const std::string& path : accepted)
        if (std::ranges::find(all, path, &model::PlausibilityWarning::path) == all.end())
            warnings.unmatched.push_back(path);
    return warnings;
}

std::string warning_text(const LoadedStudy& loaded, const model::PlausibilityWarning& warning) {
    const int line = line_of(loaded, warning);
    const bool setting = !find_table(warning.table);
    const std::string place =
        setting    ? fmt::format("{}, {}", settings_file(loaded), warning.path())
        : line > 0 ? fmt::format("{}.csv row {}, column {}, {}", warning.table, line, warning.column, warning.row)
                   : fmt::format("{}.csv, column {}", warning.table, warning.column);
    return fmt::format("{}: found {}; usual {} ({})", place, warning.found, warning.usual, warning.source);
}

std::string describe_warnings(const LoadedStudy& loaded, const OpenWarnings& warnings) {
    std::string text;
    if (!warnings.open.empty())
        text +=
            fmt::format("\nWarnings: {} unusual value{}\n", warnings.open.size(), warnings.open.size() == 1 ? "" : "s");
    for (const model::PlausibilityWarning& warning : warnings.open)
        text += fmt::format("  {}\n    to accept it: \"{}\"\n", warning_text(loaded, warning), warning.path());
    if (!warnings.open.empty())
        text += fmt::format("  To accept an intended value, add its path to {}: [check] accepts = [\"...\"]\n",
                            settings_file(loaded));
    if (warnings.accepted > 0)
        text += fmt::format("\n{} unusual value{} accepted by {}\n", warnings.accepted,
                            warnings.accepted == 1 ? " is" : "s are", settings_file(loaded));
    for (const std::string& path : warnings.unmatched)
        text += fmt::format("\n{}, check.accepts: {} matches no warning; remove it\n", settings_file(loaded), path);
    return text;
}

}  // namespace decawatt::io
