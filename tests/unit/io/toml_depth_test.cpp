#include "io/study/toml_depth.hpp"

#include <doctest/doctest.h>

#include "unit/io/study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;

namespace {
std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}
std::string fault(const std::string& text) {
    const auto found = io::toml_fault("study.toml", text);
    return found ? found->text() : "";
}
}  // namespace

TEST_CASE("keys and values that nest too deeply are rejected before parsing") {
    CHECK(fault("a = 1\n" + repeated("a.", 31) + "a = 1\n").empty());
    CHECK(fault("a = 1\n" + repeated("a.", 32) + "a = 1\n")
              .starts_with("study.toml: key (row 2): found more than 32 parts"));
    CHECK(fault("[" + repeated("a . ", 50000) + "a]\n").starts_with("study.toml: key (row 1)"));
    CHECK(fault(repeated("\"a.b\".", 32) + "c = 1\n").starts_with("study.toml: key (row 1)"));
    CHECK(fault("a = " + repeated("[", 32) + repeated("]", 32) + "\n").empty());
    CHECK(fault("a = " + repeated("[", 33) + "\n").starts_with("study.toml: value (row 1): found more than 32 lists"));
    CHECK(fault("a = {b = " + repeated("{a = ", 50000)).starts_with("study.toml: value (row 1)"));
}

TEST_CASE("points and brackets in strings and comments do not count") {
    const std::string many = repeated(".[{", 100);
    for (const char* quotes : {"\"", "'", "\"\"\"", "'''"})
        CHECK(fault("a = " + std::string(quotes) + many + quotes).empty());
    CHECK(fault("# " + many + "\na = 1\n").empty());
    CHECK(fault("a = \"\\\"" + many + "\"\n").empty());
    CHECK(fault("a = \"not closed\n" + repeated("b = 1\n", 3)).empty());  // the parser's fault
    CHECK(fault("\"" + many + "\".a = 1\n").empty());
    CHECK(fault(repeated("a = 1.5\n", 1000) + repeated("[[b]]\n", 1000)).empty());
    CHECK(fault("# cut" + std::string("")).empty());
}

TEST_CASE("such settings are one fault of the study, and such a value of an override is none of TOML") {
    const StudyCopy copy;
    io::StudyRequest request;
    request.overrides = {{"weather.years", repeated("[", 60000)}};
    CHECK(copy.faults(request).find("weather.years") != std::string::npos);
    copy.write("study.toml", repeated("a.", 60000) + "a = 1\n");
    CHECK(copy.faults().starts_with("study.toml: key (row 1): found more than 32 parts"));
}
