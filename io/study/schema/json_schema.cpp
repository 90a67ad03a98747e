#include "io/study/schema/json_schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io {

namespace {
using nlohmann::ordered_json;

void set_range(ordered_json& schema, const Value& value) {
    const auto bound = [&](const char* name, double limit) {
        if (!std::isfinite(limit)) return;
        if (value.type == ValueType::integer || value.type == ValueType::integers)
            schema[name] = static_cast<std::int64_t>(limit);
        else
            schema[name] = limit;
    };
    if (value.range.low == 0.0 && value.range.high == 0.0) return;  // none is stated
    bound(value.range.low_open ? "exclusiveMinimum" : "minimum", value.range.low);
    bound(value.range.high_open ? "exclusiveMaximum" : "maximum", value.range.high);
}

ordered_json list_of(const char* type) {
    return {{"type", "array"}, {"items", {{"type", type}}}, {"minItems", 1}};
}

// A date, or a year alone, which a table or TOML may hold as a number.
ordered_json date_schema() {
    return {{"type", ordered_json::array({"string", "integer"})},
            {"pattern", "^[0-9]{4}(\\.0|-[0-9]{2}(-[0-9]{2})?)?$"}};
}

ordered_json type_schema(const Value& value) {
    ordered_json schema;
    switch (value.type) {
        case ValueType::text:
            schema["type"] = "string";
            if (!value.pattern.empty()) schema["pattern"] = value.pattern;
            return schema;
        case ValueType::file:
            return {{"type", "string"}};
        case ValueType::name:
            return value.need == Need::optional ? ordered_json{{"type", "string"}}
                                                : ordered_json{{"type", "string"}, {"minLength", 1}};
        case ValueType::number:
        case ValueType::integer:
            schema["type"] = value.type == ValueType::number ? "number" : "integer";
            set_range(schema, value);
            return schema;
        case ValueType::boolean:
            return {{"type", "boolean"}};
        case ValueType::date:
            return date_schema();
        case ValueType::choice:
            return {{"type", "string"}, {"enum", value.words}};
        case ValueType::integers:
            schema = list_of("integer");
            schema["uniqueItems"] = true;
            set_range(schema["items"], value);
            return schema;
        case ValueType::numbers:
            schema = list_of("number");
            set_range(schema["items"], value);
            return schema;
        case ValueType::texts:
            schema = list_of("string");
            if (!value.words.empty()) schema["items"]["enum"] = value.words;
            return schema;
        case ValueType::pairs:
            schema = list_of("array");
            schema["items"].update({{"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}});
            return schema;
    }
    return schema;
}

// Words that stand in place of a value; those of a name are names like others.
ordered_json value_schema(const Value& value) {
    const bool has_words = value.is_number() && !value.words.empty();
    if (!has_words) return type_schema(value);
    return {{"anyOf", {type_schema(value), {{"enum", value.words}}}}};
}

void set_default(ordered_json& schema, const Value& value) {
    if (const auto* number = std::get_if<double>(&value.fixed)) {
        if (value.type == ValueType::integer)
            schema["default"] = static_cast<std::int64_t>(*number);
        else
            schema["default"] = *number;
    } else if (const auto* truth = std::get_if<bool>(&value.fixed)) {
        schema["default"] = *truth;
    } else if (const auto* word = std::get_if<std::string>(&value.fixed); word && value.type != ValueType::date) {
        schema["default"] = *word;
    } else if (!value.default_words().empty()) {
        schema["x-default"] = value.default_words();  // in words
    }
}

ordered_json column_schema(const Column& column) {
    ordered_json schema = {{"description", column.about}};
    schema.update(value_schema(column.value));
    set_default(schema, column.value);
    if (const std::string unit = column.unit(); !unit.empty()) schema["x-unit"] = unit;
    if (!column.value.tables.empty()) schema["x-table"] = column.value.tables;
    if (column.value.is_of_adequacy) schema["x-command"] = "adequacy";
    return schema;
}

ordered_json object_schema(const std::string& about, const Columns& columns) {
    ordered_json properties = ordered_json::object(), required = ordered_json::array();
    for (const Column& column : columns) {
        properties[column.name] = column_schema(column);
        if (column.value.need == Need::required) required.push_back(column.name);
    }
    ordered_json schema = {{"type", "object"}, {"description", about}, {"properties", properties}};
    if (!required.empty()) schema["required"] = required;
    schema["additionalProperties"] = false;
    return schema;
}

ordered_json table_schema(const TableSchema& table) {
    ordered_json schema = object_schema(table.about, table.columns);
    schema["x-file"] = table.file();
    schema["x-key"] = table.keys();
    if (table.is_of_adequacy) schema["x-command"] = "adequacy";
    return schema;
}

ordered_json variants() {
    return {{"type", "object"},
            {"description", "Variants of the study: overrides by name, such as \"data_centers.hub.it_scale\" = 3.0."},
            {"additionalProperties", {{"type", "object"}}}};
}
}  // namespace

std::string json_schema() {
    ordered_json properties = ordered_json::object(), required = ordered_json::array(), rows = ordered_json::object();
    for (const SectionSchema& section : section_schemas()) {
        properties[section.name] = object_schema(section.about, section.keys);
        if (properties[section.name].contains("required")) required.push_back(section.name);
    }
    properties["variant"] = variants();
    for (const TableSchema& table : table_schemas()) rows[table.name] = table_schema(table);
    const ordered_json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                 {"title", "study.toml of Decawatt"},
                                 {"description", "Settings of a study; $defs holds the rows of its tables."},
                                 {"type", "object"},
                                 {"properties", properties},
                                 {"required", required},
                                 {"additionalProperties", false},
                                 {"$defs", rows}};
    constexpr int kIndent = 2;
    return schema.dump(kIndent) + "\n";
}

}  // namespace decawatt::io
