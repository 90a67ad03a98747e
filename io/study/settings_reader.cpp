#include "io/study/settings_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <variant>

#include "base/nearest_name.hpp"

namespace decawatt::io {

namespace {
// An integer is accepted as a number; there are no other conversions between types.
template <typename Value>
std::optional<Value> exact_value(const toml::node& node) {
    if constexpr (std::is_same_v<Value, double>)
        if (const auto whole = node.value_exact<std::int64_t>()) return static_cast<double>(*whole);
    return node.value_exact<Value>();
}

// The declared default; none if the value is required.
template <typename Fixed>
std::optional<Fixed> fixed_default(const Value& value) {
    const auto* fixed = std::get_if<Fixed>(&value.fixed);
    return fixed ? std::optional(*fixed) : std::nullopt;
}
}  // namespace

const Value& Settings::declared(const char* section, const char* key, ValueType type) const {
    const Column* known = find_setting(section, key);
    base::expects(known && known->value.type == type, "a setting is read as the study format declares it");
    if (requested_) requested_->emplace(section, key);
    return known->value;
}

template <typename Entry>
Entry Settings::get(const char* section, const char* key, Entry otherwise) const {
    const toml::node* node = find(section, key);
    if (!node) return otherwise;
    const auto value = exact_value<Entry>(*node);
    if (!value) fault(section, key);
    return value.value_or(otherwise);
}

template <typename Entry>
std::vector<Entry> Settings::list(const Value& value, const char* section, const char* key,
                                  std::vector<Entry> otherwise) const {
    const toml::node* node = find(section, key);
    if (!node) return otherwise;
    std::vector<Entry> entries;
    if (const auto* array = node->as_array())
        for (const toml::node& entry : *array)
            if (const auto exact = exact_value<Entry>(entry)) entries.push_back(*exact);
    if (node->is_array() && entries.size() == node->as_array()->size() && !entries.empty()) return entries;
    fault(section, key, value.expected);
    return otherwise;
}

void Settings::fault(const char* section, const char* key, std::string expected) const {
    const toml::node* node = find(section, key);
    faults_.add({raw_.settings_file, fmt::format("{}.{}", section, key),
                 node ? static_cast<int>(node->source().begin.line) : 0, node ? text_of(*node) : "nothing",
                 std::move(expected)});
}

void Settings::fault(const char* section, const char* key) const {
    fault(section, key, find_setting(section, key)->value.expected);
}

std::string Settings::text(const char* section, const char* key, const char* otherwise) const {
    declared(section, key, ValueType::text);
    return get<std::string>(section, key, otherwise);
}

std::string Settings::file(const char* section, const char* key) const {
    declared(section, key, ValueType::file);
    return get<std::string>(section, key, "");
}

std::size_t Settings::choice(const char* section, const char* key) const {
    const Value& value = declared(section, key, ValueType::choice);
    const std::string usual = fixed_default<std::string>(value).value_or("");
    const std::string word = get<std::string>(section, key, usual);
    auto place = std::ranges::find(value.words, word);
    if (place == value.words.end()) {
        fault(section, key);
        place = std::ranges::find(value.words, usual);
    }
    return static_cast<std::size_t>(place - value.words.begin());
}

bool Settings::boolean(const char* section, const char* key) const {
    const Value& value = declared(section, key, ValueType::boolean);
    return get<bool>(section, key, fixed_default<bool>(value).value_or(false));
}

double Settings::number(const char* section, const char* key) const {
    const Value& declaration = declared(section, key, ValueType::number);
    const double otherwise = fixed_default<double>(declaration).value_or(declaration.range.some_value());
    const double value = get<double>(section, key, otherwise);
    if (declaration.range.contains(value)) return value;
    fault(section, key);
    return otherwise;
}

int Settings::integer(const char* section, const char* key, int at_fault) const {
    const Value& declaration = declared(section, key, ValueType::integer);
    const auto fixed = fixed_default<double>(declaration);
    const int otherwise = fixed ? static_cast<int>(*fixed) : at_fault;
    const auto value = get<std::int64_t>(section, key, otherwise);
    if (declaration.range.contains(static_cast<double>(value))) return static_cast<int>(value);
    if (find(section, key)) fault(section, key);
    return otherwise;
}

std::vector<std::string> Settings::texts(const char* section, const char* key) const {
    return list<std::string>(declared(section, key, ValueType::texts), section, key, {});
}

std::vector<std::int64_t> Settings::integers(const char* section, const char* key,
                                             std::vector<std::int64_t> otherwise) const {
    return list(declared(section, key, ValueType::integers), section, key, std::move(otherwise));
}

std::vector<double> Settings::numbers(const char* section, const char* key, std::vector<double> otherwise) const {
    return list(declared(section, key, ValueType::numbers), section, key, std::move(otherwise));
}

// Pairs of numbers, [[1.0, 0.5], ...].
std::vector<std::array<double, 2>> Settings::pairs(const char* section, const char* key) const {
    declared(section, key, ValueType::pairs);
    const toml::node* node = find(section, key);
    std::vector<std::array<double, 2>> values;
    const toml::array* all = node ? node->as_array() : nullptr;
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        const toml::array* pair = all->get(i)->as_array();
        const auto first = pair && pair->size() == 2 ? exact_value<double>(*pair->get(0)) : std::nullopt;
        const auto second = first ? exact_value<double>(*pair->get(1)) : std::nullopt;
        if (second) values.push_back({*first, *second});
    }
    if (!node || (all && !values.empty() && values.size() == all->size())) return values;
    fault(section, key);
    return {};
}

void Settings::check_section(std::string_view section, const toml::node& node) const {
    std::vector<std::string> sections = {"variant"};
    for (const SectionSchema& known : section_schemas()) sections.push_back(known.name);
    const SectionSchema* schema = find_section(section);
    const auto line = [](const toml::node& at) { return static_cast<int>(at.source().begin.line); };
    if (!schema || !node.is_table()) {
        faults_.add({raw_.settings_file, std::string(section), line(node), schema ? "no section" : "an unknown section",
                     "one of the sections study, horizon, weather, planning, adequacy, check, output, variant" +
                         base::did_you_mean(section, sections)});
        return;
    }
    for (const auto& [key, value] : *node.as_table())
        if (!schema->find(key.str()))
            faults_.add({raw_.settings_file, fmt::format("{}.{}", section, key.str()), line(value), "an unknown key",
                         base::one_of(key.str(), schema->all_keys())});
}

void Settings::check_keys() const {
    for (const auto& [section, node] : raw_.settings)
        if (section.str() != "variant") check_section(section.str(), node);
    for (const SectionSchema& section : section_schemas())
        for (const Column& setting : section.keys)
            if (setting.value.need == Need::required && !raw_.settings[section.name][setting.name])
                faults_.add(
                    {raw_.settings_file, fmt::format("{}.{}", section.name, setting.name), 0, "nothing", "this key"});
}

}  // namespace decawatt::io
