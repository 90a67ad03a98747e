// The ramp limits of plants.csv: values that are read, and faults that are refused.
#include <doctest/doctest.h>

#include <cmath>

#include "study_copy.hpp"

using decawatt::io::test::StudyCopy;

namespace {

// Two columns at the end of plants.csv, empty but for one plant.
void state(const StudyCopy& copy, const std::string& plant, const std::string& limits) {
    std::istringstream lines(copy.text("plants.csv"));
    std::string text, line;
    for (bool header = true; std::getline(lines, line); header = false)
        text += line +
                (header                          ? ",ramp_up_frac_per_h,ramp_down_frac_per_h"
                 : line.starts_with(plant + ",") ? limits
                                                 : ",,") +
                "\n";
    copy.write("plants.csv", text);
}

}  // namespace

TEST_CASE("a plant has the limits that it states, and none where it states none") {
    const StudyCopy copy;
    state(copy, "north gas", ",0.25,");
    const auto plants = copy.read().study.plants;
    CHECK(plants.ramp_limits(0).up_frac_per_h == 0.25);
    CHECK(std::isinf(plants.ramp_limits(0).down_frac_per_h));
    CHECK(plants.ramp_limits(1) == decawatt::model::RampLimits{});
}

TEST_CASE("a limit that is not a positive number is rejected with its row and column") {
    for (const char* limits : {",0,", ",-1,", ",fast,"}) {
        const StudyCopy copy;
        state(copy, "north gas", limits);
        CAPTURE(limits);
        CHECK(copy.faults().starts_with("plants.csv: ramp_up_frac_per_h (row 2): found "));
    }
}

TEST_CASE("solar and wind follow the weather") {
    for (const char* plant : {"north solar", "hub wind"}) {
        const StudyCopy copy;
        state(copy, plant, ",,0.5");
        CHECK(copy.faults().find("ramp_down_frac_per_h (row ") != std::string::npos);
        CHECK(copy.faults().find("found a limit, expected nothing: the output of solar and wind follows the weather") !=
              std::string::npos);
    }
}
