// Typed reading of table rows. A field at fault is noted and replaced by a harmless value, so that all faults come out
// together.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/index.hpp"
#include "base/time_axis.hpp"
#include "io/study/csv_table.hpp"
#include "io/study/raw_study.hpp"

namespace decawatt::io {

// The rows of a table by name, for fields that refer to them.
class Names {
  public:
    Names(std::string table, const std::vector<std::string>& names, bool known);
    std::optional<int> find(std::string_view name) const;
    const std::string& table() const { return table_; }
    std::vector<std::string> all() const;
    bool known() const { return known_; }  // false: the table, or a row of it, is missing: complaint enough

  private:
    std::string table_;
    std::map<std::string, int, std::less<>> place_;
    bool known_;
};

// Columns of tables, and keys of sections, that a reader has requested.
using ColumnSet = std::set<std::pair<std::string, std::string>, std::less<>>;

// What rows share with the reading that they are part of.
struct RowContext {
    Faults* faults;
    int utc_offset_s = 0;
    bool has_hourly = false;
    ColumnSet* requested = nullptr;  // where not null, notes the columns that are read
};

// A row by the declaration of its table: what a column may hold, and what an empty field means. Asking for a column
// that is not declared, or as another type, is a bug. A field at fault has a harmless value.
class Row {
  public:
    Row(const TableSchema& schema, const CsvTable& table, std::size_t place, const RowContext& context)
        : schema_(&schema), table_(&table), place_(place), context_(context) {}

    bool empty(std::string_view column) const { return field(declared(column)).empty(); }
    bool says(std::string_view column, std::string_view word) const;  // a word that stands in place of a value
    std::string raw(std::string_view column) const;                   // the field as it is, of any type
    std::string text(std::string_view column) const;                  // or the default

    // The number, or the declared default. The second form is for defaults that are declared in words, because other
    // fields decide.
    double number(std::string_view column) const;
    double number(std::string_view column, double otherwise) const;
    std::optional<double> stated_number(std::string_view column) const;  // none where the field is empty
    double required_number(std::string_view column) const;  // of an optional column that other fields require
    double number_within(std::string_view column, const Range& range) const;  // a range that other fields decide
    int integer(std::string_view column) const;
    int integer(std::string_view column, int otherwise) const;
    int year() const { return integer("year"); }
    bool boolean(std::string_view column) const;
    bool boolean(std::string_view column, bool otherwise) const;
    base::UtcSeconds date(std::string_view column) const;

    // The place of the field's word, or of the default, among those declared; none where the field is at fault, or
    // empty without a default.
    std::optional<std::size_t> choice(std::string_view column) const;
    // The same as a value of the enumeration whose order the words have.
    template <typename Enum>
    Enum choice_or(std::string_view column, Enum at_fault) const {
        const auto place = choice(column);
        return place ? static_cast<Enum>(*place) : at_fault;
    }

    // The row of another table that the field names; none where it is empty and need not be stated, and where there is
    // no such row, which is a fault.
    template <typename Index>
    Index reference(std::string_view column, const Names& names) const {
        return static_cast<Index>(refer(column, names));
    }

    void fault(std::string_view column, std::string expected) const;  // found: the field
    void fault(std::string_view column, std::string found, std::string expected) const;

  private:
    const Column& declared(std::string_view column) const;
    const Column& requested(std::string_view column) const;
    const Column& requested(std::string_view column, ValueType type) const;
    bool has(const Column& column) const { return table_->column(column.name).has_value(); }
    bool is_required(const Column& column) const { return io::is_required(column.value.need, context_.has_hourly); }
    std::string_view field(const Column& column) const;  // empty where the column is absent
    double parsed_number(const Column& column, const Range& range) const;
    int parsed_integer(const Column& column) const;
    bool parsed_boolean(const Column& column, bool otherwise) const;
    base::UtcSeconds parsed_date(const Column& column, base::UtcSeconds otherwise) const;
    int refer(std::string_view column, const Names& names) const;  // -1: none
    base::InputFault complaint(const Column& column, std::string expected) const;
    // A slip that is known, and that a whole column may have in common, is reported once.
    void fault_with_hint(const Column& column, const std::string& expected, const std::string& hint) const;

    const TableSchema* schema_;
    const CsvTable* table_;
    std::size_t place_;
    RowContext context_;
};

// What the sections of the reader share.
struct Reading {
    const RawStudy& raw;
    Faults& faults;
    int utc_offset_s = 0;
    ColumnSet* requested = nullptr;  // where not null, notes the columns that are read

    std::vector<Row> rows(std::string_view table) const;  // none where an optional table is absent
    Names names(std::string_view table, const std::vector<std::string>& names) const;

    // A complaint about a table as a whole.
    void fault(std::string_view table, std::string field, std::string found, std::string expected) const;
};

}  // namespace decawatt::io
