// The factorisation of a stage against dense algebra, lane by lane.
#include "lp/stage_factor.hpp"

#include <doctest/doctest.h>

#include <random>

#include "lp/staircase_program.hpp"

using namespace decawatt::lp;

namespace {

constexpr int kLocal = 5, kStates = 3, kRows = kLocal + kStates;

// A positive definite matrix with the pattern of a star around row 4 and a chain 0-1, with other values in every lane.
struct Example {
    std::vector<std::vector<int>> adjacent{{0, 1, 4}, {0, 1}, {2, 4, 5}, {3, 4}, {0, 2, 3, 4, 6}, {2, 5}, {4, 6}, {7}};
    std::vector<Matrix> dense;
    StageFactor factor{kLocal, kStates, adjacent};
    std::vector<Lanes> block = std::vector<Lanes>(static_cast<std::size_t>(factor.block_size()), Lanes{});

    Example() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> number(-1.0, 1.0);
        for (int l = 0; l < kLanes; ++l) {
            Matrix m = Matrix::Identity(kRows, kRows) * 5.0;
            for (int i = 0; i < kRows; ++i)
                for (const int j : adjacent[static_cast<std::size_t>(i)]) {
                    if (j > i) continue;
                    m(i, j) += number(random);
                    m(j, i) = m(i, j);
                    block[static_cast<std::size_t>(factor.position(i, j))][l] = m(i, j);
                }
            dense.push_back(m);
        }
    }
};

std::vector<Lanes> numbers(int count, int seed) {
    std::mt19937 random(static_cast<unsigned>(seed));
    std::uniform_real_distribution<double> number(-1.0, 1.0);
    std::vector<Lanes> x(static_cast<std::size_t>(count));
    for (Lanes& entry : x)
        for (int l = 0; l < kLanes; ++l) entry[l] = number(random);
    return x;
}

Vector lane(const std::vector<Lanes>& x, int l) {
    Vector v(static_cast<Eigen::Index>(x.size()));
    for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = x[static_cast<std::size_t>(i)][l];
    return v;
}

}  // namespace

TEST_CASE("forward, dense and backward substitution solve the system of every lane") {
    Example e;
    REQUIRE(e.factor.factorise_local(e.block.data()));
    Lanes* state = e.block.data() + e.factor.state_offset();
    REQUIRE(triangle::cholesky(kStates, state));
    const auto rhs = numbers(kRows, 1);
    auto x = rhs;
    e.factor.forward(e.block.data(), x.data());
    triangle::forward(kStates, state, x.data() + kLocal);
    triangle::backward(kStates, state, x.data() + kLocal);
    e.factor.backward(e.block.data(), x.data());
    for (int l = 0; l < kLanes; ++l) {
        CAPTURE(l);
        const Vector residual = e.dense[static_cast<std::size_t>(l)] * lane(x, l) - lane(rhs, l);
        CHECK(residual.cwiseAbs().maxCoeff() < 1e-14);  // a few roundings of numbers near one
    }
}

TEST_CASE("the reach of a sparse right-hand side contains all nonzeros of its forward substitution") {
    Example e;
    REQUIRE(e.factor.factorise_local(e.block.data()));
    for (int row = 0; row < kLocal; ++row) {
        CAPTURE(row);
        std::vector<Lanes> x(kRows, Lanes{}), sparse(kRows, Lanes{});
        x[static_cast<std::size_t>(row)] = sparse[static_cast<std::size_t>(row)] = all_lanes(1.0);
        e.factor.forward(e.block.data(), x.data());
        e.factor.forward(e.block.data(), sparse.data(), e.factor.reach({row}));
        for (int l = 0; l < kLanes; ++l) CHECK(lane(x, l) == lane(sparse, l));
    }
    CHECK(e.factor.reach({1}).size() < static_cast<std::size_t>(kLocal));
}

TEST_CASE("local substitution does not change the state rows") {
    Example e;
    REQUIRE(e.factor.factorise_local(e.block.data()));
    const auto rhs = numbers(kRows, 2);
    auto x = rhs;
    e.factor.forward_local(e.block.data(), x.data());
    e.factor.backward_local(e.block.data(), x.data());
    for (int l = 0; l < kLanes; ++l) {
        const Matrix local = e.dense[static_cast<std::size_t>(l)].topLeftCorner(kLocal, kLocal);
        CHECK((local * lane(x, l).head(kLocal) - lane(rhs, l).head(kLocal)).cwiseAbs().maxCoeff() < 1e-14);
        CHECK(lane(x, l).tail(kStates) == lane(rhs, l).tail(kStates));
    }
}

TEST_CASE("a pivot that is not positive in any lane is reported") {
    for (int l = 0; l < kLanes; ++l) {
        Example e;
        e.block[static_cast<std::size_t>(e.factor.position(2, 2))][l] = l % 2 == 0 ? -1.0 : std::nan("");
        CHECK_FALSE(e.factor.factorise_local(e.block.data()));
    }
}
