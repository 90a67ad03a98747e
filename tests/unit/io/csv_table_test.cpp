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

TEST_CASE("faulty lines are reported, and the rest is read") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "a,b\n1\n1,2\n\"1,2\n\"1\"x,2\n1,2,3\n", faults);
    CHECK(table.rows.size() == 1);
    CHECK(
        texts(faults) ==
        std::vector<std::string>{
            "t.csv: line (row 2): found 1 field, expected 2 fields, as in the header",
            "t.csv: line (row 4): found \"1,2 without its closing quote, expected a quoted field that ends on its line",
            "t.csv: line (row 5): found x after a closing quote, expected a comma or the end of the line",
            "t.csv: line (row 6): found 3 fields, expected 2 fields, as in the header: a decimal point in place of a "
            "comma (0.5, not 0,5), no commas within numbers, and quotes around a text with a comma"});
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

TEST_CASE("comments begin with #, with blanks before it or without, and are counted; in quotes it begins a name") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv",
                                     "# prose\nname,mw,kind\n\"#1 coal\",100,coal\n#2 coal,200,coal\n  # prose, with "
                                     "commas\n  #3 coal,300,coal\n",
                                     faults);
    CHECK(faults.empty());
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].fields == std::vector<std::string>{"#1 coal", "100", "coal"});
    CHECK(table.comments == 3);  // the first is above the header
    CHECK(table.row_like_comments == std::vector<int>{4, 6});
}

TEST_CASE("a comment of two fields is like a row where the second is a number") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "year,cap\n# first, the caps\n#2030,16000\n", faults);
    CHECK(table.row_like_comments == std::vector<int>{3});
}

TEST_CASE("another separator is one fault for the table") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"name;mw\nA;0,5\nB;1,5\n", "fields separated by semicolons"},
        {"name\tmw\nA\t5\n", "fields separated by tabs"},
        {"name|mw\nA|5\n", "fields separated by vertical bars"},
        {"name\uFF0Cmw\nA\uFF0C5\n", "fields separated by full-width commas (U+FF0C)"},
        {"sep=;\nname;mw\n", "the line sep=;, which names the separator for Excel"},
        {"sep=,\nname,mw\n", "the line sep=,, which names the separator for Excel"},
        {"\"name,mw\"\n\"A,5\"\n", "the whole line within quotes"},
        {"name mw\nA 5\n", "fields separated by blanks"},
    };
    for (const auto& written : cases) {
        CAPTURE(written.first);
        Faults faults;
        const CsvTable table = parse_csv("t.csv", written.first, faults);
        CHECK(table.unreadable);
        CHECK(table.columns.empty());
        CHECK(texts(faults) == std::vector<std::string>{"t.csv: header (row 1): found " + written.second +
                                                        ", expected CSV with commas: save the file as such"});
    }
    Faults faults;
    CHECK(parse_csv("t.csv", "utc,load;A\n1,2\n", faults).columns.size() == 2);  // a semicolon within a name
    CHECK(faults.empty());
}

TEST_CASE("invalid text is one fault for the table") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "name,mw\n\xBC\xAD,1\n\xBC\xAD,2\n", faults);
    CHECK(table.unreadable);
    CHECK(texts(faults).size() == 1);
}

TEST_CASE("columns without a name at the end are dropped where they are empty") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "name,mw,,\nA,1,,\nB,2\n,,,\nC,,,\n", faults);
    CHECK(faults.empty());
    CHECK(table.columns == std::vector<std::string>{"name", "mw"});
    REQUIRE(table.rows.size() == 3);
    CHECK(table.rows[1].fields == std::vector<std::string>{"B", "2"});
    CHECK(table.rows[2].fields == std::vector<std::string>{"C", ""});
    CHECK(table.rows[2].line == 5);
    parse_csv("t.csv", "name,mw,\nA,1,old\n", faults);
    CHECK(texts(faults) == std::vector<std::string>{"t.csv: column 3 (row 2): found old, expected nothing: the column "
                                                    "has no name in the header"});
}

TEST_CASE("an index that pandas has written is named") {
    Faults faults;
    parse_csv("t.csv", ",name\n0,A\n", faults);
    CHECK(texts(faults) == std::vector<std::string>{"t.csv: column 1 (row 1): found no name, expected a name for every "
                                                    "column (pandas writes its index: to_csv(index=False) does not)"});
}

TEST_CASE("a repeated header is reported") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "name,mw\nA,1\nname,mw\nB,2\n", faults);
    CHECK(table.rows.size() == 2);
    CHECK(texts(faults) == std::vector<std::string>{"t.csv: line (row 3): found the header again, expected rows below "
                                                    "one header: files joined to one keep the first"});
}

TEST_CASE("a line break within quotes is one fault, and the rows after it are read") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "name,mw\n\"A\nisland\",1\nB,2\n", faults);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].line == 4);
    CHECK(texts(faults) == std::vector<std::string>{
                               "t.csv: line (row 2): found a line break within a quoted field, which ends on line 3, "
                               "expected a field on one line"});
}

TEST_CASE("of many rows of another width the first three are reported") {
    Faults faults;
    std::string text = "name,mw\n";
    for (int i = 0; i < 40; ++i) text += "A,0,5\n";
    parse_csv("t.csv", text, faults);
    const std::vector<std::string> found = texts(faults);
    REQUIRE(found.size() == 4);
    CHECK(found[3] == "t.csv: lines (row 5): found 37 more rows of another width, expected 2 fields in every row");
}

TEST_CASE("hidden characters are one fault, and are removed") {
    Faults faults;
    const CsvTable table = parse_csv("t.csv", "name,mw\u00A0\n\u00A0A,1\n\u00A0B,2\nC\u00A0D,3\n", faults);
    CHECK(table.columns == std::vector<std::string>{"name", "mw"});
    CHECK(table.rows[1].fields[0] == "B");
    CHECK(table.rows[2].fields[0] == "C\u00A0D");
    CHECK(texts(faults) == std::vector<std::string>{
                               "t.csv: column 2 (row 1): found mw<U+00A0>, with a no-break space (U+00A0) (and 2 more "
                               "fields), expected fields without blanks around them other than spaces"});
}

TEST_CASE("a table of more rows or columns than any study has is not read") {
    Faults faults;
    CHECK(!parse_csv("t.csv", "a\n1\n2\n", faults, 2).unreadable);
    CHECK(faults.empty());
    const CsvTable table = parse_csv("t.csv", "a\n1\n2\n3\n4\n", faults, 2);
    CHECK(table.unreadable);
    CHECK(table.rows.empty());
    std::string header;
    for (int i = 0; i <= 20'000; ++i) header += "c" + std::to_string(i) + ",";
    CHECK(parse_csv("u.csv", header + "\n", faults).unreadable);
    const auto all = faults.sorted({"t.csv", "u.csv"});
    REQUIRE(all.size() == 2);
    CHECK(all[0].text() == "t.csv: rows (row 4): found more than 2 rows, expected 2 at most");
    CHECK(all[1].text() == "u.csv: header (row 1): found 20001 columns, expected 20000 at most");
}

TEST_CASE("a hundred thousand faults are gathered at once") {
    Faults faults;
    for (int row = 1; row <= 100'000; ++row) {
        faults.add({"t.csv", "mw", row, "x", "a number"});
        faults.add({"t.csv", "mw", row, "x", "another complaint of the same place"});
        faults.add_once({"t.csv", "gw", row, "x", "a number"}, "kind " + std::to_string(row % 3));
    }
    CHECK(faults.count() == 100'003);
    CHECK(faults.many());
    CHECK(faults.sorted({"t.csv"}).size() == 13);
}
