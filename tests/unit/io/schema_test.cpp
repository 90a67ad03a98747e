// The declaration of the study format itself, and the reader that follows it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "io/study/schema/study_schema.hpp"
#include "io/study/table_reader.hpp"

using namespace decawatt;
using io::Column;
using io::Need;
using io::Value;
using io::ValueType;

namespace {
bool is_sentence(const std::string& about) {
    return about.size() > 4 && about.ends_with('.') && !about.ends_with("..") &&
           about.find('\n') == std::string::npos && about.find('|') == std::string::npos &&
           !(std::islower(static_cast<unsigned char>(about.front())) != 0);
}

void check_default(const Value& value) {
    if (const auto* number = std::get_if<double>(&value.fixed)) {
        CHECK(value.is_number());
        CHECK(value.range.contains(*number));
    }
    if (std::holds_alternative<bool>(value.fixed)) CHECK(value.type == ValueType::boolean);
    if (const auto* word = std::get_if<std::string>(&value.fixed)) {
        const bool is_word = std::ranges::find(value.words, *word) != value.words.end();
        const bool is_date = value.type == ValueType::date && (*word == io::kAlways || *word == io::kNever);
        CHECK((is_word || is_date));
    }
    CHECK(value.default_words().empty() == (value.need != Need::optional));
}

void check_column(const Column& column) {
    CAPTURE(column.name);
    const Value& value = column.value;
    CHECK(is_sentence(column.about));
    CHECK_FALSE(value.expected.empty());
    if (value.is_number()) {
        CHECK(value.range.low <= value.range.high);
        CHECK((!value.unit.empty() || !io::unit_of_name(column.name).empty()));
    }
    CHECK(value.words.empty() == (value.type != ValueType::choice && value.words.empty()));
    CHECK(value.tables.empty() == (value.type != ValueType::name));
    for (const std::string& table : value.tables) CHECK(io::find_table(table) != nullptr);
    if (value.is_key) CHECK(value.need == Need::required);
    check_default(value);
}

// Keys, then required columns, then optional ones.
int order_of(const Column& column) {
    return column.value.is_key ? 0 : column.value.need == Need::optional ? 2 : 1;
}
}  // namespace

TEST_CASE("every column has a description, a unit, a range and a default") {
    std::set<std::string> names;
    for (const io::TableSchema& table : io::table_schemas()) {
        CAPTURE(table.name);
        CHECK(names.insert(table.name).second);
        CHECK(is_sentence(table.about));
        CHECK_FALSE(table.keys().empty());
        CHECK(std::ranges::is_sorted(table.columns, {}, order_of));
        std::set<std::string> columns;
        for (const Column& column : table.columns) {
            CHECK(columns.insert(column.name).second);
            check_column(column);
        }
    }
}

TEST_CASE("every setting has a description, a unit, a range and a default") {
    for (const io::SectionSchema& section : io::section_schemas()) {
        CAPTURE(section.name);
        CHECK(io::find_table(section.name) == nullptr);  // overrides distinguish them by name
        CHECK(is_sentence(section.about));
        for (const Column& key : section.keys) check_column(key);
    }
}

TEST_CASE("units follow from names") {
    CHECK(io::unit_of_name("capacity_mw") == "MW");
    CHECK(io::unit_of_name("build_limit_mw_per_year") == "MW per year");
    CHECK(io::unit_of_name("temperature_deg_c") == "°C");
    CHECK(io::unit_of_name("cooling_frac_per_deg_c") == "fraction/°C");
    CHECK(io::unit_of_name("tilt_deg") == "°");
    CHECK(io::unit_of_name("frac") == "fraction");
    CHECK(io::unit_of_name("factor").empty());
    CHECK(io::unit_of_name("count").empty());  // ends in t, but not in _t
}

TEST_CASE("reading an undeclared column or setting is a bug") {
    io::Faults faults;
    const io::TableSchema& plants = *io::find_table("plants");
    io::CsvTable table;
    table.columns = {"name", "capacity_mw", "efficiency_frac", "region"};
    table.rows = {{2, {"A", "5", "", "north"}}};
    const io::Row row(plants, table, 0, {&faults});
    CHECK(row.number("capacity_mw") == 5.0);
    CHECK(row.number("efficiency_frac") == 1.0);  // the declared default
    CHECK_THROWS_AS((void)row.number("capacity_gw"), std::logic_error);
    CHECK_THROWS_AS((void)row.text("capacity_mw"), std::logic_error);
    CHECK_THROWS_AS((void)row.integer("capacity_mw"), std::logic_error);
    CHECK_THROWS_AS((void)row.number("efficiency_frac", 0.5), std::logic_error);  // a second default
    CHECK_THROWS_AS((void)row.number("build_limit_mw"), std::logic_error);        // its default is no number
    CHECK_THROWS_AS((void)row.reference<model::SiteIndex>("region", io::Names("sites", {"north"}, true)),
                    std::logic_error);
    CHECK(faults.empty());
}
