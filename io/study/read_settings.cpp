#include "io/study/read_settings.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "base/nearest_name.hpp"
#include "io/common/utc_offset.hpp"
#include "io/study/schema/settings.hpp"
#include "io/study/settings_reader.hpp"
#include "io/study/step_file.hpp"
#include "io/study/step_lengths.hpp"

namespace decawatt::io {

namespace {
constexpr double kWeightTolerance = 1e-6;  // allows for rounded weights: three times 0.333333 is accepted as 1

void read_heading(const Settings& settings, model::Study& study) {
    study.name = settings.text("study", "name");
    study.currency = settings.text("study", "currency");
    study.price_year = settings.integer("study", "price_year");
    study.discount_rate = settings.number("study", "discount_rate");
    settings.text("study", "description");
    const auto offset = parse_utc_offset(settings.text("study", "utc_offset", "+00:00"));
    if (!offset) settings.fault("study", "utc_offset");
    study.utc_offset_s = offset.value_or(0);
}

void read_horizon(const Settings& settings, model::Horizon& horizon) {
    horizon.first_year = settings.integer("horizon", "first_year");
    horizon.last_year = settings.integer("horizon", "last_year", horizon.first_year);
    if (horizon.last_year < horizon.first_year) {
        settings.fault("horizon", "last_year", fmt::format("a year from first_year {} on", horizon.first_year));
        horizon.last_year = horizon.first_year;  // construction years default to the horizon
    }
    const int step_minutes = settings.integer("horizon", "step_minutes");
    if (std::ranges::find(kStepMinutes, step_minutes) == kStepMinutes.end())
        settings.fault("horizon", "step_minutes");
    else
        horizon.step_s = kSecondsPerMinute * step_minutes;
    horizon.hours_per_year = settings.integer("horizon", "hours_per_year");
    if (horizon.hours_per_year * base::kSecondsPerHour % horizon.step_s != 0)
        settings.fault("horizon", "hours_per_year",
                       fmt::format("a whole number of steps of {} minutes", horizon.step_s / kSecondsPerMinute));
}

void read_weather(const Settings& settings, model::Weather& weather) {
    weather.source = settings.choice("weather", "source") == 0 ? kGenerator : kFiles;
    weather.seed = static_cast<std::uint32_t>(settings.integer("weather", "seed"));
    const auto years = settings.integers("weather", "years", {1});
    const std::set<std::int64_t> different(years.begin(), years.end());
    if (different.size() != years.size() || *different.begin() < 1 ||
        *different.rbegin() > std::numeric_limits<int>::max())
        settings.fault("weather", "years");
    weather.years.clear();
    for (const std::int64_t year : years) weather.years.push_back(static_cast<int>(year));
    const std::vector<double> equal(years.size(), 1.0 / static_cast<double>(years.size()));
    weather.weights = settings.numbers("weather", "weights", equal);
    bool fractions = weather.weights.size() == years.size();
    for (const double weight : weather.weights) fractions = fractions && kEfficiency.contains(weight);
    if (!fractions ||
        std::abs(std::accumulate(weather.weights.begin(), weather.weights.end(), 0.0) - 1.0) > kWeightTolerance)
        settings.fault("weather", "weights",
                       fmt::format("{} fractions that add to 1, one per weather year", years.size()));
}

void read_planning(const Settings& settings, model::PlanningRules& rules) {
    rules.unserved_cost_per_mwh = settings.number("planning", "unserved_cost_per_mwh");
    rules.spill_cost_per_mwh = settings.number("planning", "spill_cost_per_mwh");
    rules.tolerance = settings.number("planning", "tolerance");
    rules.base_mva = settings.number("planning", "base_mva");
    rules.perspective = static_cast<model::Perspective>(settings.choice("planning", "perspective"));
    rules.target_scope = static_cast<model::TargetScope>(settings.choice("planning", "target_scope"));
}

void read_output(const Settings& settings, model::OutputRules& rules) {
    rules.series = settings.texts("output", "series");
    const std::vector<std::string>& known = find_setting("output", "series")->value.words;
    for (const std::string& name : rules.series)
        if (std::ranges::find(known, name) == known.end())
            settings.fault(
                "output", "series",
                fmt::format("no {}{}, but some of {}", name, base::did_you_mean(name, known), fmt::join(known, ", ")));
    rules.precision = settings.choice("output", "precision") == 0 ? "float32" : "float64";
}

void read_load_levels(const Settings& settings, model::AdequacyRules& rules) {
    double sum = 0.0;
    bool sound = true;
    for (const auto& [factor, probability] : settings.pairs("adequacy", "load_levels")) {
        sound = sound && kPositive.contains(factor) && kEfficiency.contains(probability);
        sum += probability;
        rules.load_levels.push_back({factor, probability});
    }
    if (!rules.load_levels.empty() && (!sound || std::abs(sum - 1.0) > kWeightTolerance))
        settings.fault("adequacy", "load_levels",
                       find_setting("adequacy", "load_levels")->value.expected + "; probabilities add to 1");
}

void read_adequacy(const Settings& settings, model::AdequacyRules& rules) {
    rules.seed = static_cast<std::uint32_t>(settings.integer("adequacy", "seed"));
    rules.weather_years = settings.integer("adequacy", "weather_years");
    rules.growth_sd_frac = settings.number("adequacy", "growth_sd_frac");
    rules.data_center_growth_sd_frac = settings.number("adequacy", "data_center_growth_sd_frac");
    rules.cvar_level = settings.number("adequacy", "cvar_level");
    rules.keeps_seasonal_limits = settings.boolean("adequacy", "keeps_seasonal_limits");
    read_load_levels(settings, rules);
}
}  // namespace

std::vector<std::string> read_settings(const RawStudy& raw, Faults& faults, model::Study& study, ColumnSet* requested) {
    const Settings settings(raw, faults, requested);
    settings.check_keys();
    read_heading(settings, study);
    read_horizon(settings, study.horizon);
    settings.file("horizon", "step_file");
    read_step_lengths(raw, faults, study.utc_offset_s, study.horizon);
    read_weather(settings, study.weather);
    read_planning(settings, study.planning);
    read_output(settings, study.output);
    read_adequacy(settings, study.adequacy);
    return settings.texts("check", "accepts");
}

}  // namespace decawatt::io
