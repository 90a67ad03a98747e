// The declaration of the study format against a study with a value in every column and every setting: each declared
// field is read, and a value out of range is refused.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/study/csv_table.hpp"
#include "io/study/curve_file.hpp"
#include "io/study/hourly_files.hpp"
#include "io/study/read_settings.hpp"
#include "io/study/read_tables.hpp"
#include "io/study/schema/study_schema.hpp"
#include "io/study/step_file.hpp"
#include "study_copy.hpp"

using namespace decawatt;
using io::Column;
using io::TableSchema;
using io::Value;
using io::ValueType;

namespace {
const std::filesystem::path kOverlay = std::filesystem::path(DECAWATT_SOURCE_DIR) / "tests/unit/io/every_column";

// The minimal study with the tables of `every_column` in place of its own.
class FullStudy : public io::test::StudyCopy {
  public:
    FullStudy() {
        std::filesystem::copy(
            kOverlay, folder(),
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    }
};

// A field with a value: the first of the column.
struct Field {
    std::size_t row, column;
    int line;
};

io::CsvTable table_of(const FullStudy& study, const TableSchema& schema) {
    io::Faults faults;
    io::CsvTable table = io::parse_csv(schema.file(), study.text(schema.file()), faults);
    REQUIRE(faults.empty());
    return table;
}

std::optional<Field> field_with_value(const io::CsvTable& table, const Column& column) {
    const auto place = table.column(column.name);
    for (std::size_t r = 0; place && r < table.rows.size(); ++r)
        if (!table.rows[r].fields[*place].empty()) return Field{r, *place, table.rows[r].line};
    return std::nullopt;
}

std::string csv_of(const io::CsvTable& table) {
    const auto line = [](const std::vector<std::string>& fields) {
        return fmt::format("\"{}\"\n", fmt::join(fields, "\",\""));
    };
    std::string text = line(table.columns);
    for (const io::CsvRow& row : table.rows) text += line(row.fields);
    return text;
}

// Values that a column does not allow; none where it allows every text.
std::vector<std::string> bad_values(const Value& value) {
    switch (value.type) {
        case ValueType::number:
        case ValueType::integer: {
            std::vector<std::string> bad = {"much", "nan"};
            const io::Range& range = value.range;
            if (std::isfinite(range.low))
                bad.push_back(fmt::format("{}", range.low_open ? range.low : range.low - 1.0));
            if (std::isfinite(range.high))
                bad.push_back(fmt::format("{}", range.high_open ? range.high : range.high + 1.0));
            return bad;
        }
        case ValueType::boolean:
            return {"maybe"};
        case ValueType::date:
            return {"31/12/2027"};
        case ValueType::choice:
        case ValueType::name:
        case ValueType::file:
            return {"no such thing"};
        default:
            return value.need == io::Need::required ? std::vector<std::string>{""} : std::vector<std::string>{};
    }
}

// Whether reading the study names the field among its faults.
bool is_refused(const FullStudy& study, const std::string& file, const std::string& field, int row) {
    try {
        study.read();
    } catch (const base::InputError& error) {
        return std::ranges::any_of(error.faults, [&](const base::InputFault& fault) {
            return fault.file == file && fault.field == field && fault.row == row;
        });
    }
    return false;
}
}  // namespace

TEST_CASE("the study with every column is valid") {
    CHECK(FullStudy().faults().empty());
}

TEST_CASE("every column of every table refuses a value out of its range, by file, row and column") {
    const FullStudy study;
    for (const TableSchema& schema : io::table_schemas()) {
        const std::string whole = study.text(schema.file());
        const io::CsvTable table = table_of(study, schema);
        for (const Column& column : schema.columns) {
            CAPTURE(schema.name);
            CAPTURE(column.name);
            const auto field = field_with_value(table, column);
            REQUIRE(field);
            for (const std::string& bad : bad_values(column.value)) {
                CAPTURE(bad);
                io::CsvTable spoilt = table;
                spoilt.rows[field->row].fields[field->column] = bad;
                study.write(schema.file(), csv_of(spoilt));
                CHECK(is_refused(study, schema.file(), column.name, static_cast<int>(field->row) + 2));
            }
        }
        study.write(schema.file(), whole);
    }
}

TEST_CASE("every setting refuses a value of another type or out of its range") {
    const FullStudy study;
    const std::string whole = study.text("study.toml");
    const auto refused = [&](const std::string& section, const Column& key, const std::string& bad) {
        std::string text = whole;
        const auto place = text.find("\n" + key.name + " = ", text.find("[" + section + "]"));
        REQUIRE(place != std::string::npos);
        const auto begin = place + key.name.size() + 4, end = text.find('\n', begin);
        study.write("study.toml", text.replace(begin, end - begin, bad));
        const int row =
            static_cast<int>(std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(begin), '\n')) + 1;
        return is_refused(study, "study.toml", section + "." + key.name, row);
    };
    const auto is_text = [](ValueType type) { return type == ValueType::text || type == ValueType::file; };
    for (const io::SectionSchema& section : io::section_schemas())
        for (const Column& key : section.keys) {
            CAPTURE(section.name);
            CAPTURE(key.name);
            CHECK(refused(section.name, key, is_text(key.value.type) ? "3" : "\"no such thing\""));
            if (!key.value.is_number()) continue;
            for (const std::string& bad : bad_values(key.value))
                if (bad != "much") CHECK(refused(section.name, key, bad));
        }
}

TEST_CASE("every declared column and setting except remarks is read") {
    const FullStudy study;
    io::Faults faults;
    io::RawStudy raw = io::read_raw_study({.path = study.folder(), .variant = {}, .overrides = {}}, faults);
    io::read_curve_files(raw, faults);
    io::read_hourly_files(raw, faults);
    io::read_step_file(raw, faults);
    io::ColumnSet settings, columns;
    model::Study read;
    io::read_settings(raw, faults, read, &settings);
    const io::Reading reading{raw, faults, read.utc_offset_s, &columns};
    io::read_tables(reading, read);
    CHECK(faults.empty());
    for (const TableSchema& schema : io::table_schemas())
        for (const Column& column : schema.columns) {
            CAPTURE(schema.name);
            CAPTURE(column.name);
            CHECK(columns.contains({schema.name, column.name}) != column.value.is_remark);
        }
    for (const io::SectionSchema& section : io::section_schemas())
        for (const Column& key : section.keys) {
            CAPTURE(key.name);
            const std::pair name{section.name, key.name};  // terms of finance are read after the tables
            CHECK((settings.contains(name) || columns.contains(name)));
        }
}
