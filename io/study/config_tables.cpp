#include "io/study/config_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/nearest_name.hpp"

namespace decawatt::io {

namespace {
int line_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

const TableSchema& schema_of(const Section& section) {
    const TableSchema* schema = find_table(section.table);
    base::expects(schema != nullptr, "a section holds rows of a table of the study format");
    return *schema;
}
}  // namespace

std::vector<std::string> open_columns(const Section& section) {
    std::vector<std::string> open = schema_of(section).all_columns();
    std::erase_if(open, [&](const std::string& column) {
        return std::ranges::find(section.hidden, column) != section.hidden.end();
    });
    return open;
}

void ConfigTables::fault(const std::string& field, const toml::node* node, std::string found, std::string expected) {
    faults_.add({config_.settings_file, field, node ? line_of(*node) : 0, std::move(found), std::move(expected)});
}

bool ConfigTables::known_key(const Section& section, const std::string& path, const std::string& key,
                             const toml::node& node) {
    const std::vector<std::string> open = open_columns(section);
    if (std::ranges::find(open, key) != open.end()) return true;
    fault(path + "." + key, &node, "an unknown key", base::one_of(key, open));
    return false;
}

void ConfigTables::set(const Section& section, std::vector<std::string>& fields, const std::string& column,
                       std::string value) {
    fields[*tables_.at(section.table).column(column)] = std::move(value);
}

void ConfigTables::read_row(const Section& section, const std::string& path, const toml::table& keys) {
    CsvTable& table = tables_.at(section.table);
    std::vector<Origin>& origins = origins_[section.table];
    Origin origin{path, line_of(keys), {}};
    CsvRow row{static_cast<int>(origins.size()) + 1, std::vector<std::string>(table.columns.size())};
    for (const auto& [word, node] : keys) {
        const std::string key(word.str());
        if (!known_key(section, path, key, node)) continue;
        if (node.is_table() || node.is_array())
            fault(path + "." + key, &node, node.is_table() ? "a section" : text_of(node), "one value");
        else
            set(section, row.fields, key, text_of(node));
        origin.line_of_key[key] = line_of(node);
    }
    origins.push_back(std::move(origin));
    table.rows.push_back(std::move(row));
}

// Lists of one length are rows; a single value holds in each of them.
void ConfigTables::read_columns(const Section& section, const std::string& path, const toml::table& keys) {
    std::optional<std::size_t> length;
    std::string first;
    for (const auto& [word, node] : keys) {
        const auto* list = node.as_array();
        if (!list) continue;
        if (length && *length != list->size())
            return fault(path + "." + std::string(word.str()), &node, fmt::format("{} values", list->size()),
                         fmt::format("{}, as {} has", *length, first));
        length = list->size();
        first = std::string(word.str());
    }
    if (!length) return fault(path, &keys, "no list", "lists of values");
    for (std::size_t i = 0; i < *length; ++i) {
        toml::table one;
        for (const auto& [word, node] : keys)
            (node.is_array() ? *node.as_array()->get(i) : node).visit([&, &key = word](const auto& value) {
                one.insert_or_assign(key, value);
            });
        read_row(section, path, one);
        Origin& origin = origins_[section.table].back();  // entries of a copy have no line of their own
        origin.line = line_of(keys);
        for (const auto& [word, node] : keys) origin.line_of_key[std::string(word.str())] = line_of(node);
    }
}

CsvTable& ConfigTables::read(const Section& section) {
    const TableSchema& schema = schema_of(section);
    sections_[schema.file()] = section.name;
    CsvTable& table = tables_[section.table];
    table.file = schema.file();
    table.columns = schema.all_columns();
    const toml::node* node = config_.settings.get(section.name);
    if (!node) {
        if (section.required) fault(section.name, nullptr, "no such section", "a section of this name");
        return table;
    }
    const toml::table* one = node->as_table();
    const toml::array* many = node->as_array();
    if (section.shape == SectionShape::by_name && one) {
        for (const auto& [name, inner] : *one) {
            const std::string path = section.name + "." + std::string(name.str());
            const std::size_t before = table.rows.size();
            if (const auto* keys = inner.as_table())
                read_columns(section, path, *keys);
            else
                fault(path, &inner, text_of(inner), fmt::format("a section [{}]", path));
            for (std::size_t i = before; i < table.rows.size(); ++i) {
                set(section, table.rows[i].fields, schema.columns[0].name, std::string(name.str()));
                set(section, table.rows[i].fields, schema.columns[1].name, std::to_string(i - before + 1));
            }
        }
    } else if (section.shape == SectionShape::columns && one) {
        read_columns(section, section.name, *one);
    } else if (one) {
        read_row(section, section.name, *one);
    } else if (section.shape == SectionShape::rows && many && many->is_array_of_tables()) {
        for (const toml::node& entry : *many) read_row(section, section.name, *entry.as_table());
    } else {
        fault(section.name, node, node->is_array() ? "a list" : text_of(*node),
              fmt::format("a section [{}]", section.name));
    }
    return table;
}

std::vector<base::InputFault> ConfigTables::relocated(const std::vector<base::InputFault>& faults) const {
    std::vector<base::InputFault> all = faults;
    for (base::InputFault& fault : all) {
        for (const auto& [file, section] : sections_)  // "a name in power_curves.csv"
            if (const auto place = fault.expected.find(file); place != std::string::npos)
                fault.expected.replace(place, file.size(), fmt::format("[{}]", section));
        const auto section = sections_.find(fault.file);
        if (section == sections_.end()) continue;
        const auto& origins = origins_.find(fault.file.substr(0, fault.file.rfind(".csv")));
        std::string name = section->second;
        if (origins != origins_.end() && fault.row > 0 && fault.row <= static_cast<int>(origins->second.size())) {
            const Origin& origin = origins->second[static_cast<std::size_t>(fault.row - 1)];
            const auto key = origin.line_of_key.find(fault.field);
            fault.row = key == origin.line_of_key.end() ? origin.line : key->second;
            name = origin.section;
        }
        fault.file = config_.settings_file;
        fault.field = name + "." + fault.field;
    }
    std::ranges::stable_sort(all, {}, &base::InputFault::row);
    return all;
}

}  // namespace decawatt::io
