// Sections of a TOML file as tables of a study, and complaints about those tables as complaints about the file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/study/raw_study.hpp"

namespace decawatt::io {

enum class SectionShape {
    row,      // [section]
    rows,     // [section] or [[section]]
    columns,  // [section] of lists of one length
    by_name   // [section.NAME], each of lists of one length, one entry a month
};

struct Section {
    std::string name, table;  // the section, and the table whose rows it holds
    SectionShape shape;
    bool required;
    std::vector<std::string> hidden;  // columns that mean nothing for one model alone
};

class ConfigTables {
  public:
    ConfigTables(const RawStudy& config, Faults& faults) : config_(config), faults_(faults) {}

    // The rows of a section, every column of the table there, empty where no key says it. Faults: a section that is
    // missing or of another shape, an unknown key, lists of unequal length.
    CsvTable& read(const Section& section);

    // Complaints about those tables, with the section, key and line they came from.
    std::vector<base::InputFault> relocated(const std::vector<base::InputFault>& faults) const;

    std::map<std::string, CsvTable, std::less<>> take_tables() { return std::move(tables_); }

  private:
    struct Origin {  // of one row
        std::string section;
        int line;
        std::map<std::string, int, std::less<>> line_of_key;
    };
    void read_row(const Section& section, const std::string& path, const toml::table& keys);
    void read_columns(const Section& section, const std::string& path, const toml::table& keys);
    void set(const Section& section, std::vector<std::string>& fields, const std::string& column, std::string value);
    bool known_key(const Section& section, const std::string& path, const std::string& key, const toml::node& node);
    void fault(const std::string& field, const toml::node* node, std::string found, std::string expected);

    const RawStudy& config_;
    Faults& faults_;
    std::map<std::string, CsvTable, std::less<>> tables_;
    std::map<std::string, std::vector<Origin>, std::less<>> origins_;  // by table
    std::map<std::string, std::string> sections_;                      // by file of a table
};

// Columns of a table that a section may set.
std::vector<std::string> open_columns(const Section& section);

}  // namespace decawatt::io
