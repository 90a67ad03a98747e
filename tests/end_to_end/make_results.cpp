// Writes the small hand-made plan of the unit tests as a result file: make_results FILE WEATHER_YEARS PRECISION
#include <cstdlib>
#include <iostream>

#include "io/hdf5/write_results.hpp"
#include "tests/unit/io/balanced_plan.hpp"

int main(int count, char** arguments) {
    if (count != 4) return EXIT_FAILURE;
    auto [study, plan] = decawatt::test::make_balanced_plan(std::atoi(arguments[2]));
    study.output.precision = arguments[3];
    const decawatt::io::Provenance provenance{{{"study.toml", "[study]\nname = \"two regions\"\n", 0x1234}},
                                              {{"study.discount_rate", "0.05"}},
                                              "0.1.0",
                                              "a compiler",
                                              "make_results",
                                              1,
                                              1,
                                              ""};
    try {
        decawatt::io::write_results(arguments[1], study, plan, provenance, {});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
