#include "app/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "app/file_access.hpp"
#include "io/common/series_csv.hpp"
#include "io/weather/read_any_weather.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/data_center/ramp_statistics.hpp"
#include "profiles/photovoltaics/pv_trace.hpp"

namespace decawatt::app {

namespace {

using io::ProfileModel;
constexpr double kKwhPerMwh = 1000.0, kWhPerKwh = 1000.0;

double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Adds statistics of sub-hourly ramps of training power; with several workloads, by name.
void add_ramps(const model::Study& study, const base::TimeAxis& axis, Sums& sums) {
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
            sums.emplace_back(of_window("median"), ramp.median_mw);
            sums.emplace_back(of_window("p95"), ramp.p95_mw);
            sums.emplace_back(of_window("p99"), ramp.p99_mw);
            sums.emplace_back(of_window("p999"), ramp.p999_mw);
        }
        sums.emplace_back("job_step_mw" + of, ramps.job_step_mw);
        sums.emplace_back("job_swing_mw" + of, ramps.swing_mw);
        sums.emplace_back("all_swing_mw" + of, ramps.all_swing_mw);
    }
}

// Sums over the file's hours: energy in kWh, and performance figures.
Sums sums_of(ProfileModel model, const io::ProfileConfig& config, const Columns& columns,
             const profiles::WeatherYear& weather) {
    const base::TimeAxis& axis = weather.axis;
    const double step_h = axis.step_h(), hours = step_h * static_cast<double>(axis.count);
    Sums sums = {{"hours", hours}};
    if (model == ProfileModel::load) {
        const auto facility = columns.of("facility_mw"), it = columns.of("it_mw");
        const double to_kwh = kKwhPerMwh * step_h;
        sums.emplace_back("energy_kwh", to_kwh * sum(facility));
        sums.emplace_back("it_kwh", to_kwh * sum(it));
        sums.emplace_back("cooling_kwh", to_kwh * sum(columns.of("cooling_mw")));
        sums.emplace_back("electrical_loss_kwh",
                          to_kwh * (sum(columns.of("ups_loss_mw")) + sum(columns.of("distribution_loss_mw")) +
                                    sum(columns.of("lighting_mw"))));
        sums.emplace_back("peak_mw", *std::ranges::max_element(facility));
        add_ramps(config.study, axis, sums);
        if (sum(it) == 0.0) return sums;
        sums.emplace_back("pue", profiles::power_usage_effectiveness(facility, it));
        sums.emplace_back("wue_l_per_kwh",
                          profiles::water_usage_effectiveness_l_per_kwh(columns.of("water_m3_per_h"), it));
        return sums;
    }
    const double energy_kwh = step_h * sum(columns.of("ac_kw"));
    sums.emplace_back("capacity_ac_kw", config.capacity_kw);
    sums.emplace_back("energy_kwh", energy_kwh);
    sums.emplace_back("capacity_factor", energy_kwh / (config.capacity_kw * hours));
    if (model != ProfileModel::pv) return sums;
    const double capacity_dc_kw = config.capacity_kw * config.study.pv_systems.dc_ac_ratio[0];
    sums.emplace_back("capacity_dc_kw", capacity_dc_kw);
    sums.emplace_back("kwh_per_kw_dc", energy_kwh / capacity_dc_kw);
    sums.emplace_back("ghi_kwh_per_m2", step_h * sum(columns.of("ghi_w_per_m2")) / kWhPerKwh);
    sums.emplace_back("plane_kwh_per_m2", step_h * sum(columns.of("plane_w_per_m2")) / kWhPerKwh);
    sums.emplace_back("snow_loss_frac", profiles::snow_energy_loss_frac(
                                            weather, model::SiteIndex{0}, config.study.sites,
                                            profiles::pv_system(config.study.pv_systems, model::PvSystemIndex{0})));
    return sums;
}

io::WeatherReading read_at_place(const ProfileSettings& settings) {
    io::WeatherRequest request = settings.request;
    if (!io::is_common(settings.weather, request)) {
        const io::WeatherRequest stated =
            io::read_profile_config(settings.config, settings.model, {}, settings.allow_outside).stated;
        request.latitude_deg = stated.latitude_deg;
        request.longitude_deg = stated.longitude_deg;
        request.elevation_m = stated.elevation_m;
        request.utc_offset_s = stated.utc_offset_s;
        request.replaces_place = true;
    }
    return io::read_any_weather(settings.weather, request, settings.site);
}

}  // namespace

ProfileInput read_profile_input(const ProfileSettings& settings) {
    const auto lock = file_access();
    ProfileInput input{.model = settings.model,
                       .reading = read_at_place(settings),
                       .config = {},
                       .weather = settings.weather,
                       .inputs = {settings.weather, settings.config}};
    input.config =
        io::read_profile_config(settings.config, settings.model, input.reading.place, settings.allow_outside);
    for (const std::filesystem::path& file : input.config.read_beside) input.inputs.push_back(file.string());
    return input;
}

Profile profile(const ProfileInput& input) {
    Profile made{.columns = model_columns(input.model, input.config, input.reading, input.weather), .sums = {}};
    made.sums = sums_of(input.model, input.config, made.columns, input.reading.weather);
    return made;
}

void write_profile(const std::filesystem::path& path, const ProfileInput& input, const Profile& profile) {
    io::write_series_csv(path, input.reading.weather.axis, input.config.place.utc_offset_s, profile.columns.all());
}

}  // namespace decawatt::app
