// A study folder as uninterpreted text: files, tables by column and row, and settings.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "io/study/csv_table.hpp"
#include "io/study/read_study.hpp"
#include "io/study/schema/study_schema.hpp"
#include "io/study/study_source.hpp"

namespace decawatt::io {

struct RawStudy {
    StudySource source;
    std::string settings_file;  // study.toml, or the name it was requested by
    toml::table settings;
    bool settings_broken = false;                               // not TOML, which is already reported
    std::map<std::string, CsvTable, std::less<>> tables;        // by name, without .csv
    std::map<std::string, CsvTable, std::less<>> curve_files;   // power curves that turbines name, by that name
    std::map<std::string, CsvTable, std::less<>> hourly_files;  // series that hourly.csv names, by that name
    std::map<std::string, CsvTable, std::less<>> step_files;    // horizon.step_file, by its name: one at the most
    std::string stated_step_file;  // as the settings are written, before overrides; empty: none
    std::vector<StudyFile> files;
    bool has_misnamed = false;  // a misnamed table exists, whose content is unknown

    // Whether every file could be read as settings or as a table; otherwise the study cannot be interpreted.
    bool is_readable() const;

    bool has_hourly() const { return tables.contains("hourly"); }
    bool requires_table(const TableSchema& schema) const { return is_required(schema.need, has_hourly()); }
    std::vector<std::string> file_order() const;  // the order in which faults are reported
};

// A value of the settings as text: strings without quotes (quoted in lists), numbers with the fewest digits that
// identify them.
std::string text_of(const toml::node& node);

// None if the text is not TOML, which is a fault. Further faults: strings and keys with control characters.
std::optional<toml::table> parse_settings(const StudyFile& file, Faults& faults);

// The row's keys joined with '/', as in overrides.
std::string row_name(const TableSchema& schema, const CsvTable& table, const CsvRow& row);

// The line of every row of every table, by `table.row`.
std::map<std::string, int, std::less<>> lines_of_rows(const RawStudy& raw);

// Files, columns and sections of the study that only the adequacy assessment reads.
std::vector<std::string> columns_of_adequacy(const RawStudy& raw);
// Columns with a value that `adequacy` does not read, by table, where a reader may expect it.
std::vector<std::string> columns_of_planning(const RawStudy& raw);

// Faults: rows with equal keys.
void check_keys(const TableSchema& schema, const CsvTable& table, Faults& faults);

// Reads every table. Faults: broken TOML and CSV, tables that are missing, columns that are missing or unknown, rows
// with equal keys; tables that are not regular files, or are outside the study's scope (StudyScope; unlimited with
// allow_outside). Throws ResourceError if the folder or a file cannot be read.
RawStudy read_raw_study(const StudyRequest& request, Faults& faults);

}  // namespace decawatt::io
