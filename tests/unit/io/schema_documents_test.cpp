// What is written from the declaration of the study format: the tables of its page, and the JSON Schema.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.hpp"
#include "io/study/schema/json_schema.hpp"
#include "io/study/schema/schema_markdown.hpp"
#include "io/study/schema/study_schema.hpp"

using namespace decawatt;
using nlohmann::json;

namespace {
std::string page() {
    std::ostringstream text;
    text << std::ifstream(DECAWATT_SOURCE_DIR "/docs/study_format.md", std::ios::binary).rdbuf();
    return text.str();
}
}  // namespace

TEST_CASE("the tables of docs/study_format.md are those of the declaration") {
    // `decawatt schema --update docs/study_format.md` writes them.
    CHECK(io::with_schema_tables(page(), "study_format.md") == page());
}

TEST_CASE("a page without a table is refused") {
    std::string text = page();
    const std::string marker = "<!-- table plants: begin -->";
    text.replace(text.find(marker), marker.size(), "");
    CHECK_THROWS_WITH_AS(
        io::with_schema_tables(text, "page.md"),
        "page.md: table plants: found no such block, expected one line <!-- table plants: begin --> and "
        "one line <!-- table plants: end --> after it",
        base::InputError);
}

TEST_CASE("a page that names a table twice, or one that the format does not have, is refused") {
    const std::string twice = page() + "<!-- table plants: begin -->\n<!-- table plants: end -->\n";
    CHECK_THROWS_WITH_AS(io::with_schema_tables(twice, "page.md"),
                         "page.md: table plants: found a marker twice, expected one line <!-- table plants: begin --> "
                         "and one line <!-- table plants: end --> after it",
                         base::InputError);
    const std::string unknown = page() + "<!-- table plnats: begin -->\n<!-- table plnats: end -->\n";
    CHECK_THROWS_WITH_AS(io::with_schema_tables(unknown, "page.md"),
                         "page.md: table plnats: found a block of this name, expected blocks of the tables and "
                         "sections that `decawatt schema` prints",
                         base::InputError);
}

TEST_CASE("a page keeps its line ends") {
    std::string windows;
    for (const char c : page()) windows += c == '\n' ? "\r\n" : std::string(1, c);
    CHECK(io::with_schema_tables(windows, "page.md") == windows);
}

TEST_CASE("the JSON Schema has a definition per table and a property per column and setting") {
    const json schema = json::parse(io::json_schema());
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema["$defs"].size() == io::table_schemas().size());
    for (const io::TableSchema& table : io::table_schemas()) {
        CAPTURE(table.name);
        const json& rows = schema["$defs"][table.name];
        CHECK(rows["properties"].size() == table.columns.size());
        CHECK(rows["additionalProperties"] == false);
        for (const io::Column& column : table.columns)
            CHECK(rows["properties"][column.name]["description"] == column.about);
    }
    for (const io::SectionSchema& section : io::section_schemas())
        CHECK(schema["properties"][section.name]["properties"].size() == section.keys.size());
}

TEST_CASE("the JSON Schema states type, range, default, unit and the tables that a name refers to") {
    const json schema = json::parse(io::json_schema());
    const json& plants = schema["$defs"]["plants"]["properties"];
    CHECK(plants["efficiency_frac"] == json::parse(R"({"description": "Electricity over heat of the fuel.",
        "type": "number", "exclusiveMinimum": 0.0, "maximum": 1.0, "default": 1.0, "x-unit": "fraction"})"));
    CHECK(plants["units"]["type"] == "integer");
    CHECK(plants["units"]["minimum"] == 1);
    CHECK(plants["units"]["default"] == 1);
    CHECK(plants["units"]["x-command"] == "adequacy");
    CHECK(plants["system"]["x-table"] == json({"pv_systems", "turbines"}));
    CHECK(plants["technology"]["enum"].size() == 12);
    CHECK(schema["$defs"]["plants"]["required"] == json({"name", "region", "technology", "capacity_mw"}));
    const json& target = schema["$defs"]["contract_targets"]["properties"]["annual_frac"]["anyOf"];
    CHECK(target[0]["maximum"] == 3.0);
    CHECK(target[1]["enum"] == json::array({"none"}));
    const json& settings = schema["properties"];
    CHECK(settings["weather"]["properties"]["source"]["default"] == "generator");
    CHECK(settings["study"]["properties"]["utc_offset"]["pattern"] == "^[+-](0[0-9]|1[0-4]):[0-5][0-9]$");
    CHECK(settings["weather"]["properties"]["years"]["uniqueItems"] == true);
    CHECK(settings["weather"]["properties"]["years"]["items"] == json::parse(R"({"type": "integer", "minimum": 1})"));
    CHECK(settings["weather"]["properties"]["weights"]["items"] ==
          json::parse(R"({"type": "number", "exclusiveMinimum": 0.0, "maximum": 1.0})"));
    CHECK(settings["horizon"]["required"] == json({"first_year", "last_year"}));
    CHECK(schema["required"] == json({"study", "horizon", "planning"}));
}
