#include "cli/options/examples.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace decawatt::cli {

namespace {
struct CommandExamples {
    const char* command;  // "weather convert"
    std::vector<const char*> lines;
    const char* page;  // in docs/
};

// Names in --set and elsewhere may have blanks: the shell then needs quotes.
const std::vector<CommandExamples>& all_examples() {
    static const std::vector<CommandExamples> examples = {
        {"check",
         {"decawatt check scenarios/minimal", "decawatt check scenarios/minimal --variant large_hub --json"},
         "check.md"},
        {"run",
         {"decawatt run scenarios/minimal --out plan.h5",
          "decawatt run scenarios/minimal --years 2029 --set data_centers.hub.it_scale=2 --out large.h5",
          "decawatt run scenarios/minimal --set 'plants.hub solar.capex_per_kw=600' --out cheap.h5",
          "decawatt run scenarios/minimal --set 'weather.years=[1, 2, 3]' --out three_years.h5",
          "decawatt run scenarios/minimal --export-mps program.mps"},
         "commands.md"},
        {"dispatch",
         {"decawatt dispatch scenarios/minimal --plan plan.h5 --weather-years 11:20 --out other_years.h5",
          "decawatt dispatch scenarios/minimal --plan plan.h5 --window 168 --step 24 --out week_ahead.h5"},
         "commands.md"},
        {"adequacy",
         {"decawatt adequacy scenarios/minimal --plan plan.h5 --samples 10000 --out adequacy",
          "decawatt adequacy scenarios/minimal --plan plan.h5 --samples 2000 --credit 'hub battery'"},
         "adequacy_command.md"},
        {"merge", {"decawatt merge adequacy"}, "clusters.md"},
        {"sweep", {"decawatt sweep scenarios/minimal/sweeps/size_and_target.toml --out cases"}, "sweep_format.md"},
        {"compare", {"decawatt compare cases"}, "sweep_format.md"},
        {"profile pv",
         {"decawatt profile pv --config system.toml --weather file.epw --out hours.csv"},
         "profile_command.md"},
        {"profile wind",
         {"decawatt profile wind --config turbine.toml --weather year.nc --site south --out hours.csv"},
         "profile_command.md"},
        {"profile load",
         {"decawatt profile load --config hall.toml --weather year.nc --out hours.csv"},
         "profile_command.md"},
        {"weather convert",
         {"decawatt weather convert north.epw south.epw --out sites.nc",
          "decawatt weather convert grid.nc --place 37.5,126.9,70,+09:00 --out seoul.nc"},
         "weather_file.md"},
        {"weather describe", {"decawatt weather describe file.epw"}, "weather_file.md"},
        {"weather fit", {"decawatt weather fit 2019.epw 2020.epw --out climate.csv"}, "weather_file.md"},
        {"weather generate",
         {"decawatt weather generate scenarios/minimal --years 1:10 --out weather"},
         "weather_file.md"},
        {"headroom", {"decawatt headroom scenarios/minimal --limits 0.005,0.01 --out headroom.csv"}, "commands.md"},
        {"finance",
         {"decawatt finance STUDY --plan plan.h5 --out finance.h5",
          "decawatt finance STUDY --plan plan.h5 --tornado 0.1 --samples 2000 --weather other_years.h5"},
         "commands.md"},
        {"accounts",
         {"decawatt accounts plan.h5 --out accounts.h5", "decawatt accounts plan.h5 --marginal low.h5 high.h5"},
         "commands.md"},
        {"report",
         {"decawatt report plan.h5 --out report.html",
          "decawatt report plan.h5 adequacy/adequacy.h5 finance.h5 accounts.h5 --out report.html --xlsx tables.xlsx"},
         "report.md"},
        {"schema", {"decawatt schema", "decawatt schema --format json > study.schema.json"}, "study_format.md"}};
    return examples;
}

std::string footer(const CommandExamples& of) {
    std::string text = "Examples:\n";
    for (const char* line : of.lines) text += fmt::format("  {}\n", line);
    return text + fmt::format("\nMore: docs/{}", of.page);
}
}  // namespace

void add_examples(CLI::App& app) {
    for (const CommandExamples& of : all_examples()) {
        CLI::App* command = &app;
        const std::string path = of.command;
        const auto blank = path.find(' ');
        command = command->get_subcommand(path.substr(0, blank));
        if (blank != std::string::npos) command = command->get_subcommand(path.substr(blank + 1));
        command->footer(footer(of));
    }
    app.footer("Options of a command: decawatt COMMAND --help\nMore: docs/commands.md, docs/study_format.md");
}

}  // namespace decawatt::cli
