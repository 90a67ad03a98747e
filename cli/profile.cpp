// One model alone on one weather file: every step of it, hour by hour.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/commands.hpp"
#include "cli/model_columns.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal.hpp"
#include "cli/weather_words.hpp"
#include "io/common/series_csv.hpp"
#include "io/weather/read_any_weather.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/data_center/ramp_statistics.hpp"
#include "profiles/photovoltaics/pv_trace.hpp"

namespace decawatt::cli {

namespace {

using io::ProfileModel;
constexpr double kKwhPerMwh = 1000.0, kWhPerKwh = 1000.0;

double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Changes of training power within the hour, for the grid connection; of several workloads each by its name.
void add_ramps(const model::Study& study, const base::TimeAxis& axis, nlohmann::ordered_json& sums) {
    const model::Workloads& workloads = study.workloads;
    for (std::size_t w = 0; w < workloads.name.size(); ++w) {
        const auto input =
            profiles::ramp_input(study, model::DataCenterIndex{0}, static_cast<model::WorkloadIndex>(w), axis);
        if (input.training_mw <= 0.0) continue;
        const profiles::RampStatistics ramps = profiles::ramp_statistics(input, study.weather.seed);
        const std::string of = workloads.name.size() > 1 ? " " + workloads.name[w] : "";
        for (const profiles::RampQuantiles& ramp : ramps.ramp) {
            const auto of_window = [&](const char* share) {
                return fmt::format("ramp_{:g}s_{}_mw{}", ramp.window_s, share, of);
            };
            sums[of_window("median")] = ramp.median_mw;
            sums[of_window("p95")] = ramp.p95_mw;
            sums[of_window("p99")] = ramp.p99_mw;
            sums[of_window("p999")] = ramp.p999_mw;
        }
        sums["job_step_mw" + of] = ramps.job_step_mw;
        sums["job_swing_mw" + of] = ramps.swing_mw;
        sums["all_swing_mw" + of] = ramps.all_swing_mw;
    }
}

// Sums over the file's hours: an energy in kWh, and what engineers judge it by.
nlohmann::ordered_json sums_of(ProfileModel model, const io::ProfileConfig& config, const Columns& columns,
                               const profiles::WeatherYear& weather) {
    const base::TimeAxis& axis = weather.axis;
    const double step_h = axis.step_h(), hours = step_h * static_cast<double>(axis.count);
    nlohmann::ordered_json sums = {{"hours", hours}};
    if (model == ProfileModel::load) {
        const auto facility = columns.of("facility_mw"), it = columns.of("it_mw");
        const double to_kwh = kKwhPerMwh * step_h;
        sums["energy_kwh"] = to_kwh * sum(facility);
        sums["it_kwh"] = to_kwh * sum(it);
        sums["cooling_kwh"] = to_kwh * sum(columns.of("cooling_mw"));
        sums["electrical_loss_kwh"] =
            to_kwh *
            (sum(columns.of("ups_loss_mw")) + sum(columns.of("distribution_loss_mw")) + sum(columns.of("lighting_mw")));
        sums["peak_mw"] = *std::ranges::max_element(facility);
        add_ramps(config.study, axis, sums);
        if (sum(it) == 0.0) return sums;
        sums["pue"] = profiles::power_usage_effectiveness(facility, it);
        sums["wue_l_per_kwh"] = profiles::water_usage_effectiveness_l_per_kwh(columns.of("water_m3_per_h"), it);
        return sums;
    }
    const double energy_kwh = step_h * sum(columns.of("ac_kw"));
    sums["capacity_ac_kw"] = config.capacity_kw;
    sums["energy_kwh"] = energy_kwh;
    sums["capacity_factor"] = energy_kwh / (config.capacity_kw * hours);
    if (model != ProfileModel::pv) return sums;
    const double capacity_dc_kw = config.capacity_kw * config.study.pv_systems.dc_ac_ratio[0];
    sums["capacity_dc_kw"] = capacity_dc_kw;
    sums["kwh_per_kw_dc"] = energy_kwh / capacity_dc_kw;
    sums["ghi_kwh_per_m2"] = step_h * sum(columns.of("ghi_w_per_m2")) / kWhPerKwh;
    sums["plane_kwh_per_m2"] = step_h * sum(columns.of("plane_w_per_m2")) / kWhPerKwh;
    sums["snow_loss_frac"] =
        profiles::snow_energy_loss_frac(weather, model::SiteIndex{0}, config.study.sites,
                                        profiles::pv_system(config.study.pv_systems, model::PvSystemIndex{0}));
    return sums;
}

nlohmann::ordered_json place_json(const profiles::Place& place) {
    return {{"name", place.name},
            {"latitude_deg", place.latitude_deg},
            {"longitude_deg", place.longitude_deg},
            {"elevation_m", place.elevation_m},
            {"utc_offset_s", place.utc_offset_s}};
}

void print_sums(const nlohmann::ordered_json& sums, const io::ProfileConfig& config, const io::WeatherReading& reading,
                const Options& options) {
    const base::TimeAxis& axis = reading.weather.axis;
    print_out("{} ({:.4f}, {:.4f}, {:.0f} m), {} to {}\n", config.place.name, config.place.latitude_deg,
              config.place.longitude_deg, config.place.elevation_m, base::format_utc(axis.start_utc_s),
              base::format_utc(axis.end()));
    for (const std::string& note : reading.notes) print_out("  note: {}\n", note);
    for (const auto& [name, value] : sums.items()) print_out("  {:<22}{:>16.6g}\n", name, value.get<double>());
    print_out("{}: {} intervals\n", options.out, axis.count);
}

// A file that is not regular yet is put together at the place of the configuration, which the model then stands at.
io::WeatherReading read_at_place(ProfileModel model, const Options& options) {
    io::WeatherRequest request = weather_request(options);
    if (!io::is_common(options.weather, request)) {
        const io::WeatherRequest stated =
            io::read_profile_config(options.config, model, {}, options.allow_outside).stated;
        request.latitude_deg = stated.latitude_deg;
        request.longitude_deg = stated.longitude_deg;
        request.elevation_m = stated.elevation_m;
        request.utc_offset_s = stated.utc_offset_s;
        request.replaces_place = true;
    }
    return io::read_any_weather(options.weather, request, options.site);
}

int profile(ProfileModel model, const char* name, const Options& options) {
    const io::WeatherReading reading = read_at_place(model, options);
    const io::ProfileConfig config =
        io::read_profile_config(options.config, model, reading.place, options.allow_outside);
    std::vector<std::string> inputs = {options.weather, options.config};
    for (const std::filesystem::path& file : config.read_beside) inputs.push_back(file.string());
    expect_outputs({options.out}, inputs);
    const Columns columns = model_columns(model, config, reading, options.weather);
    io::write_series_csv(options.out, reading.weather.axis, config.place.utc_offset_s, columns.all());
    const nlohmann::ordered_json sums = sums_of(model, config, columns, reading.weather);
    if (!options.json) {
        print_sums(sums, config, reading, options);
        return kDone;
    }
    const nlohmann::ordered_json summary = {
        {"model", name},
        {"out", options.out},
        {"place", place_json(config.place)},
        {"weather",
         {{"file", options.weather},
          {"format", reading.format},
          {"start", base::format_utc(reading.weather.axis.start_utc_s)},
          {"step_s", reading.weather.axis.step_s},
          {"notes", reading.notes}}},
        {"config", {{"file", options.config}, {"fnv1a_64", fmt::format("{:016x}", config.file.hash)}}},
        {"sums", sums}};
    print_document(summary);
    return kDone;
}

}  // namespace

Parsed add_profile_commands(CLI::App& app, Options& options) {
    CLI::App* group = app.add_subcommand("profile", "run one model alone on one weather file");
    group->require_subcommand(1);
    struct Kind {
        ProfileModel model;
        const char *name, *meaning;
    };
    static constexpr Kind kinds[] = {
        {ProfileModel::pv, "pv", "a photovoltaic system: sun, irradiance on the plane, cells, inverter"},
        {ProfileModel::wind, "wind", "a wind farm: wind and air at the hub, curve, losses"},
        {ProfileModel::load, "load", "a data centre: machines, cooling, electrical losses"}};
    std::vector<std::pair<CLI::App*, Kind>> commands;
    for (const Kind& kind : kinds) {
        CLI::App* command = group->add_subcommand(kind.name, kind.meaning);
        command->add_option("--config", options.config, "the system, a TOML file with the keys of the study's tables")
            ->required();
        command->add_option("--weather", options.weather, "the weather file")->required();
        command->add_option("--out", options.out, "the CSV file with every step, hour by hour")->required();
        command->add_option("--site", options.site, "the site, of a weather file with several");
        command->add_flag("--json", options.json, "sums in machine-readable form on standard output");
        add_scope_option(*command, options);
        add_weather_words(*command, options);
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
