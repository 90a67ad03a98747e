#include "base/error.hpp"

#include <doctest/doctest.h>

#include "base/index.hpp"

using namespace decawatt::base;

TEST_CASE("a fault states file, field, row, what was found and what was expected") {
    const InputFault fault{"plants.csv", "capacity_mw", 17, "-40", "a finite number >= 0"};
    CHECK(fault.text() == "plants.csv: capacity_mw (row 17): found -40, expected a finite number >= 0");
}

TEST_CASE("a fault of a file without rows leaves the row out") {
    const InputFault fault{"study.toml", "time.first_year", 0, "nothing", "a year"};
    CHECK(fault.text() == "study.toml: time.first_year: found nothing, expected a year");
}

TEST_CASE("an input error prints all faults in their order, one a line, and keeps them") {
    const InputError error({{"a.csv", "x", 2, "1", "2"}, {"b.csv", "y", 0, "3", "4"}});
    CHECK(std::string(error.what()) == "a.csv: x (row 2): found 1, expected 2\nb.csv: y: found 3, expected 4");
    REQUIRE(error.faults.size() == 2);
    CHECK(error.faults[1].field == "y");
    CHECK(std::string(InputError({}).what()).empty());
}

TEST_CASE("expects does nothing if the rule holds, and otherwise names location and rule") {
    CHECK_NOTHROW(expects(true, "one is one"));
    std::string text;
    constexpr int line = __LINE__ + 2;
    try {
        expects(false, "the axis has hours");
    } catch (const LogicError& error) {
        text = error.what();
    }
    CHECK(text.ends_with("error_test.cpp:" + std::to_string(line) + ": expected that the axis has hours"));
}

TEST_CASE("error types are distinct: a bug is not a runtime error") {
    CHECK_THROWS_AS(expects(false, ""), std::logic_error);
    CHECK_THROWS_AS(throw ResourceError("disk"), std::runtime_error);
    CHECK_THROWS_AS(throw Interrupted("stop"), std::runtime_error);
    const auto thrown_as_resource = [](auto&& error) {
        try {
            throw error;
        } catch (const ResourceError&) {
            return true;
        } catch (const std::exception&) {
            return false;
        }
    };
    CHECK(thrown_as_resource(ResourceError("disk")));
    CHECK_FALSE(thrown_as_resource(InputError({})));
    CHECK_FALSE(thrown_as_resource(Interrupted("stop")));
}

TEST_CASE("typed indices: position, and a value that means none") {
    enum class PlantIndex : int {};
    CHECK(at(PlantIndex{3}) == 3U);
    CHECK(none<PlantIndex> == PlantIndex{-1});
    CHECK(none<PlantIndex> != PlantIndex{0});
}

TEST_CASE("of many faults the first hundred are listed and the others counted") {
    const decawatt::base::InputFault fault{"t.csv", "mw", 2, "x", "a number"};
    const std::string line = fault.text() + "\n";
    const auto text = [&](std::size_t count) {
        return std::string(decawatt::base::InputError(std::vector(count, fault)).what());
    };
    CHECK(text(100).size() == 100 * line.size() - 1);
    CHECK(text(101).size() < 102 * line.size());
    CHECK(text(350).ends_with("... and 250 more faults"));
    CHECK(decawatt::base::InputFault{"command line", "output", 0, "all is said", ""}.text() ==
          "command line: output: all is said");
}
