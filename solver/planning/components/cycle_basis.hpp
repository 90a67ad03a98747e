// Cycles of a network that span all its cycles.
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

// A basis of edges - nodes + components cycles: what is linear in the edges and holds around each of them holds around
// every cycle. Short cycles are preferred, because they make short rows. Candidates are what each edge closes in the
// tree of shortest paths from each node; the shortest independent ones stay (J. D. Horton, "A polynomial-time algorithm
// to find the shortest cycle basis of a graph", SIAM J. Comput. 16 (1987) 358-366). Parallel edges make cycles of two.
// An edge joins two different nodes.
std::vector<Cycle> cycle_basis(std::size_t nodes, const std::vector<Edge>& edges);

}  // namespace decawatt::planning
