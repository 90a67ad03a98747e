// The commands `profile`: a single model with one weather file.
#include "app/profile.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/options/options.hpp"
#include "cli/options/weather_options.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using io::ProfileModel;

nlohmann::ordered_json place_json(const profiles::Location& place) {
    return {{"name", place.name},
            {"latitude_deg", place.latitude_deg},
            {"longitude_deg", place.longitude_deg},
            {"elevation_m", place.elevation_m},
            {"utc_offset_s", place.utc_offset_s}};
}

void print_text(const app::ProfileInput& input, const app::Sums& sums, const Options& options) {
    const profiles::Location& place = input.config.place;
    const base::TimeAxis& axis = input.reading.weather.axis;
    print_out("{} ({:.4f}, {:.4f}, {:.0f} m), {} to {}\n", place.name, place.latitude_deg, place.longitude_deg,
              place.elevation_m, base::format_utc(axis.start_utc_s), base::format_utc(axis.end()));
    for (const std::string& note : input.reading.notes) print_out("  note: {}\n", note);
    for (const auto& [name, value] : sums) print_out("  {:<22}{:>16.6g}\n", name, value);
    print_out("{}: {} intervals\n", options.out, axis.count);
}

void print_json(const char* model, const app::ProfileInput& input, const app::Sums& sums, const Options& options) {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const auto& [name, value] : sums) all[name] = value;
    const base::TimeAxis& axis = input.reading.weather.axis;
    const nlohmann::ordered_json summary = {
        {"model", model},
        {"out", options.out},
        {"place", place_json(input.config.place)},
        {"weather",
         {{"file", options.weather},
          {"format", input.reading.format},
          {"start", base::format_utc(axis.start_utc_s)},
          {"step_s", axis.step_s},
          {"notes", input.reading.notes}}},
        {"config", {{"file", options.config}, {"fnv1a_64", fmt::format("{:016x}", input.config.file.hash)}}},
        {"sums", all}};
    print_document(summary);
}

int profile(ProfileModel model, const char* name, const Options& options) {
    const app::ProfileInput input = app::read_profile_input({.model = model,
                                                             .config = options.config,
                                                             .weather = options.weather,
                                                             .site = options.site,
                                                             .request = weather_request(options),
                                                             .allow_outside = options.allow_outside});
    expect_outputs({options.out}, input.inputs);
    const app::Profile made = app::profile(input);
    app::write_profile(options.out, input, made);
    options.json ? print_json(name, input, made.sums, options) : print_text(input, made.sums, options);
    return kDone;
}

}  // namespace

Parsed add_profile_commands(CLI::App& app, Options& options) {
    CLI::App* group =
        app.add_subcommand("profile", "run one model on one weather file: photovoltaics, wind or a data centre");
    group->require_subcommand(1);
    struct Kind {
        ProfileModel model;
        const char *name, *meaning;
    };
    static constexpr Kind kinds[] = {
        {ProfileModel::pv, "pv", "a photovoltaic system: sun, irradiance on the plane, cells, inverter"},
        {ProfileModel::wind, "wind", "a wind farm: wind and air at the hub, curve, losses"},
        {ProfileModel::load, "load", "a data centre: IT equipment, cooling, electrical losses"}};
    std::vector<std::pair<CLI::App*, Kind>> commands;
    for (const Kind& kind : kinds) {
        CLI::App* command = group->add_subcommand(kind.name, kind.meaning);
        command->add_option("--config", options.config, "the system, a TOML file with the keys of the study's tables")
            ->required();
        command->add_option("--weather", options.weather, "the weather file")->required();
        add_output_option(*command, "--out", options.out, "the CSV file with every step, hour by hour")->required();
        command->add_option("--site", options.site, "the site, of a weather file with several");
        command->add_flag("--json", options.json, "sums in machine-readable form on standard output");
        add_scope_option(*command, options);
        add_weather_options(*command, options);
        commands.emplace_back(command, kind);
    }
    return [commands]() -> Work {
        for (const auto& [command, kind] : commands)
            if (command->parsed())
                return [kind = kind](const Options& all) { return profile(kind.model, kind.name, all); };
        return {};
    };
}

}  // namespace decawatt::cli
