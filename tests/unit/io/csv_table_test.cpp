#include "io/study/csv_table.hpp"

#include <doctest/doctest.h>

using decawatt::io::CsvTable;
using decawatt::io::Faults;
using decawatt::io::parse_csv;

namespace {
std::vector<std::string> texts(const Faults& faults) {
    std::vector<std::string> all;
    for (const auto& fault : faults.sorted({})) all.push_back(fault.text());
    return all;
}
}  // namespace

TEST_CASE("a table keeps its fields and the lines they came from") {
    Faults faults;
    const CsvTable table =
        parse_csv("t.csv", "# a comment\n\nname, value\na,1\n\n  \n# b,2\n b c ,\"x, \"\"y\"\"\" \n", faults);
    CHECK(faults.empty());
    CHECK(table.header_line == 3);
    CHECK(table.columns == std::vector<std::string>{"name", "value"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].line == 4);
    CHECK(table.rows[1].line == 8);
    CHECK(table.rows[1].fields == std::vector<std::string>{"b c", "x, \"y\""});
    CHECK(table.column("value") == 1U);
    CHECK_FALSE(table.column("Value").has_value());
}

TEST_CASE("a byte-order mark, CRLF and a missing last line end change nothing") {
    Faults faults;
    const CsvTable plain = parse_csv("t.csv", "a,b\n1,\n,2\n", faults);
    const CsvTable other = parse_csv("t.csv",
                                     "\xEF\xBB\xBF"
                                     "a,b\r\n1,\r\n,2",
                                     faults);
    CHECK(faults.empty());
    CHECK(plain.columns == other.columns);
    REQUIRE(other.rows.size() == 2);
    CHECK(other.rows[0].fields == std::vector<std::string>{"1", ""});
    CHECK(other.rows[1].fields == std::vector<std::string>{"", "2"});
    CHECK(other.rows[1].line == 3);
}

TEST_CASE("what is no table is said with its line, and the rest is read") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "a,b\n1\n1,2\n\"1,2\n\"1\"x,2\n1,2,3\n", faults);
    CHECK(table.rows.size() == 1);
    CHECK(
        texts(faults) ==
        std::vector<std::string>{
            "t.csv: line (row 2): found 1 fields, expected 2 fields, as in the header",
            "t.csv: line (row 4): found \"1,2 without its closing quote, expected a quoted field that ends on its line",
            "t.csv: line (row 5): found x after a closing quote, expected a comma or the end of the line",
            "t.csv: line (row 6): found 3 fields, expected 2 fields, as in the header"});
}

TEST_CASE("a header names every column once") {
    Faults faults;
    parse_csv("t.csv", "# only a comment\n", faults);
    parse_csv("u.csv", "a,,a\n", faults);
    CHECK(texts(faults) ==
          std::vector<std::string>{"t.csv: header (row 1): found no line, expected the names of the columns",
                                   "u.csv: column 2 (row 1): found no name, expected a name for every column",
                                   "u.csv: a (row 1): found the column twice, expected every column once"});
}
