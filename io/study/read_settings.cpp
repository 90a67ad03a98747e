#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "base/nearest_name.hpp"
#include "io/hdf5/write_results.hpp"
#include "io/study/sections.hpp"
#include "io/study/utc_offset.hpp"

namespace decawatt::io {

namespace {
constexpr double kWeightTolerance = 1e-6;  // weights are written with some digits: 0.333333 thrice is a whole

// A whole number is a number; nothing else passes for another type.
template <typename Value>
std::optional<Value> exact_value(const toml::node& node) {
    if constexpr (std::is_same_v<Value, double>)
        if (const auto whole = node.value_exact<std::int64_t>()) return static_cast<double>(*whole);
    return node.value_exact<Value>();
}

// Values of the settings by section and key, with faults for what is missing or of another type.
class Settings {
  public:
    Settings(const RawStudy& raw, Faults& faults) : raw_(raw), faults_(faults) {}

    template <typename Value>
    Value get(const char* section, const char* key, Value otherwise, const char* expected) const {
        const toml::node* node = find(section, key);
        if (!node) return otherwise;
        const auto value = exact_value<Value>(*node);
        if (!value) fault(section, key, expected);
        return value.value_or(otherwise);
    }

    int integer(const char* section, const char* key, int otherwise, int low, int high) const {
        const std::string expected = fmt::format("a whole number from {} to {}", low, high);
        const auto value = get<std::int64_t>(section, key, otherwise, expected.c_str());
        if (find(section, key) && (value < low || value > high)) fault(section, key, expected);
        return value < low || value > high ? otherwise : static_cast<int>(value);
    }

    double number(const char* section, const char* key, const Range& range, double otherwise) const {
        const double value = get<double>(section, key, otherwise, range.text);
        if (find(section, key) && !range.contains(value)) fault(section, key, range.text);
        return range.contains(value) ? value : otherwise;
    }

    template <typename Value>
    std::vector<Value> list(const char* section, const char* key, std::vector<Value> otherwise,
                            const char* expected) const {
        const toml::node* node = find(section, key);
        if (!node) return otherwise;
        std::vector<Value> values;
        if (const auto* array = node->as_array())
            for (const toml::node& entry : *array)
                if (const auto value = exact_value<Value>(entry)) values.push_back(*value);
        if (!node->is_array() || values.size() != node->as_array()->size() || values.empty()) {
            fault(section, key, expected);
            return otherwise;
        }
        return values;
    }

    void fault(const char* section, const char* key, std::string expected) const {
        const toml::node* node = find(section, key);
        faults_.add({raw_.settings_file, fmt::format("{}.{}", section, key),
                     node ? static_cast<int>(node->source().begin.line) : 0, node ? text_of(*node) : "nothing",
                     std::move(expected)});
    }

    // Pairs of numbers, [[1.0, 0.5], ...].
    std::vector<std::array<double, 2>> pairs(const char* section, const char* key, const char* expected) const {
        const toml::node* node = find(section, key);
        std::vector<std::array<double, 2>> values;
        const toml::array* list = node ? node->as_array() : nullptr;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const toml::array* pair = list->get(i)->as_array();
            const auto first = pair && pair->size() == 2 ? exact_value<double>(*pair->get(0)) : std::nullopt;
            const auto second = first ? exact_value<double>(*pair->get(1)) : std::nullopt;
            if (second) values.push_back({*first, *second});
        }
        if (!node || (list && !values.empty() && values.size() == list->size())) return values;
        fault(section, key, expected);
        return {};
    }

    void check_keys() const;

  private:
    const toml::node* find(const char* section, const char* key) const { return raw_.settings[section][key].node(); }
    void check_section(std::string_view section, const toml::node& node) const;

    const RawStudy& raw_;
    Faults& faults_;
};

void Settings::check_section(std::string_view section, const toml::node& node) const {
    std::vector<std::string> sections = {"variant"}, keys;
    for (const SettingSchema& setting : setting_schemas()) {
        sections.emplace_back(setting.section);
        if (setting.section == section) keys.emplace_back(setting.key);
    }
    const bool known = !keys.empty();
    const auto line = [](const toml::node& at) { return static_cast<int>(at.source().begin.line); };
    if (!known || !node.is_table()) {
        faults_.add({raw_.settings_file, std::string(section), line(node), known ? "no section" : "an unknown section",
                     "one of the sections study, horizon, weather, planning, adequacy, check, output, variant" +
                         base::did_you_mean(section, sections)});
        return;
    }
    for (const auto& [key, value] : *node.as_table())
        if (!find_setting(section, key.str()))
            faults_.add({raw_.settings_file, fmt::format("{}.{}", section, key.str()), line(value), "an unknown key",
                         base::one_of(key.str(), keys)});
}

void Settings::check_keys() const {
    for (const auto& [section, node] : raw_.settings)
        if (section.str() != "variant") check_section(section.str(), node);
    for (const SettingSchema& setting : setting_schemas())
        if (setting.required && !raw_.settings[setting.section][setting.key])
            faults_.add(
                {raw_.settings_file, fmt::format("{}.{}", setting.section, setting.key), 0, "nothing", "this key"});
}

void read_heading(const Settings& settings, model::Study& study) {
    study.name = settings.get<std::string>("study", "name", "", "a text");
    study.currency = settings.get<std::string>("study", "currency", "", "a text");
    settings.get<std::string>("study", "description", "", "a text");
    study.price_year = settings.integer("study", "price_year", 0, kEarliestYear, kLatestYear);
    study.discount_rate = settings.number("study", "discount_rate", kFraction, 0.0);
    const auto offset =
        parse_utc_offset(settings.get<std::string>("study", "utc_offset", "+00:00", "a text like +09:00"));
    if (!offset) settings.fault("study", "utc_offset", "a text like +09:00");
    study.utc_offset_s = offset.value_or(0);
}

void read_horizon(const Settings& settings, model::Study& study) {
    study.horizon.first_year = settings.integer("horizon", "first_year", 0, kEarliestYear, kLatestYear);
    study.horizon.last_year =
        settings.integer("horizon", "last_year", study.horizon.first_year, kEarliestYear, kLatestYear);
    if (study.horizon.last_year < study.horizon.first_year) {
        settings.fault("horizon", "last_year", fmt::format("a year from first_year {} on", study.horizon.first_year));
        study.horizon.last_year = study.horizon.first_year;  // build years default to the horizon's
    }
    constexpr int kMinutesPerHour = 60;
    if (settings.get<std::int64_t>("horizon", "step_minutes", kMinutesPerHour, "60, the only step") != kMinutesPerHour)
        settings.fault("horizon", "step_minutes", "60, the only step");
    constexpr int kLeastHoursOfYear = 8760;
    study.horizon.hours_per_year = settings.integer("horizon", "hours_per_year", 0, 0, kLeastHoursOfYear);
}

void read_weather(const Settings& settings, model::Weather& weather) {
    weather.source = settings.get<std::string>("weather", "source", kGenerator, "a text");
    if (weather.source != kGenerator && weather.source != kFiles)
        settings.fault("weather", "source", fmt::format("one of {}, {}", kGenerator, kFiles));
    weather.seed =
        static_cast<std::uint32_t>(settings.integer("weather", "seed", 1, 0, std::numeric_limits<int>::max()));
    constexpr const char* kYears = "a list of different whole numbers >= 1";
    const auto years = settings.list<std::int64_t>("weather", "years", {1}, kYears);
    const std::set<std::int64_t> different(years.begin(), years.end());
    if (different.size() != years.size() || *different.begin() < 1 ||
        *different.rbegin() > std::numeric_limits<int>::max())
        settings.fault("weather", "years", kYears);
    weather.years.clear();
    for (const std::int64_t year : years) weather.years.push_back(static_cast<int>(year));
    const std::vector<double> equal(years.size(), 1.0 / static_cast<double>(years.size()));
    weather.weights = settings.list<double>("weather", "weights", equal, "a list of numbers");
    bool fractions = weather.weights.size() == years.size();
    for (const double weight : weather.weights) fractions = fractions && kEfficiency.contains(weight);
    if (!fractions ||
        std::abs(std::accumulate(weather.weights.begin(), weather.weights.end(), 0.0) - 1.0) > kWeightTolerance)
        settings.fault("weather", "weights",
                       fmt::format("{} fractions that add to 1, one per weather year", years.size()));
}

void read_rules(const Settings& settings, model::Study& study) {
    study.planning.unserved_cost_per_mwh = settings.number("planning", "unserved_cost_per_mwh", kPositive, 1.0);
    study.planning.spill_cost_per_mwh = settings.number("planning", "spill_cost_per_mwh", kNotNegative, 0.0);
    constexpr Range kTolerance{0.0, 0.1, true, false, "a number above 0 and up to 0.1"};
    study.planning.tolerance = settings.number("planning", "tolerance", kTolerance, 1e-6);
    study.planning.base_mva = settings.number("planning", "base_mva", kPositive, study.planning.base_mva);
    const std::string scope = settings.get<std::string>("planning", "target_scope", "each", "one of each, mean");
    if (scope != "each" && scope != "mean") settings.fault("planning", "target_scope", "one of each, mean");
    study.planning.target_scope = scope == "mean" ? model::TargetScope::mean : model::TargetScope::each;
    study.output.series = settings.list<std::string>("output", "series", {}, "a list of texts, or no such key");
    const std::vector<std::string> known = series_names();
    for (const std::string& name : study.output.series)
        if (std::ranges::find(known, name) == known.end())
            settings.fault(
                "output", "series",
                fmt::format("no {}{}, but some of {}", name, base::did_you_mean(name, known), fmt::join(known, ", ")));
    study.output.precision = settings.get<std::string>("output", "precision", "float32", "one of float32, float64");
    if (study.output.precision != "float32" && study.output.precision != "float64")
        settings.fault("output", "precision", "one of float32, float64");
}

void read_load_levels(const Settings& settings, model::AdequacyRules& rules) {
    constexpr const char* kLevels = "pairs of a factor > 0 and its probability, [[0.97, 0.5], [1.03, 0.5]]";
    double sum = 0.0;
    bool sound = true;
    for (const auto& [factor, probability] : settings.pairs("adequacy", "load_levels", kLevels)) {
        sound = sound && kPositive.contains(factor) && kEfficiency.contains(probability);
        sum += probability;
        rules.load_levels.push_back({factor, probability});
    }
    if (!rules.load_levels.empty() && (!sound || std::abs(sum - 1.0) > kWeightTolerance))
        settings.fault("adequacy", "load_levels", std::string(kLevels) + "; probabilities add to 1");
}

void read_adequacy(const Settings& settings, model::AdequacyRules& rules) {
    constexpr int kMostWeatherYears = 100000;
    constexpr Range kLevel{0.0, 1.0, false, true, "a fraction from 0 to below 1 (0.95, not 95)"};
    rules.seed = static_cast<std::uint32_t>(
        settings.integer("adequacy", "seed", static_cast<int>(rules.seed), 0, std::numeric_limits<int>::max()));
    rules.weather_years = settings.integer("adequacy", "weather_years", rules.weather_years, 1, kMostWeatherYears);
    rules.growth_sd_frac = settings.number("adequacy", "growth_sd_frac", kFraction, 0.0);
    rules.data_center_growth_sd_frac = settings.number("adequacy", "data_center_growth_sd_frac", kFraction, 0.0);
    rules.cvar_level = settings.number("adequacy", "cvar_level", kLevel, rules.cvar_level);
    rules.keeps_seasonal_limits =
        settings.get<bool>("adequacy", "keeps_seasonal_limits", rules.keeps_seasonal_limits, "true or false");
    read_load_levels(settings, rules);
}
}  // namespace

std::vector<std::string> read_settings(const RawStudy& raw, Faults& faults, model::Study& study) {
    const Settings settings(raw, faults);
    settings.check_keys();
    read_heading(settings, study);
    read_horizon(settings, study);
    read_weather(settings, study.weather);
    read_rules(settings, study);
    read_adequacy(settings, study.adequacy);
    return settings.list<std::string>("check", "accepts", {}, "a list of paths, each table.row.column or section.key");
}

}  // namespace decawatt::io
