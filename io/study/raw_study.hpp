// A study folder as text: the files, the tables by column and row, the settings; nothing has a meaning yet.
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
#include "io/study/study_scope.hpp"

namespace decawatt::io {

struct RawStudy {
    std::filesystem::path folder;
    StudyScope scope;           // the files that it may name
    std::string settings_file;  // study.toml, or the name it was requested by
    toml::table settings;
    bool settings_broken = false;                               // not TOML, which is complaint enough
    std::map<std::string, CsvTable, std::less<>> tables;        // by name, without .csv
    std::map<std::string, CsvTable, std::less<>> curve_files;   // power curves that turbines name, by that name
    std::map<std::string, CsvTable, std::less<>> hourly_files;  // series that hourly.csv names, by that name
    std::vector<StudyFile> files;
    bool has_misnamed = false;  // a table of another case: what it holds is not known

    // Whether every file could be read, as settings or as a table; what the study means is not known where not.
    bool is_readable() const;

    bool has_hourly() const { return tables.contains("hourly"); }
    bool requires_table(const TableSchema& schema) const { return is_required(schema.need, has_hourly()); }
    std::vector<std::string> file_order() const;  // in which faults are reported
};

// A value of the settings as text: texts bare (quoted inside lists), numbers with the fewest digits that say them.
std::string text_of(const toml::node& node);

// None where the text is no TOML, which is a fault. Faults: texts and keys of it with control characters.
std::optional<toml::table> parse_settings(const StudyFile& file, Faults& faults);

// The row's keys joined with '/', as overrides name it.
std::string row_name(const TableSchema& schema, const CsvTable& table, const CsvRow& row);

// The line of every row of every table, by `table.row`.
std::map<std::string, int, std::less<>> lines_of_rows(const RawStudy& raw);

// What the study states that planning does not read: files, columns and sections that only adequacy has a use for.
std::vector<std::string> columns_of_adequacy(const RawStudy& raw);

// Faults: rows of the same keys.
void check_keys(const TableSchema& schema, const CsvTable& table, Faults& faults);

// The folder of a study that is requested by its folder or its settings file. Throws ResourceError where there is none.
std::filesystem::path study_folder(const std::filesystem::path& path);

// Reads every table. Faults: broken TOML and CSV, tables that are missing, columns that are missing or unknown, rows of
// the same keys; tables that are no file, or one outside the study's scope (StudyScope; allow_outside: none is). Throws
// ResourceError where the folder or a file cannot be read.
RawStudy read_raw_study(const std::filesystem::path& path, bool allow_outside, Faults& faults);

// The text of a file with its hash, under the name it is requested by. Throws ResourceError where it cannot be read.
StudyFile read_study_file(const std::filesystem::path& path, std::string name);

}  // namespace decawatt::io
