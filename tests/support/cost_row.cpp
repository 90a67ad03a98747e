#include "support/cost_row.hpp"

#include "lp/stage_matrix.hpp"

namespace decawatt::tests {

void add_cost_row(lp::StaircaseProgram& p, int last, bool with_border, lp::Sense sense) {
    const int row = p.linking.size();
    p.linking.sense.push_back(sense);
    p.linking.rhs.conservativeResize(row + 1);
    p.linking.rhs[row] = sense == lp::Sense::at_most ? 1e3 : -1e3;  // does not bind
    p.linking.H.conservativeResize(row + 1, p.border.size());
    for (int i = 0; i < p.border.size() && with_border; ++i) p.linking.H.coeffRef(row, i) = 0.05 * p.border.cost[i];
    p.linking.H.makeCompressed();
    for (std::size_t c = 0; c < p.chains.size(); ++c) {
        p.chains[c].G.conservativeResize(row + 1, p.chains[c].columns());
        if (static_cast<int>(c) <= last) lp::add_cost_to_linking(p.chains[c], row, 0.05);
    }
}

double last_activity(const lp::StaircaseProgram& p, const lp::Solution& s) {
    double sum = (p.linking.H * s.k)[p.linking.size() - 1];
    for (std::size_t c = 0; c < p.chains.size(); ++c) sum += lp::activity(p.chains[c], s.x[c])[p.linking.size() - 1];
    return sum;
}

void turn_costs(lp::StaircaseProgram& p) {
    for (lp::Chain& c : p.chains) c.cost *= -1.0;
    p.border.cost *= -1.0;
}

}  // namespace decawatt::tests
