// What a study folder may hold: its tables with their columns, and the keys of study.toml (docs/study_format.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace decawatt::io {

struct TableSchema {
    std::string name;  // without .csv
    bool required = false;
    std::vector<std::string> keys;     // they name a row, joined with '/'
    std::vector<std::string> columns;  // required besides the keys
    std::vector<std::string> optional;

    std::string file() const { return name + ".csv"; }
    bool knows(std::string_view column) const;
    std::vector<std::string> all_columns() const;  // keys first
};

const std::vector<TableSchema>& table_schemas();       // in the order in which tables are read
const TableSchema* find_table(std::string_view name);  // null where there is none

// Whether a required table, or a required column of one, is only for models: not required beside hourly.csv.
bool is_of_models(std::string_view table, std::string_view column = {});

// Whether only adequacy reads the table, or the column of a table that planning reads as well.
bool is_of_adequacy(std::string_view table, std::string_view column = {});

enum class SettingType { text, integer, number, boolean, integers, numbers, pairs, texts };

struct SettingSchema {
    std::string_view section, key;
    SettingType type;
    bool required;
};

const std::vector<SettingSchema>& setting_schemas();
const SettingSchema* find_setting(std::string_view section, std::string_view key);

}  // namespace decawatt::io
