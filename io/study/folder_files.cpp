#include "io/study/folder_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/nearest_name.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;

constexpr std::string_view kCsv = ".csv";

// The name in lower case, without blanks around its parts and without hidden characters.
std::string plain_file_name(const std::string& name) {
    std::string plain;
    for (const char c : without_hidden(name)) {
        if (c == '.')
            while (plain.ends_with(' ')) plain.pop_back();
        if (c == ' ' && (plain.empty() || plain.ends_with('.'))) continue;
        plain += 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    while (plain.ends_with(' ')) plain.pop_back();
    return plain;
}

// "plants" for plants.csv; empty if the name is not that of a table.
std::string table_of(std::string_view file) {
    if (!file.ends_with(kCsv)) return {};
    file.remove_suffix(kCsv.size());
    return find_table(file) ? std::string(file) : std::string();
}

// Auxiliary files of editors, office programs and macOS.
bool is_companion(const std::string& name) {
    return name.starts_with("._") || name.starts_with(".~lock.") || name.starts_with("~$");
}

// Names of files that are values of the variants and of overrides: those files may be read with another variant.
void collect_texts(const toml::node& node, std::set<std::string>& texts) {
    if (const auto* text = node.as_string()) texts.insert(text->get());
    if (const auto* table = node.as_table())
        for (const auto& [key, inner] : *table) collect_texts(inner, texts);
}

std::set<std::string> named_files(const RawStudy& raw, const std::vector<Override>& requested) {
    std::set<std::string> names;
    for (const auto& [table, column] :
         {std::pair{"hourly", "file"}, {"turbines", "curve_file"}, {"weather_files", "file"}})
        if (const auto found = raw.tables.find(table); found != raw.tables.end())
            if (const auto place = found->second.column(column))
                for (const CsvRow& row : found->second.rows) names.insert(row.fields[*place]);
    for (const auto* files :
         {&raw.hourly_files, &raw.curve_files, &raw.step_files})  // also files that an override has replaced by another
        for (const auto& [name, table] : *files) names.insert(name);
    names.insert(raw.stated_step_file);
    for (const Override& change : requested) names.insert(change.value);
    if (const toml::node* variants = raw.settings.get("variant")) collect_texts(*variants, names);
    return names;
}

class Folder {
  public:
    Folder(const RawStudy& raw, const std::vector<Override>& requested, Faults& faults)
        : raw_(raw), named_(named_files(raw, requested)), faults_(faults) {}

    std::vector<std::string> check() {
        for (const std::string& name : raw_.source.entries())
            if (!is_companion(name)) check(name);
        return std::move(notes_);
    }

  private:
    void check(const std::string& name) {
        const bool file = raw_.source.has_file(name);
        const std::string plain = plain_file_name(name);
        if (name == raw_.settings_file || (file && is_named(name))) return;
        if (!table_of(name).empty()) return;  // read, or already reported
        if (!table_of(plain).empty()) {  // of any type: a dangling link would become a table once its target exists
            fault(name, "name", "a table of another case, or with blanks in its name", plain);
        } else if (file && plain == "study.toml" && raw_.settings_file == plain) {
            fault(name, "name", "settings beside study.toml", "one file of settings");
        } else if (file && plain.ends_with(kCsv)) {
            if (raw_.has_misnamed) return;  // the misnamed table may name it
            fault(name, "table", "a table that no study has",
                  "one of the tables of the study format" + suggestion(plain.substr(0, plain.size() - kCsv.size())));
        } else if (file) {
            check_other_ending(name, plain);
        }
    }

    // Whether a table names the file, by any path.
    bool is_named(const std::string& name) const {
        return std::ranges::any_of(named_,
                                   [&](const std::string& path) { return raw_.source.is_same_file(path, name); });
    }

    // policy.csv.txt, policy.xlsx, policy.csv.bak, if there is no policy.csv.
    void check_other_ending(const std::string& name, const std::string& plain) {
        static constexpr std::array kOther = {".txt", ".tsv", ".tab", ".xlsx", ".xls", ".xlsm", ".ods", ".json"};
        const std::string table = plain.substr(0, plain.find('.'));
        if (!find_table(table) || raw_.tables.contains(table)) return;
        const std::string ending = plain.substr(table.size());
        if (ending == ".csv.txt")
            fault(name, "name", "a table with a second ending", table + ".csv");
        else if (ending.starts_with(kCsv) || std::ranges::find(kOther, ending) != kOther.end())
            notes_.push_back(fmt::format("{} is not read: there is no {}.csv", visible(name), table));
    }

    // Copies are called "policy (1)" and "policy - Copy".
    static std::string suggestion(std::string stem) {
        stem = stem.substr(0, std::min(stem.find(" ("), stem.find(" - ")));
        std::vector<std::string> known;
        for (const TableSchema& schema : table_schemas()) known.push_back(schema.name);
        const auto nearest = base::nearest_name(stem, known);
        return nearest ? fmt::format(" (did you mean {}.csv?)", *nearest)
                       : ", or in another folder if it is not a table";
    }

    void fault(const std::string& name, std::string field, std::string found, std::string expected) {
        faults_.add({visible(name), std::move(field), 0, std::move(found), std::move(expected)});
    }

    const RawStudy& raw_;
    std::set<std::string> named_;
    Faults& faults_;
    std::vector<std::string> notes_;
};
}  // namespace

std::vector<std::string> misnamed_tables(const StudySource& source) {
    std::vector<std::string> misnamed;
    for (const std::string& name : source.entries())
        if (table_of(name).empty() && !table_of(plain_file_name(name)).empty() && source.has_file(name))
            misnamed.push_back(name);
    return misnamed;
}

std::string misnamed_settings(const fs::path& folder, const std::string& name) {
    std::error_code ignored;  // an unreadable folder is reported with the file expected in it
    for (fs::directory_iterator at(folder, ignored), end; !ignored && at != end; at.increment(ignored)) {
        std::string entry = at->path().filename().string();
        const std::string plain = plain_file_name(entry);
        if (entry != name && (plain == name || plain == name + ".txt")) return entry;
    }
    return {};
}

std::vector<std::string> check_folder(const RawStudy& raw, const std::vector<Override>& requested, Faults& faults) {
    return Folder(raw, requested, faults).check();
}

}  // namespace decawatt::io
