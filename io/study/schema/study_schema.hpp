// Declaration of the study format: tables with their columns, and sections of study.toml (docs/study_format.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/study/schema/column.hpp"

namespace decawatt::io {

// Columns that name the row (joined with '/') come first, then required ones, then optional ones.
struct TableSchema {
    std::string name;  // without .csv
    Need need = Need::optional;
    bool is_of_adequacy = false;  // read only by `adequacy`
    std::string about;            // description of a row
    Columns columns;

    std::string file() const { return name + ".csv"; }
    const Column* find(std::string_view column) const;  // null where there is none
    bool knows(std::string_view column) const { return find(column) != nullptr; }
    std::vector<std::string> keys() const;
    std::vector<std::string> all_columns() const;
};

// A section of study.toml.
struct SectionSchema {
    std::string name, about;
    Columns keys;

    const Column* find(std::string_view key) const;  // null where there is none
    std::vector<std::string> all_keys() const;
};

const std::vector<TableSchema>& table_schemas();       // in the order in which tables are read
const TableSchema* find_table(std::string_view name);  // null where there is none

const std::vector<SectionSchema>& section_schemas();
const SectionSchema* find_section(std::string_view name);
const Column* find_setting(std::string_view section, std::string_view key);

}  // namespace decawatt::io
