#include "io/study/schema/column.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace decawatt::io {

namespace {
// Units by suffix of names; a suffix that ends with another one must come first.
constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
    {"kwh_per_m2_day", "kWh/m2 per day"},
    {"w_per_m2_k", "W/(m2 K)"},
    {"w_s_per_m3_k", "W s/(m3 K)"},
    {"t_per_mwh_thermal", "t CO2/MWh of heat"},
    {"frac_per_full_cycle", "fraction per full cycle"},
    {"frac_per_deg_c", "fraction/°C"},
    {"frac_per_year", "fraction per year"},
    {"frac_per_h", "fraction per hour"},
    {"frac_of_wind", "fraction of the wind speed"},
    {"cost_per_kw_year", "currency/kW per year"},
    {"cost_per_kwh_year", "currency/kWh per year"},
    {"charge_per_kw_year", "currency/kW per year"},
    {"mw_per_year", "MW per year"},
    {"mw_per_h", "MW per hour"},
    {"mwh_per_year", "MWh per year"},
    {"h_per_year", "hours per year"},
    {"h_per_event", "hours per event"},
    {"capex_per_kw", "currency/kW"},
    {"capex_per_kwh", "currency/kWh"},
    {"cost_per_mwh", "currency/MWh"},
    {"credit_per_mwh", "currency/MWh"},
    {"coefficient_per_deg_c", "1/°C"},
    {"kw_per_gpu", "kW per GPU"},
    {"m_per_s", "m/s"},
    {"deg_c", "°C"},
    {"deg", "°"},
    {"frac", "fraction"},
    {"ratio", "ratio"},
    {"mwh", "MWh"},
    {"gwh", "GWh"},
    {"mva", "MVA"},
    {"mw", "MW"},
    {"kw", "kW"},
    {"pa", "Pa"},
    {"pu", "per unit"},
    {"hz", "Hz"},
    {"months", "months"},
    {"minutes", "minutes"},
    {"years", "years"},
    {"h", "h"},
    {"k", "K"},
    {"m", "m"},
    {"t", "t CO2"},
};

Value with(const Value& value, const auto& change) {
    Value changed = value;
    change(changed);
    return changed;
}

Value with_default(const Value& value, const auto& fixed, std::string in_words) {
    return with(value, [&](Value& changed) {
        changed.need = Need::optional;
        changed.fixed = fixed;
        changed.default_text = std::move(in_words);
    });
}
}  // namespace

Value Value::key() const {
    return with(*this, [](Value& value) { value.is_key = true; });
}

Value Value::optional(std::string default_in_words) const {
    return with_default(*this, std::monostate{}, std::move(default_in_words));
}

Value Value::otherwise(double value, std::string in_words) const {
    return with_default(*this, value, std::move(in_words));
}

Value Value::otherwise(int value) const {
    return otherwise(static_cast<double>(value));
}

Value Value::otherwise(bool value) const {
    return with_default(*this, value, {});
}

Value Value::otherwise(const char* word) const {
    return with_default(*this, std::string(word), {});
}

Value Value::or_word(std::string word) const {
    return with(*this, [&](Value& value) { value.words.push_back(std::move(word)); });
}

Value Value::or_row_of(std::string table) const {
    return with(*this, [&](Value& value) { value.tables.push_back(std::move(table)); });
}

Value Value::matching(std::string regular_expression) const {
    return with(*this, [&](Value& value) { value.pattern = std::move(regular_expression); });
}

Value Value::within(const Range& limits) const {
    return with(*this, [&](Value& value) { value.range = limits; });
}

Value Value::in(std::string unit_of_value) const {
    return with(*this, [&](Value& value) { value.unit = std::move(unit_of_value); });
}

Value Value::without_unit() const {
    return in(kNoUnit);
}

Value Value::of_models() const {
    return with(*this, [](Value& value) { value.need = Need::without_hourly; });
}

Value Value::of_adequacy() const {
    return with(*this, [](Value& value) { value.is_of_adequacy = true; });
}

Value Value::of_planning() const {
    return with(*this, [](Value& value) { value.is_of_planning = true; });
}

Value Value::of_adequacy_without(std::string column) const {
    return with(*this, [&](Value& value) { value.planning_needs = std::move(column); });
}

Value Value::remark() const {
    return with(*this, [](Value& value) { value.is_remark = true; });
}

std::string Value::default_words() const {
    if (!default_text.empty()) return default_text;
    if (const auto* number = std::get_if<double>(&fixed)) return fmt::format("{}", *number);
    if (const auto* truth = std::get_if<bool>(&fixed)) return *truth ? "true" : "false";
    const auto* word = std::get_if<std::string>(&fixed);
    return word ? *word : std::string();
}

namespace schema {

Value text(std::string expected) {
    return {.type = ValueType::text, .expected = std::move(expected)};
}

Value file() {
    return {.type = ValueType::file, .expected = "a file, as a path relative to the study's folder"};
}

Value number(const Range& range) {
    return {.type = ValueType::number, .expected = range.text, .range = range};
}

Value integer(int low, int high, const char* expected) {
    return {.type = ValueType::integer,
            .expected = expected ? expected : fmt::format("a whole number from {} to {}", low, high),
            .range = {static_cast<double>(low), static_cast<double>(high), false, false, expected ? expected : ""}};
}

Value year() {
    return integer(kEarliestYear, kLatestYear).without_unit();
}

Value month() {
    constexpr int kMonths = 12;
    return integer(1, kMonths).without_unit();
}

Value boolean() {
    return {.type = ValueType::boolean, .expected = "true or false"};
}

Value date() {
    return {.type = ValueType::date, .expected = "a date: 2027, 2027-11 or 2027-11-15"};
}

Value choice(std::vector<std::string> words) {
    std::string expected = fmt::format("one of {}", fmt::join(words, ", "));
    return {.type = ValueType::choice, .expected = std::move(expected), .words = std::move(words)};
}

Value row_of(std::string table) {
    std::string expected = fmt::format("a name in {}.csv", table);
    return {.type = ValueType::name, .expected = std::move(expected), .tables = {std::move(table)}};
}

Value list(ValueType type, std::string expected) {
    return {.type = type, .expected = std::move(expected)};
}

}  // namespace schema

std::string unit_of_name(std::string_view name) {
    for (const auto& [end, unit] : kUnits)
        if (name.ends_with(end) && (name.size() == end.size() || name[name.size() - end.size() - 1] == '_'))
            return std::string(unit);
    return {};
}

std::string Column::unit() const {
    if (!value.unit.empty()) return value.unit == kNoUnit ? "" : value.unit;
    return value.is_number() ? unit_of_name(name) : std::string();
}

}  // namespace decawatt::io
