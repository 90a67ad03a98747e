#include "planning/scenarios.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

namespace {

// The matrix with row i moved to row `to[i]` of `rows`.
lp::SparseMatrix with_rows(const lp::SparseMatrix& matrix, const std::vector<int>& to, int rows) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it)
            entries.emplace_back(to[static_cast<std::size_t>(it.row())], j, it.value());
    lp::SparseMatrix moved(rows, matrix.cols());
    moved.setFromTriplets(entries.begin(), entries.end());
    return moved;
}

lp::SparseMatrix with_columns(const lp::SparseMatrix& matrix, const std::vector<int>& to, int columns) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it)
            entries.emplace_back(it.row(), to[static_cast<std::size_t>(j)], it.value());
    lp::SparseMatrix moved(matrix.rows(), columns);
    moved.setFromTriplets(entries.begin(), entries.end());
    return moved;
}

void append(lp::Vector& values, double value) {
    values.conservativeResize(values.size() + 1);
    values[values.size() - 1] = value;
}

int investments_of(const Scenario& scenario) {
    return static_cast<int>(scenario.program.layout->investments.size());
}

}  // namespace

ScenarioProgram::ScenarioProgram(std::vector<Scenario> scenarios) : scenarios_(std::move(scenarios)) {
    base::expects(!scenarios_.empty(), "a sizing has a scenario");
    for (const Scenario& scenario : scenarios_) add(scenario);
    const int rows = joint_.linking.size(), columns = joint_.border.size();
    joint_.linking.H.resize(rows, columns);
    joint_.linking.H.setFromTriplets(entries_.begin(), entries_.end());
    // Chains are added before all rows and columns are known.
    std::size_t next = 0;
    for (std::size_t s = 0; s < scenarios_.size(); ++s)
        for (std::size_t c = 0; c < scenarios_[s].program.staircase.chains.size(); ++c) {
            lp::Chain& chain = joint_.chains[next++];
            chain.G = with_rows(chain.G, linking_[s], rows);
            for (lp::StageEntry& entry : chain.by_stage.G) entry.row = linking_[s][static_cast<std::size_t>(entry.row)];
            chain.border_map = with_columns(chain.border_map, border_[s], columns);
        }
    lp::check_shapes(joint_);
}

void ScenarioProgram::add(const Scenario& scenario) {
    add_border(scenario, border_.emplace_back());
    add_linking(scenario, linking_.emplace_back());
    const lp::StaircaseProgram& program = scenario.program.staircase;
    for (const lp::Chain& chain : program.chains) {
        lp::Chain& added = joint_.chains.emplace_back(chain);
        added.name = scenario.name + " " + chain.name;
        added.cost *= scenario.probability;
    }
    joint_.objective_offset += scenario.probability * program.objective_offset;
}

// Investments are those of the first scenario; the variables behind them are each scenario's own.
void ScenarioProgram::add_border(const Scenario& scenario, std::vector<int>& joint_index) {
    const lp::Border& border = scenario.program.staircase.border;
    lp::Border& all = joint_.border;
    const int shared = investments_of(scenario);
    const lp::Vector& first_cost = scenarios_.front().program.staircase.border.cost;
    base::expects(shared == investments_of(scenarios_.front()), "scenarios have the same investments");
    for (int k = 0; k < border.size(); ++k) {
        if (k < shared && &scenario != &scenarios_.front()) {
            joint_index.push_back(k);  // agreements may cost something else than in the first
            all.cost[k] += scenario.probability * (border.cost[k] - first_cost[k]);
            continue;
        }
        joint_index.push_back(all.size());
        append(all.cost, k < shared ? border.cost[k] : scenario.probability * border.cost[k]);
        append(all.lower, border.lower[k]);
        append(all.upper, border.upper[k]);
        const std::string& name = border.names[static_cast<std::size_t>(k)];
        all.names.push_back(k < shared ? name : scenario.name + " " + name);
    }
}

void ScenarioProgram::add_linking(const Scenario& scenario, std::vector<int>& joint_index) {
    const lp::LinkingRows& rows = scenario.program.staircase.linking;
    // Rows that limit investments alone are the same in every scenario, and stand first.
    const int of_investments = scenario.program.layout->investment_rows;
    base::expects(of_investments == scenarios_.front().program.layout->investment_rows,
                  "scenarios limit investments alike");
    const bool first = &scenario == &scenarios_.front();
    lp::LinkingRows& all = joint_.linking;
    std::vector<bool> is_added;
    for (int i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        const bool own = i >= of_investments;
        is_added.push_back(first || own);
        if (!is_added.back()) {
            joint_index.push_back(i);
            continue;
        }
        joint_index.push_back(all.size());
        append(all.rhs, rows.rhs[i]);
        all.sense.push_back(rows.sense[row]);
        all.names.push_back(own ? scenario.name + " " + rows.names[row] : rows.names[row]);
    }
    const std::vector<int>& columns = border_.back();
    for (int j = 0; j < rows.H.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(rows.H, j); it; ++it)
            if (is_added[static_cast<std::size_t>(it.row())])
                entries_.emplace_back(joint_index[static_cast<std::size_t>(it.row())],
                                      columns[static_cast<std::size_t>(j)], it.value());
}

std::vector<double> ScenarioProgram::least_of(const std::vector<std::vector<double>>& of_scenarios) const {
    std::vector<double> least(static_cast<std::size_t>(joint_.border.size()), std::numeric_limits<double>::infinity());
    for (std::size_t s = 0; s < of_scenarios.size(); ++s)
        for (std::size_t k = 0; k < of_scenarios[s].size(); ++k) {
            double& of_joint = least[static_cast<std::size_t>(border_[s][k])];
            of_joint = std::min(of_joint, of_scenarios[s][k]);
        }
    return least;
}

lp::Solution ScenarioProgram::of_scenario(std::size_t scenario, const lp::Solution& joint) const {
    std::size_t first = 0;
    for (std::size_t s = 0; s < scenario; ++s) first += scenarios_[s].program.staircase.chains.size();
    const lp::StaircaseProgram& program = scenarios_[scenario].program.staircase;
    const double probability = scenarios_[scenario].probability;
    lp::Solution part;
    part.status = joint.status;
    part.message = joint.message;
    part.iterations = joint.iterations;
    part.certificate = joint.certificate;
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        part.x.push_back(joint.x[first + c]);
        part.y.push_back(joint.y[first + c] / probability);
    }
    part.k.resize(program.border.size());
    for (int k = 0; k < program.border.size(); ++k) part.k[k] = joint.k[border_[scenario][static_cast<std::size_t>(k)]];
    part.lambda.resize(program.linking.size());
    for (int i = 0; i < program.linking.size(); ++i)
        part.lambda[i] = joint.lambda[linking_[scenario][static_cast<std::size_t>(i)]] / probability;
    return part;
}

}  // namespace decawatt::planning
