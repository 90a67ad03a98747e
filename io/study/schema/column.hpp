// A column of a table, or a key of study.toml, as declared by the study format. Reader, range checks, messages,
// overrides, `decawatt schema` and the tables of docs/study_format.md are derived from the declaration.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "io/study/schema/range.hpp"

namespace decawatt::io {

enum class ValueType {
    text,
    file,  // a path relative to the study's folder
    number,
    integer,
    boolean,
    date,
    choice,  // one of several words
    name,    // the name of a row of another table
    integers,
    numbers,
    pairs,
    texts,  // lists: only in study.toml
};

enum class Need {
    required,
    without_hourly,  // required in a study without hourly.csv
    optional
};

inline bool is_required(Need need, bool has_hourly) {
    return need == Need::required || (need == Need::without_hourly && !has_hourly);
}

// Type and constraints of a field. Made by one of the functions below and refined by its members:
// number(kFraction).otherwise(0.2). Every member returns the changed value.
struct Value {
    ValueType type = ValueType::text;
    std::string expected = {};             // in messages: "a finite number >= 0"
    Range range{};                         // of numbers and integers, also in lists
    std::string pattern = {};              // of a text with a fixed form: a regular expression of JSON Schema
    std::vector<std::string> words = {};   // of a choice; for other types: words permitted instead of a value
    std::vector<std::string> tables = {};  // of a name: the tables whose rows may be named
    Need need = Need::required;
    bool is_key = false;              // part of the row's name
    bool is_of_adequacy = false;      // read by `adequacy` alone
    bool is_of_planning = false;      // not read by `adequacy`, where a reader may expect it
    std::string planning_needs = {};  // read by `adequacy` alone in rows where this column is empty
    bool is_remark = false;           // for people; not read
    std::variant<std::monostate, double, bool, std::string> fixed = {};  // the default, unless other fields decide
    std::string default_text = {};                                       // the default in words
    std::string unit = {};                                               // where the name does not state it

    Value key() const;
    Value optional(std::string default_in_words = "none") const;  // the default is none, or depends on other fields
    Value otherwise(double value, std::string in_words = {}) const;
    Value otherwise(int value) const;
    Value otherwise(bool value) const;
    Value otherwise(const char* word) const;
    Value or_word(std::string word) const;
    Value or_row_of(std::string table) const;
    Value matching(std::string regular_expression) const;
    Value within(const Range& limits) const;
    Value in(std::string unit_of_value) const;
    Value without_unit() const;
    Value of_models() const;  // required only without hourly.csv
    Value of_adequacy() const;
    Value of_planning() const;
    Value of_adequacy_without(std::string column) const;
    Value remark() const;

    bool has_fixed_default() const { return !std::holds_alternative<std::monostate>(fixed); }
    std::string default_words() const;  // empty: required
    bool is_number() const { return type == ValueType::number || type == ValueType::integer; }
};

struct Column {
    std::string name;
    Value value;
    std::string about;  // description, one or more sentences

    std::string unit() const;  // empty: none
};

inline constexpr const char *kAlways = "always", *kNever = "never";  // defaults of dates
inline constexpr const char* kNoUnit = "1";                          // of a dimensionless value

// The unit in the suffix of a name: "MW" for capacity_mw; empty if there is none.
std::string unit_of_name(std::string_view name);

using Columns = std::vector<Column>;

// Functions for the declaration of tables.
namespace schema {

Value text(std::string expected = "a text");
Value file();
Value number(const Range& range);
Value integer(int low, int high, const char* expected = nullptr);
Value year();   // a calendar year
Value month();  // 1 to 12
Value boolean();
Value date();
Value choice(std::vector<std::string> words);
Value row_of(std::string table);
Value list(ValueType type, std::string expected);

// The texts of the first `count` values of an enumeration.
template <typename Enum>
std::vector<std::string> enum_names(int count) {
    std::vector<std::string> words;
    words.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) words.emplace_back(text(static_cast<Enum>(i)));
    return words;
}

}  // namespace schema

}  // namespace decawatt::io
