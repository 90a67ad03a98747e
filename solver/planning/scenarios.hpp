// One sizing for several futures: the same investments serve every scenario, each of which is operated by itself.
//
//   min  q'k + Σ_s p_s (cost of operating scenario s with the investments k)
//
// q: discounted cost of the investments; p_s: probability. Every scenario keeps its own targets and caps.
#pragma once

#include <string>
#include <vector>

#include "planning/program.hpp"

namespace decawatt::planning {

struct Scenario {
    std::string name;
    double probability;  // those of all scenarios add to 1
    Program program;     // by itself; all have the investments of the first (build_scenario)
};

class ScenarioProgram {
  public:
    explicit ScenarioProgram(std::vector<Scenario> scenarios);

    const std::vector<Scenario>& scenarios() const { return scenarios_; }
    const lp::StaircaseProgram& joint() const { return joint_; }

    // What a solution of the joint program means for one scenario: values, duals per unit of the scenario's own cost,
    // and the certificate of the joint program.
    lp::Solution of_scenario(std::size_t scenario, const lp::Solution& joint) const;

    // Of a value per border variable of each scenario's program: the least, per border variable of the joint one.
    std::vector<double> least_of(const std::vector<std::vector<double>>& of_scenarios) const;

  private:
    void add(const Scenario& scenario);
    void add_border(const Scenario& scenario, std::vector<int>& joint_index);
    void add_linking(const Scenario& scenario, std::vector<int>& joint_index);

    std::vector<Scenario> scenarios_;
    lp::StaircaseProgram joint_;
    std::vector<std::vector<int>> border_, linking_;  // by scenario: index in the joint program
    std::vector<Eigen::Triplet<double>> entries_;     // of H
};

}  // namespace decawatt::planning
