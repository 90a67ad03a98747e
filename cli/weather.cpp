#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/options/options.hpp"
#include "cli/options/weather_options.hpp"
#include "cli/weather_files.hpp"
#include "cli/weather_generate.hpp"

namespace decawatt::cli {

namespace {
constexpr int kEarliestYear = 1900, kLatestYear = 2200;  // as in studies

CLI::App* add_convert(CLI::App& group, Options& options) {
    CLI::App* convert = group.add_subcommand("convert", "weather files of any format into one common file");
    convert->add_option("files", options.files, "weather files of the same hours, each a site of the new file")
        ->required();
    add_output_option(*convert, "--out", options.out, "the file in the common format, netCDF-4")->required();
    convert->add_option("--place", options.place,
                        "location of the weather instead of the file's: latitude,longitude,elevation_m,offset");
    add_weather_options(*convert, options);
    convert->add_flag("--json", options.json, "print the summary as JSON");
    return convert;
}

CLI::App* add_describe(CLI::App& group, Options& options) {
    CLI::App* describe = group.add_subcommand("describe", "monthly statistics of a weather file");
    describe->add_option("file", options.weather, "the weather file")->required();
    describe->add_option("--site", options.site, "this site alone, of a file with several");
    add_weather_options(*describe, options);
    describe->add_flag("--json", options.json, "machine-readable, on standard output");
    return describe;
}

CLI::App* add_fit(CLI::App& group, Options& options) {
    CLI::App* fit = group.add_subcommand("fit", "monthly statistics of weather files, as the climate.csv of a study");
    fit->add_option("files", options.files, "weather files; those of one place are years of one site")->required();
    add_output_option(*fit, "--out", options.out, "the table, CSV")->required();
    add_weather_options(*fit, options);
    return fit;
}

CLI::App* add_generate(CLI::App& group, Options& options) {
    CLI::App* generate = group.add_subcommand("generate", "weather years of a study's sites as common files");
    generate->add_option("study", options.study, "a folder with study.toml, or that file")->required();
    generate->add_option("--years", options.weather_years, "weather years: 1:10, or 3")->required();
    generate->parse_complete_callback([&options] { options.weather_years_word = "--years"; });
    generate
        ->add_option("--calendar-year", options.calendar_year,
                     "calendar year of the files; default: the first of the horizon")
        ->check(CLI::Range(kEarliestYear, kLatestYear));
    add_output_option(*generate, "--out", options.out, "FILE.nc for one year, or a folder for a file a year")
        ->required();
    generate->add_option("--variant", options.variant, "a variant of the study");
    generate->add_option("--set", options.overrides, "change one value: table.row.column=value (may be repeated)")
        ->allow_extra_args(false);
    generate->add_option("--threads", options.threads, "number of threads; default: all processors")
        ->check(CLI::Range(0, kMostThreads));
    add_scope_option(*generate, options);
    generate->add_flag("--quiet", options.quiet, "do not show progress");
    generate->add_flag("--json", options.json, "print the summary as JSON");
    return generate;
}

}  // namespace

Parsed add_weather_commands(CLI::App& app, Options& options) {
    CLI::App* group = app.add_subcommand("weather", "convert, describe, fit or generate weather files");
    group->require_subcommand(1);
    const std::vector<std::pair<CLI::App*, int (*)(const Options&)>> commands = {
        {add_convert(*group, options), convert_weather},
        {add_describe(*group, options), describe_weather},
        {add_fit(*group, options), fit_weather},
        {add_generate(*group, options), generate_weather}};
    return [commands]() -> Work {
        for (const auto& [command, work] : commands)
            if (command->parsed()) return work;
        return {};
    };
}

}  // namespace decawatt::cli
