// Typed reading of table rows. A field at fault is noted and replaced by a harmless value, so that all faults come out
// together.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/index.hpp"
#include "base/time_axis.hpp"
#include "io/study/csv_table.hpp"
#include "io/study/raw_study.hpp"

namespace decawatt::io {

// A closed interval of finite numbers, without its ends where they are open, and the words for it.
struct Range {
    double low, high;
    bool low_open, high_open;
    const char* text;

    bool contains(double value) const;  // never a NaN or an infinity
    double harmless() const;            // some value in it
};

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr Range kAirDegC{-90.0, 60.0, false, false, "degrees Celsius from -90 to 60"};  // of outdoor air
// A storm of any planet's lower air; beyond it tables by wind, of steps of it, would fill the memory.
inline constexpr Range kWindMPerS{0.0, 200.0, false, false, "metres per second from 0 to 200"};
inline constexpr Range kNotNegative{0.0, kInfinity, false, true, "a finite number >= 0"};
inline constexpr Range kPositive{0.0, kInfinity, true, true, "a finite number > 0"};
inline constexpr Range kFraction{0.0, 1.0, false, false, "a fraction from 0 to 1 (0.4, not 40)"};
inline constexpr Range kLoss{0.0, 1.0, false, true, "a fraction from 0 to below 1 (0.04, not 4)"};
inline constexpr Range kEfficiency{0.0, 1.0, true, false, "a fraction above 0 and up to 1 (0.4, not 40)"};

inline constexpr int kEarliestYear = 1900,
                     kLatestYear = 2200;  // wide enough for any study, narrow enough to catch a slip

// The rows of a table by name, for fields that refer to them.
class Names {
  public:
    Names(std::string file, const std::vector<std::string>& names, bool known);
    std::optional<int> find(std::string_view name) const;
    const std::string& file() const { return file_; }
    std::vector<std::string> all() const;
    bool known() const { return known_; }  // false: the table, or a row of it, is missing: complaint enough

  private:
    std::string file_;
    std::map<std::string, int, std::less<>> place_;
    bool known_;
};

class Row {
  public:
    Row(const TableSchema& schema, const CsvTable& table, std::size_t place, Faults& faults)
        : schema_(&schema), table_(&table), place_(place), faults_(&faults) {}

    bool empty(std::string_view column) const { return field(column).empty(); }
    std::string text(std::string_view column) const;  // required
    std::string text_or_empty(std::string_view column) const { return std::string(field(column)); }

    double number(std::string_view column, const Range& range) const;
    double number(std::string_view column, const Range& range, double otherwise) const;
    int integer(std::string_view column, int low, int high) const;
    int integer(std::string_view column, int low, int high, int otherwise) const;
    int year(std::string_view column = "year") const { return integer(column, kEarliestYear, kLatestYear); }
    bool boolean(std::string_view column, bool otherwise) const;
    base::UtcSeconds date(std::string_view column, int utc_offset_s) const;
    base::UtcSeconds date(std::string_view column, int utc_offset_s, base::UtcSeconds otherwise) const;

    // The place of the field's word in `words`.
    std::optional<std::size_t> choice(std::string_view column, const std::vector<std::string>& words) const;

    // The row of another table that the field names; none where there is no such row, which is a fault.
    template <typename Index>
    Index reference(std::string_view column, const Names& names) const {
        return has(column) ? static_cast<Index>(refer(column, names)) : base::none<Index>;
    }
    template <typename Index>
    Index reference_or_none(std::string_view column, const Names& names) const {
        return empty(column) ? base::none<Index> : static_cast<Index>(refer(column, names));
    }

    void fault(std::string_view column, std::string expected) const;  // found: the field
    void fault(std::string_view column, std::string found, std::string expected) const;

  private:
    bool has(std::string_view column) const { return table_->column(column).has_value(); }
    std::string_view field(std::string_view column) const;  // empty where the column is absent
    base::InputFault complaint(std::string_view column, std::string expected) const;
    // A slip that is known, and that a whole column may have in common, is reported once.
    void fault_with_hint(std::string_view column, const std::string& expected, const std::string& hint) const;
    base::UtcSeconds parsed_date(std::string_view column, int utc_offset_s, base::UtcSeconds otherwise) const;
    int refer(std::string_view column, const Names& names) const;  // -1: none

    const TableSchema* schema_;
    const CsvTable* table_;
    std::size_t place_;
    Faults* faults_;
};

// What the sections of the reader share.
struct Reading {
    const RawStudy& raw;
    Faults& faults;
    int utc_offset_s = 0;

    std::vector<Row> rows(std::string_view table) const;  // none where an optional table is absent
    // A reference of the models: beside hourly.csv it may be empty, where nothing uses it.
    template <typename Index>
    Index model_reference(const Row& row, std::string_view column, const Names& names) const {
        return raw.has_hourly() ? row.reference_or_none<Index>(column, names) : row.reference<Index>(column, names);
    }

    Names names(std::string_view table, const std::vector<std::string>& names) const;

    // A complaint about a table as a whole.
    void fault(std::string_view table, std::string field, std::string found, std::string expected) const;
};

}  // namespace decawatt::io
