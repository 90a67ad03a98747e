#include "io/study/read_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/nearest_name.hpp"

namespace decawatt::io {

namespace {
constexpr double kProbabilityTolerance = 1e-6;  // probabilities are written with some digits
constexpr const char* kFile = "scenarios.csv";

std::vector<std::string> variants_of(const RawStudy& raw) {
    std::vector<std::string> names;
    if (const toml::table* variants = raw.settings["variant"].as_table())
        for (const auto& [name, node] : *variants) names.emplace_back(name.str());
    return names;
}
}  // namespace

std::vector<ScenarioRow> read_scenarios(const Reading& reading) {
    const std::vector<std::string> variants = variants_of(reading.raw);
    std::vector<ScenarioRow> all;
    double sum = 0.0;
    for (const Row& row : reading.rows("scenarios")) {
        all.push_back({row.text("name"), row.number("probability"), row.text("variant")});
        sum += all.back().probability;
        const std::string& variant = all.back().variant;
        if (!variant.empty() && std::ranges::find(variants, variant) == variants.end())
            row.fault("variant",
                      variants.empty() ? "a variant of study.toml, which has none" : base::one_of(variant, variants));
    }
    if (all.size() == 1)
        reading.faults.add({kFile, "rows", 0, "one", "two scenarios or more, or no such file"});
    else if (!all.empty() && !(std::abs(sum - 1.0) <= kProbabilityTolerance))
        reading.faults.add({kFile, "probability", 0, fmt::format("a sum of {}", sum), "probabilities that add to 1"});
    return all;
}

}  // namespace decawatt::io
