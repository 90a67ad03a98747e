#include "io/study/overrides.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <optional>

#include "base/nearest_name.hpp"
#include "io/study/toml_depth.hpp"
#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
// Origin of overrides: `--set`, or a variant of the settings file.
struct Origin {
    std::string file, prefix;
    int row = 0;
};

// Target of a path: a field of a table, or a key of the settings.
struct Target {
    CsvTable* table = nullptr;
    std::size_t row = 0;
    std::string column;
    std::string section;  // of the settings
    const Column* setting = nullptr;
};

struct Resolver {
    RawStudy& raw;
    Faults& faults;
    Origin origin;

    std::optional<Target> refuse(const std::string& path, std::string found, std::string expected) const {
        faults.add({origin.file, origin.prefix + path, origin.row, std::move(found), std::move(expected)});
        return std::nullopt;
    }
    std::optional<Target> resolve(const std::string& path) const;
    std::optional<Target> resolve_field(const std::string& path, const TableSchema& schema) const;
    std::optional<Target> resolve_setting(const std::string& path, const std::string& section) const;
};

std::vector<std::string> changeable(const TableSchema& schema) {
    std::vector<std::string> names;
    for (const Column& column : schema.columns)
        if (!column.value.is_key) names.push_back(column.name);
    return names;
}

std::vector<std::string> tables_and_sections() {
    std::vector<std::string> names;
    for (const TableSchema& schema : table_schemas()) names.push_back(schema.name);
    for (const SectionSchema& section : section_schemas()) names.push_back(section.name);
    return names;
}

// Names of tables and columns have no dots, so everything between the first and the last dot is the name of the row.
std::optional<Target> Resolver::resolve_field(const std::string& path, const TableSchema& schema) const {
    const auto first = path.find('.'), last = path.rfind('.');
    if (first == last) return refuse(path, "no row and column", fmt::format("{}.row.column", schema.name));
    const std::string row = path.substr(first + 1, last - first - 1), column = path.substr(last + 1);
    const auto table = raw.tables.find(schema.name);
    if (table == raw.tables.end())
        return refuse(path, fmt::format("no {} in the study", schema.file()), "a table of the study");
    if (const Column* known = schema.find(column); !known || known->value.is_key)
        return refuse(path, fmt::format("no column {} to change", column), base::one_of(column, changeable(schema)));
    if (table->second.unreadable || table->second.incomplete) return std::nullopt;  // already reported
    std::optional<std::size_t> place;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table->second.rows.size(); ++i) {
        names.push_back(row_name(schema, table->second, table->second.rows[i]));
        if (names.back() != row) continue;
        if (place) return refuse(path, fmt::format("two rows {}", row), "keys that identify one row");
        place = i;
    }
    if (!place)
        return refuse(path, fmt::format("no row {}", row),
                      fmt::format("a row of {} ({}){}", schema.file(), fmt::join(schema.keys(), "/"),
                                  base::did_you_mean(row, names)));
    return Target{.table = &table->second, .row = *place, .column = column, .section = {}, .setting = nullptr};
}

std::optional<Target> Resolver::resolve_setting(const std::string& path, const std::string& section) const {
    const std::string key = path.substr(std::min(section.size() + 1, path.size()));
    if (const Column* setting = find_setting(section, key))
        return Target{.table = nullptr, .row = 0, .column = {}, .section = section, .setting = setting};
    const SectionSchema* schema = find_section(section);
    if (!schema)
        return refuse(path, fmt::format("no table or section {}", section),
                      "table.row.column or section.key" + base::did_you_mean(section, tables_and_sections()));
    return refuse(path, "no such key", base::one_of(key, schema->all_keys()));
}

std::optional<Target> Resolver::resolve(const std::string& path) const {
    const std::string head = path.substr(0, path.find('.'));
    const TableSchema* schema = find_table(head);
    return schema ? resolve_field(path, *schema) : resolve_setting(path, head);
}

void set_field(const Target& target, const std::string& value) {
    CsvTable& table = *target.table;
    if (!table.column(target.column)) {  // an optional column that the file lacks
        table.columns.push_back(target.column);
        for (CsvRow& row : table.rows) row.fields.emplace_back();
    }
    const std::size_t column = *table.column(target.column);
    table.rows[target.row].fields[column] = value;
    table.overridden.insert({target.row, column});
}

// Sets the TOML value parsed from the text; or the text itself if it is not a TOML value, or if a string is expected.
void set_setting(toml::table& settings, const Target& target, const std::string& value) {
    toml::table* section = settings.insert(target.section, toml::table{}).first->second.as_table();
    if (!section) return;  // reported with the settings
    const Column& setting = *target.setting;
    const bool is_word = setting.value.type == ValueType::text || setting.value.type == ValueType::choice ||
                         setting.value.type == ValueType::file;
    if (!is_word && !toml_fault({}, value)) {
        try {
            const toml::table spelt = toml::parse("value = " + value);
            if (spelt.size() == 1) {
                spelt.get("value")->visit([&](const auto& node) { section->insert_or_assign(setting.name, node); });
                return;
            }
        } catch (const toml::parse_error&) {
            // Not a TOML value: kept as a string, which the settings reader then rejects.
        }
    }
    section->insert_or_assign(setting.name, value);
}

// Overrides of a variant with their lines. `"a.b.c" = 1` and `a.b.c = 1` are equivalent.
struct Stated {
    Override change;
    int line;
};

int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

void collect(const toml::table& table, const std::string& prefix, std::vector<Stated>& stated) {
    for (const auto& [key, node] : table) {
        const std::string path = prefix + std::string(key.str());
        if (const auto* inner = node.as_table())
            collect(*inner, path + ".", stated);
        else
            stated.push_back({{path, text_of(node)}, line_of(node)});
    }
}

class Changes {
  public:
    Changes(RawStudy& raw, Faults& faults) : raw_(raw), faults_(faults) {}

    void apply(const Resolver& resolver, const Override& change) {
        if (is_at_fault(resolver, change)) return;
        const auto target = resolver.resolve(change.path);
        if (!target) return;
        if (target->table)
            set_field(*target, change.value);
        else
            set_setting(raw_.settings, *target, change.value);
        applied_.push_back(change);
    }

    // One variant of the settings file: applied if requested, otherwise only its paths are checked.
    void read_variant(const std::string& name, const toml::node& node, bool wanted) {
        std::vector<Stated> stated;
        if (const auto* table = node.as_table())
            collect(*table, "", stated);
        else
            faults_.add({raw_.settings_file, "variant." + name, line_of(node), text_of(node), "a table of overrides"});
        for (const Stated& entry : stated) {
            const Resolver resolver{raw_, faults_, {raw_.settings_file, fmt::format("variant.{}: ", name), entry.line}};
            if (wanted)
                apply(resolver, entry.change);
            else
                resolver.resolve(entry.change.path);
        }
    }

    std::vector<Override> applied() && { return std::move(applied_); }

  private:
    // Whether the value is a text that would also be invalid in a file.
    static bool is_at_fault(const Resolver& resolver, const Override& change) {
        const auto path = word_fault(change.path), value = word_fault(change.value);
        const auto hidden = hidden_in_field(change.value);
        if (path || value)
            resolver.refuse(visible(change.path), path ? *path : *value, "a text of one line in UTF-8");
        else if (hidden)
            resolver.refuse(visible(change.path), fmt::format("{}, with {}", visible(change.value), hidden->name),
                            "a value without hidden characters");
        return path || value || hidden;
    }

    RawStudy& raw_;
    Faults& faults_;
    std::vector<Override> applied_;
};
}  // namespace

std::vector<Override> apply_overrides(RawStudy& raw, const std::string& variant, const std::vector<Override>& requested,
                                      Faults& faults) {
    Changes changes(raw, faults);
    std::vector<std::string> known;
    const toml::node* section = raw.settings.get("variant");
    if (section && !section->is_table())
        faults.add({raw.settings_file, "variant", line_of(*section), text_of(*section), "sections [variant.NAME]"});
    if (const toml::table* variants = section ? section->as_table() : nullptr)
        for (const auto& [name, node] : *variants) {
            known.emplace_back(name.str());
            changes.read_variant(known.back(), node, known.back() == variant);
        }
    if (!raw.settings_broken && !variant.empty() && std::find(known.begin(), known.end(), variant) == known.end())
        faults.add({raw.settings_file, "variant", 0, visible(variant),
                    known.empty() ? "no variant, the study has none" : base::one_of(variant, known)});
    for (const Override& change : requested) changes.apply({raw, faults, {"--set", "", 0}}, change);
    return std::move(changes).applied();
}

}  // namespace decawatt::io
