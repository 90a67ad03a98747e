// weather_table STUDY: many generated years of the study's sites beside their target statistics.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <nlohmann/json.hpp>

#include "io/study/read_study.hpp"
#include "rows.hpp"
#include "weather_statistics.hpp"

namespace {

using namespace decawatt;

struct Options {
    std::string study;
    int years = 500;
    bool json = false, check = false;
};

nlohmann::ordered_json line_of(const test::TableRow& row) {
    return {{"name", "weather_table"}, {"statistic", row.statistic}, {"target", row.target}, {"lowest", row.lowest},
            {"mean", row.mean},        {"highest", row.highest},     {"beyond", row.beyond}};
}
}  // namespace

int main(int count, char** words) {
    Options options;
    CLI::App app("Generated weather of a study's sites beside its climate table");
    app.add_option("study", options.study, "folder of the study")->required();
    app.add_option("--years", options.years, "weather years")->check(CLI::Range(2, 100000));
    app.add_flag("--json", options.json, "JSON lines instead of a table");
    app.add_flag("--check", options.check, "exit status 1 if a row is beyond its tolerance");
    CLI11_PARSE(app, count, words);
    const model::Study study = io::read_study({.path = options.study, .variant = {}, .overrides = {}}).study;
    const auto start = std::chrono::steady_clock::now();
    const test::WeatherSample sample = test::measure_weather(study, options.years);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!options.json)
        fmt::print("| statistic | target | lowest | mean | highest | beyond |\n|---|---|---|---|---|---|\n");
    int beyond = 0;
    for (const test::TableRow& row : test::weather_table(study, sample)) {
        beyond += row.beyond;
        if (options.json)
            fmt::print("{}\n", line_of(row).dump());
        else
            fmt::print("| {} | {} | {:.3f} | {:.3f} | {:.3f} | {} |\n", row.statistic, row.target, row.lowest, row.mean,
                       row.highest, row.beyond);
    }
    if (!options.json)
        fmt::print("\n{} weather years of {} sites generated and measured in {:.1f} s.\n", options.years,
                   study.sites.name.size(), seconds);
    return options.check && beyond > 0 ? 1 : 0;
}
