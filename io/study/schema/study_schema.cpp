#include "io/study/schema/study_schema.hpp"

#include <algorithm>

#include "io/study/schema/agreements.hpp"
#include "io/study/schema/cooling.hpp"
#include "io/study/schema/demand_side.hpp"
#include "io/study/schema/finance.hpp"
#include "io/study/schema/flexible_work.hpp"
#include "io/study/schema/grid.hpp"
#include "io/study/schema/it_load.hpp"
#include "io/study/schema/markets.hpp"
#include "io/study/schema/photovoltaics.hpp"
#include "io/study/schema/places.hpp"
#include "io/study/schema/reliability.hpp"
#include "io/study/schema/scenarios.hpp"
#include "io/study/schema/settings.hpp"
#include "io/study/schema/supply.hpp"
#include "io/study/schema/wind.hpp"

namespace decawatt::io {

namespace {
std::vector<TableSchema> all_tables() {
    using namespace schema;
    std::vector<TableSchema> all;
    for (const auto& part :
         {place_tables(), market_tables(), grid_tables(), fuel_tables(), photovoltaic_tables(), wind_tables(),
          supply_tables(), data_center_tables(), flexible_work_tables(), cooling_tables(), it_load_tables(),
          contract_tables(), agreement_tables(), reliability_tables(), scenario_tables(), finance_tables()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

template <typename Entry>
const Entry* named(const std::vector<Entry>& entries, std::string_view name) {
    const auto found = std::ranges::find(entries, name, &Entry::name);
    return found == entries.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(const Columns& columns) {
    std::vector<std::string> names;
    for (const Column& column : columns) names.push_back(column.name);
    return names;
}
}  // namespace

const Column* TableSchema::find(std::string_view column) const {
    return named(columns, column);
}

std::vector<std::string> TableSchema::keys() const {
    std::vector<std::string> names;
    for (const Column& column : columns)
        if (column.value.is_key) names.push_back(column.name);
    return names;
}

std::vector<std::string> TableSchema::all_columns() const {
    return names_of(columns);
}

const Column* SectionSchema::find(std::string_view key) const {
    return named(keys, key);
}

std::vector<std::string> SectionSchema::all_keys() const {
    return names_of(keys);
}

const std::vector<TableSchema>& table_schemas() {
    static const std::vector<TableSchema> schemas = all_tables();
    return schemas;
}

const TableSchema* find_table(std::string_view name) {
    return named(table_schemas(), name);
}

const std::vector<SectionSchema>& section_schemas() {
    static const std::vector<SectionSchema> schemas = schema::settings_sections();
    return schemas;
}

const SectionSchema* find_section(std::string_view name) {
    return named(section_schemas(), name);
}

const Column* find_setting(std::string_view section, std::string_view key) {
    const SectionSchema* found = find_section(section);
    return found ? found->find(key) : nullptr;
}

}  // namespace decawatt::io
