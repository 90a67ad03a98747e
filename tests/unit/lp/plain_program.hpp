// Programs small enough to solve on paper.
#pragma once

#include "lp/interior_point.hpp"

namespace decawatt::tests {

// One chain without border or linking rows; the caller fills what it needs.
inline lp::StaircaseProgram plain(const lp::Matrix& a, const lp::Matrix& cost, const lp::Matrix& rhs,
                                  const lp::Matrix& upper) {
    lp::StaircaseProgram p;
    lp::Chain c;
    c.stages = static_cast<int>(rhs.cols());
    c.cyclic = false;
    c.A = a.sparseView();
    c.B.resize(a.rows(), a.cols());
    c.C.resize(a.rows(), 0);
    c.G.resize(0, a.cols());
    c.cost = cost;
    c.rhs = rhs;
    c.upper = upper;
    c.scaled_by.assign(static_cast<std::size_t>(a.cols()), lp::kFixedBound);
    c.border_map.resize(0, 0);
    c.border_offset.resize(0);
    p.chains.push_back(c);
    p.border.cost = p.border.lower = p.border.upper = lp::Vector(0);
    p.linking.H.resize(0, 0);
    p.linking.rhs = lp::Vector(0);
    return p;
}

inline lp::Settings tight() {
    lp::Settings s;
    s.tolerance = 1e-8;
    return s;
}

}  // namespace decawatt::tests
