// A column of a table, or a key of study.toml, as the study format declares it. Reader, range checks, messages,
// overrides, `decawatt schema` and the tables of docs/study_format.md follow from the declaration.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "io/study/schema/range.hpp"

namespace decawatt::io {

enum class ValueType {
    text,
    file,  // by its path from the study's folder
    number,
    integer,
    boolean,
    date,
    choice,  // one of some words
    name,    // a row of another table
    integers,
    numbers,
    pairs,
    texts,  // lists: in study.toml only
};

enum class Need {
    required,
    without_hourly,  // required in a study without hourly.csv
    optional
};

inline bool is_required(Need need, bool has_hourly) {
    return need == Need::required || (need == Need::without_hourly && !has_hourly);
}

// What a field holds. It is made by one of the functions below and narrowed by its members:
// number(kFraction).otherwise(0.2). Every member returns the changed value.
struct Value {
    ValueType type = ValueType::text;
    std::string expected = {};             // in messages: "a finite number >= 0"
    Range range{};                         // of numbers and integers, also in lists
    std::string pattern = {};              // of a text with a form: a regular expression of JSON Schema
    std::vector<std::string> words = {};   // of a choice; of another type: words that may stand in place of a value
    std::vector<std::string> tables = {};  // of a name: the tables whose rows it may name
    Need need = Need::required;
    bool is_key = false;                                                 // part of the row's name
    bool is_of_adequacy = false;                                         // read by `adequacy` alone
    bool is_remark = false;                                              // for people; not read
    std::variant<std::monostate, double, bool, std::string> fixed = {};  // the default, unless other fields decide
    std::string default_text = {};                                       // the default in words
    std::string unit = {};                                               // where the name does not state it

    Value key() const;
    Value optional(std::string default_in_words = "none") const;  // the default is none, or follows from other fields
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
    Value of_models() const;  // required without hourly.csv only
    Value of_adequacy() const;
    Value remark() const;

    bool has_fixed_default() const { return !std::holds_alternative<std::monostate>(fixed); }
    std::string default_words() const;  // empty: required
    bool is_number() const { return type == ValueType::number || type == ValueType::integer; }
};

struct Column {
    std::string name;
    Value value;
    std::string about;  // one sentence or more

    std::string unit() const;  // empty: none
};

inline constexpr const char *kAlways = "always", *kNever = "never";  // defaults of dates
inline constexpr const char* kNoUnit = "1";                          // of a value that says it has none

// The unit that the end of a name states: "MW" of capacity_mw; empty where it states none.
std::string unit_of_name(std::string_view name);

using Columns = std::vector<Column>;

// The makers of values, by which tables are declared.
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
