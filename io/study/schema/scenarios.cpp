#include "io/study/schema/scenarios.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kProbability{0.0, 1.0, true, false, "a probability above 0 and up to 1"};
}

std::vector<TableSchema> scenario_tables() {
    return {{.name = "scenarios",
             .about = "Scenarios for which `run --scenarios` makes one plan; the first row is the base case.",
             .columns = {{"name", text().key(), "Name of the scenario."},
                         {"probability", number(kProbability).without_unit(),
                          "Probability; those of all rows add to 1 (within 1e-6)."},
                         {"variant", text().optional("the study as it is"),
                          "Variant of study.toml that describes it: other demand, prices, targets or first years, with "
                          "the same expansion options."}}}};
}

}  // namespace decawatt::io::schema
