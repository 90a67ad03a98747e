// One sizing for several futures of a study (scenarios.csv): the same investments serve all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/size.hpp"
#include "planning/scenarios.hpp"

namespace decawatt::app {

// A scenario, operated with the investments that all have in common.
struct SizedScenario {
    std::string name;
    double probability = 0.0;
    io::LoadedStudy loaded = {};
    std::optional<planning::Plan> plan = {};  // where the joint program is solved, on the first rank alone

    // What it cannot meet by itself: where the joint program is not solved, on the first rank alone.
    std::optional<planning::Explanation> explanation = {};

    // The plan that is optimal for the first scenario alone, operated in this one: what regret is measured by.
    std::optional<planning::Plan> of_base_plan = {};
};

struct SizedScenarios {
    std::vector<SizedScenario> scenarios;     // as in scenarios.csv; the first is the base case
    lp::Solution solution;                    // of the joint program
    std::string regret_unknown_because = {};  // why it is not known where it was requested; else empty

    bool sized() const;
    double expected_cost() const;  // Σ probability × cost, discounted; of a sized plan
    // What the plan of the base case costs more than the joint plan, on average over the scenarios; none where it was
    // not requested. Zero where the difference is within the tolerance of either expected cost.
    std::optional<double> regret() const;
};

struct ScenarioSettings {
    SizeSettings size = {};
    bool regret = false;          // the base case is sized by itself too, and operated in every scenario
    std::string export_mps = {};  // the joint program as an MPS file; empty: none
    std::string command_line = {};
};

// Sizes the study of `request` for the scenarios of its scenarios.csv. Not in whole machines. The same bits for any
// number of threads and ranks. Throws base::InputError (a study without scenarios, a variant in the request, scenarios
// with different options), base::ResourceError, base::Interrupted where `progress` says stop.
SizedScenarios size_scenarios(const io::StudyRequest& request, const ScenarioSettings& settings = {},
                              const base::Progress& progress = {});

// The result file of a scenario beside that of the base case: plan.late_line.h5 of plan.h5.
std::string scenario_file(const std::string& base_file, const std::string& scenario);

}  // namespace decawatt::app
