// The table climate_memory.csv: values that it sets, defaults that it keeps, faults that it refuses.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "study_copy.hpp"

using namespace decawatt;
using decawatt::io::test::StudyCopy;

TEST_CASE("a row sets one parameter of the weather's memory, and the others keep their defaults") {
    const StudyCopy copy;
    copy.write("climate_memory.csv", "parameter,value\nwind_slow_share_frac,0.5\nclearness_east_west_stretch,0.5\n");
    const model::Study study = io::read_study({.path = copy.folder(), .variant = {}, .overrides = {}}).study;
    CHECK(study.weather.memory.wind_slow_share_frac == 0.5);
    CHECK(study.weather.memory.clearness.east_west_stretch == 0.5);
    CHECK(study.weather.memory.clearness.length_km == model::ClimateMemory{}.clearness.length_km);
    CHECK(study.weather.memory.wind_slow_memory_h == model::ClimateMemory{}.wind_slow_memory_h);
}

TEST_CASE("an unknown parameter, or one out of range, is reported by name") {
    const StudyCopy copy;
    copy.write("climate_memory.csv", "parameter,value\nwind_share,0.5\nclearness_memory_h,500\n");
    const std::string faults = copy.faults();
    CHECK(faults.find("climate_memory.csv: parameter (row 2): found wind_share, expected one of") != std::string::npos);
    CHECK(faults.find("climate_memory.csv: value (row 3): found 500, expected a number from 0.1 to 120") !=
          std::string::npos);
}

TEST_CASE("every parameter of the memory has a name of its own, and its default lies in its range") {
    model::ClimateMemory memory;
    std::vector<const double*> places;
    for (const model::MemoryParameter& parameter : model::memory_parameters()) {
        const double& value = parameter.of(memory);
        CAPTURE(parameter.name);
        CHECK((value >= parameter.lowest && value <= parameter.highest));
        for (const double* other : places) CHECK(other != &value);
        places.push_back(&value);
    }
    CHECK(places.size() * sizeof(double) == sizeof(model::ClimateMemory));
}
