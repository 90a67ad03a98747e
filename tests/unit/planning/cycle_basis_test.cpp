#include "planning/components/cycle_basis.hpp"

#include <doctest/doctest.h>

#include <Eigen/Dense>
#include <random>

using namespace decawatt::planning;

namespace {

Eigen::MatrixXd matrix_of(const std::vector<Cycle>& cycles, std::size_t edges) {
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(static_cast<int>(cycles.size()), static_cast<int>(edges));
    for (std::size_t c = 0; c < cycles.size(); ++c)
        for (const CycleStep& step : cycles[c]) matrix(static_cast<int>(c), static_cast<int>(step.edge)) += step.sign;
    return matrix;
}

// Closed: a signed sum of edges that leaves every node as often as it enters. Independent: full rank over the reals.
void check_basis(const std::vector<Cycle>& cycles, std::size_t nodes, const std::vector<Edge>& edges,
                 std::size_t components) {
    CHECK(cycles.size() == edges.size() + components - nodes);
    if (cycles.empty()) return;
    Eigen::MatrixXd incidence = Eigen::MatrixXd::Zero(static_cast<int>(edges.size()), static_cast<int>(nodes));
    for (std::size_t e = 0; e < edges.size(); ++e) {
        incidence(static_cast<int>(e), static_cast<int>(edges[e].from)) = -1.0;
        incidence(static_cast<int>(e), static_cast<int>(edges[e].to)) = 1.0;
    }
    const Eigen::MatrixXd matrix = matrix_of(cycles, edges.size());
    CHECK((matrix * incidence).cwiseAbs().maxCoeff() == 0.0);
    CHECK(matrix.cwiseAbs().maxCoeff() == 1.0);
    CHECK(matrix.colPivHouseholderQr().rank() == static_cast<int>(cycles.size()));
}

std::size_t longest(const std::vector<Cycle>& cycles) {
    std::size_t steps = 0;
    for (const Cycle& cycle : cycles) steps = std::max(steps, cycle.size());
    return steps;
}

// Rows × columns of nodes, each joined with its right and its lower neighbour.
std::vector<Edge> grid(std::size_t rows, std::size_t columns) {
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
            if (j + 1 < columns) edges.push_back({i * columns + j, i * columns + j + 1});
            if (i + 1 < rows) edges.push_back({(i + 1) * columns + j, i * columns + j});  // written upwards
        }
    return edges;
}

}  // namespace

TEST_CASE("a tree has no cycles, nor have nodes without edges") {
    CHECK(cycle_basis(4, {}).empty());
    CHECK(cycle_basis(4, {{0, 1}, {2, 1}, {1, 3}}).empty());
}

TEST_CASE("a triangle is one cycle, signed by the direction of its edges") {
    const std::vector<Edge> edges = {{0, 1}, {1, 2}, {0, 2}};
    const auto cycles = cycle_basis(3, edges);
    check_basis(cycles, 3, edges, 1);
    const Eigen::MatrixXd row = matrix_of(cycles, 3);
    CHECK(row(0, 0) == row(0, 1));
    CHECK(row(0, 0) == -row(0, 2));
}

TEST_CASE("parallel edges make cycles of two") {
    const std::vector<Edge> edges = {{0, 1}, {1, 0}, {0, 1}};
    const auto cycles = cycle_basis(2, edges);
    check_basis(cycles, 2, edges, 1);
    CHECK(longest(cycles) == 2);
}

TEST_CASE("the meshes of a grid are its shortest cycles") {
    const auto edges = grid(5, 7);
    const auto cycles = cycle_basis(35, edges);
    check_basis(cycles, 35, edges, 1);
    CHECK(longest(cycles) == 4);
}

TEST_CASE("islands have their own cycles") {
    std::vector<Edge> edges = grid(3, 3);
    const std::size_t first = edges.size();
    for (const Edge& edge : grid(3, 3)) edges.push_back({edge.from + 9, edge.to + 9});
    const auto cycles = cycle_basis(20, edges);  // nodes 18 and 19 have no edges
    check_basis(cycles, 20, edges, 4);
    for (const Cycle& cycle : cycles)
        for (const CycleStep& step : cycle) CHECK((step.edge < first) == (cycle.front().edge < first));
}

TEST_CASE("any network, dense or sparse, with parallel edges") {
    std::mt19937 draw(11);  // raw output: the same numbers in every library
    for (std::size_t nodes = 3; nodes <= 24; nodes += 3) {
        std::vector<Edge> edges;
        for (std::size_t n = 1; n < nodes; ++n) edges.push_back({draw() % n, n});  // connected
        while (edges.size() < 3 * nodes) {
            const std::size_t from = draw() % nodes, to = draw() % nodes;
            if (from != to) edges.push_back({from, to});
        }
        check_basis(cycle_basis(nodes, edges), nodes, edges, 1);
    }
}
