#include "planning/components/cycle_basis.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/error.hpp"

namespace decawatt::planning {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// Shortest-path tree, by number of edges, from one node to all others.
struct Tree {
    std::vector<std::size_t> depth, parent_edge;  // kNone if unreachable; the root has no parent edge
};

using Neighbours = std::vector<std::vector<std::size_t>>;  // by node: its edges

std::size_t other_end(const Edge& edge, std::size_t node) {
    return edge.from == node ? edge.to : edge.from;
}

Tree shortest_paths(std::size_t root, const std::vector<Edge>& edges, const Neighbours& edges_of) {
    Tree tree{std::vector(edges_of.size(), kNone), std::vector(edges_of.size(), kNone)};
    std::vector<std::size_t> reached = {root};
    tree.depth[root] = 0;
    for (std::size_t next = 0; next < reached.size(); ++next) {
        const std::size_t node = reached[next];
        for (const std::size_t e : edges_of[node]) {
            const std::size_t neighbour = other_end(edges[e], node);
            if (tree.depth[neighbour] != kNone) continue;
            tree.depth[neighbour] = tree.depth[node] + 1;
            tree.parent_edge[neighbour] = e;
            reached.push_back(neighbour);
        }
    }
    return tree;
}

// The edge, and the tree paths from both its ends to their lowest common ancestor.
Cycle closed_by(std::size_t edge, const Tree& tree, const std::vector<Edge>& edges) {
    Cycle cycle = {{edge, 1.0}};
    std::size_t ahead = edges[edge].to, behind = edges[edge].from;
    while (ahead != behind) {
        const bool leads = tree.depth[ahead] >= tree.depth[behind];
        std::size_t& node = leads ? ahead : behind;
        const std::size_t e = tree.parent_edge[node];
        const bool along = (edges[e].from == node) == leads;  // edges on this side are traversed towards `edge`
        cycle.push_back({e, along ? 1.0 : -1.0});
        node = other_end(edges[e], node);
    }
    return cycle;
}

// Vector space of edge sets over GF(2). Cycles that are independent there are independent over the reals.
class Span {
  public:
    explicit Span(std::size_t edges) : words_((edges + 63) / 64) {}

    // Adds the cycle if it is independent of those added before; returns whether it was.
    bool add(const Cycle& cycle) {
        std::vector<std::uint64_t> bits(words_, 0);
        for (const CycleStep& step : cycle) bits[step.edge / 64] ^= std::uint64_t{1} << (step.edge % 64);
        for (const Row& row : rows_)
            if (bits[row.pivot / 64] >> (row.pivot % 64) & 1U)
                for (std::size_t w = 0; w < words_; ++w) bits[w] ^= row.bits[w];
        for (std::size_t bit = 0; bit < words_ * 64; ++bit)
            if (bits[bit / 64] >> (bit % 64) & 1U) {
                rows_.push_back({bit, std::move(bits)});
                return true;
            }
        return false;
    }

  private:
    struct Row {
        std::size_t pivot;  // a bit that is zero in all later rows
        std::vector<std::uint64_t> bits;
    };
    std::size_t words_;
    std::vector<Row> rows_;
};

}  // namespace

std::vector<Cycle> cycle_basis(std::size_t nodes, const std::vector<Edge>& edges) {
    Neighbours edges_of(nodes);
    for (std::size_t e = 0; e < edges.size(); ++e) {
        base::expects(edges[e].from != edges[e].to, "an edge joins two nodes");
        edges_of[edges[e].from].push_back(e);
        edges_of[edges[e].to].push_back(e);
    }
    std::vector<Cycle> candidates;
    for (std::size_t root = 0; root < nodes; ++root) {
        const Tree tree = shortest_paths(root, edges, edges_of);
        for (std::size_t e = 0; e < edges.size(); ++e) {
            const bool reached = tree.depth[edges[e].from] != kNone;
            const bool in_tree = tree.parent_edge[edges[e].from] == e || tree.parent_edge[edges[e].to] == e;
            if (reached && !in_tree) candidates.push_back(closed_by(e, tree, edges));
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Cycle& a, const Cycle& b) { return a.size() < b.size(); });
    std::vector<Cycle> basis;
    Span span(edges.size());
    for (Cycle& cycle : candidates)
        if (span.add(cycle)) basis.push_back(std::move(cycle));
    return basis;
}

}  // namespace decawatt::planning
