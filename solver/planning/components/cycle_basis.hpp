// Cycle basis of a network.
#pragma once

#include <cstddef>
#include <vector>

namespace decawatt::planning {

struct Edge {
    std::size_t from, to;  // nodes
};

struct CycleStep {
    std::size_t edge;
    double sign;  // +1: along the edge, -1: against it
};

using Cycle = std::vector<CycleStep>;

// A basis of (edges - nodes + connected components) cycles: a linear law that is satisfied around each of them is
// satisfied around every cycle. Short cycles are preferred, because they give sparse rows. Candidates are the cycles
// that each edge closes in the shortest-path tree of each node; the shortest independent ones are selected (J. D.
// Horton, "A polynomial-time algorithm to find the shortest cycle basis of a graph", SIAM J. Comput. 16 (1987)
// 358-366). Two parallel edges form a cycle. An edge must connect two different nodes.
std::vector<Cycle> cycle_basis(std::size_t nodes, const std::vector<Edge>& edges);

}  // namespace decawatt::planning
