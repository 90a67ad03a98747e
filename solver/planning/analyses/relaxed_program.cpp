#include "planning/analyses/relaxed_program.hpp"

#include <algorithm>

namespace decawatt::planning {

using base::at;

namespace {

using Slacks = std::vector<const HourSlack*>;

lp::SparseMatrix widened(const lp::SparseMatrix& matrix, const Slacks& slacks, bool with_entries) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it)
            entries.emplace_back(static_cast<int>(it.row()), j, it.value());
    if (with_entries)
        for (const HourSlack* slack : slacks) {
            entries.emplace_back(slack->row, index_of(slack->column), slack->sign);
            if (slack->from_row >= 0) entries.emplace_back(slack->from_row, index_of(slack->column), -slack->sign);
        }
    lp::SparseMatrix wide(matrix.rows(), matrix.cols() + static_cast<Eigen::Index>(slacks.size()));
    wide.setFromTriplets(entries.begin(), entries.end());
    return wide;
}

void add_columns(const Slacks& slacks, const Hours& step_weight, lp::Chain& chain) {
    const Eigen::Index after = chain.columns() + static_cast<Eigen::Index>(slacks.size());
    chain.A = widened(chain.A, slacks, true);
    chain.B = widened(chain.B, slacks, false);
    chain.G = widened(chain.G, slacks, false);
    lp::Vector cost = lp::Vector::Zero(after);
    chain.upper.conservativeResize(after, Eigen::NoChange);
    for (const HourSlack* slack : slacks) {
        const Eigen::Index j = index_of(slack->column);
        cost[j] = slack->cost;
        for (int t = 0; t < chain.stages; ++t)
            chain.upper(j, t) = std::max(0.0, slack->upper[static_cast<std::size_t>(t)]);
        chain.scaled_by.push_back(lp::kFixedBound);
        chain.column_names.emplace_back(text(slack->kind));
    }
    chain.cost = by_stage(cost, step_weight);
}

// Largest possible violation of a linking row.
double widest(const lp::StaircaseProgram& program, LinkingRow row) {
    const double sign = program.linking.sense[at(row)] == lp::Sense::at_least ? -1.0 : 1.0;
    double sum = -sign * program.linking.rhs[index_of(row)];
    for (const lp::Chain& chain : program.chains) {
        const lp::Vector kappa = highest_kappa(program, chain);
        for (int j = 0; j < chain.columns(); ++j) {
            const double value = sign * chain.G.coeff(index_of(row), j);
            if (value <= 0.0) continue;
            for (int t = 0; t < chain.stages; ++t) sum += value * highest_value(chain, kappa, j, t);
        }
        for (const lp::StageEntry& e : chain.by_stage.G) {
            if (e.row != index_of(row)) continue;
            for (int t = 0; t < chain.stages; ++t)
                sum += std::max(0.0, sign * e.value[t]) * highest_value(chain, kappa, e.column, t);
        }
    }
    return std::max(0.0, sum);
}

void add_border_variables(const lp::StaircaseProgram& original, const std::vector<SumSlack>& sums,
                          lp::StaircaseProgram& p) {
    const Eigen::Index after = p.border.size() + static_cast<Eigen::Index>(sums.size());
    for (const SumSlack& slack : sums) {
        const std::string& name = p.linking.names[at(slack.row)];
        add_variable("slack of " + name, slack.weight, 0.0, widest(original, slack.row), p.border);
    }
    for (lp::Chain& chain : p.chains) chain.border_map.conservativeResize(chain.local_border(), after);
    p.linking.H.conservativeResize(p.linking.size(), after);
    for (const SumSlack& slack : sums) {
        const bool at_least = p.linking.sense[at(slack.row)] == lp::Sense::at_least;
        p.linking.H.coeffRef(index_of(slack.row), index_of(slack.variable)) = at_least ? 1.0 : -1.0;
    }
    p.linking.H.makeCompressed();
}

}  // namespace

RelaxedProgram relax(const model::Study& study, const profiles::Profiles& profiles, const Program& program) {
    Relaxation relaxation(study, profiles, program);
    relaxation.run();
    RelaxedProgram relaxed{program.staircase, relaxation.sums(), relaxation.hours()};
    relaxed.program.objective_offset = 0.0;
    relaxed.program.border.cost.setZero();
    for (std::size_t c = 0; c < relaxed.program.chains.size(); ++c) {
        Slacks slacks;
        for (const HourSlack& slack : relaxed.hours)
            if (slack.chain == c) slacks.push_back(&slack);
        add_columns(slacks, program.layout->chains[c].step_weight, relaxed.program.chains[c]);
    }
    add_border_variables(program.staircase, relaxed.sums, relaxed.program);
    return relaxed;
}

}  // namespace decawatt::planning
