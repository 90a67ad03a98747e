// Kernels on packed triangles against dense algebra, lane by lane, for all remainders of their blocks.
#include "lp/triangle.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "lp/newton_sums.hpp"
#include "lp/staircase_program.hpp"

using namespace decawatt::lp;

namespace {

constexpr int kSizes[] = {1, 2, 3, 4, 5, 7, 8, 13};
constexpr double kRounding = 1e-13;  // some tens of operations on numbers near one

std::vector<Lanes> numbers(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> number(-1.0, 1.0);
    std::vector<Lanes> x(static_cast<std::size_t>(count));
    for (Lanes& entry : x)
        for (int l = 0; l < kLanes; ++l) entry[l] = number(random);
    return x;
}

Matrix lane(const std::vector<Lanes>& x, int l, int rows) {
    Vector v(static_cast<Eigen::Index>(x.size()));
    for (Eigen::Index i = 0; i < v.size(); ++i) v[i] = x[static_cast<std::size_t>(i)][l];
    return v.reshaped(rows, v.size() / rows);
}

// A positive definite matrix in every lane, and its packed lower triangle.
struct Definite {
    int n;
    std::vector<Matrix> dense;
    std::vector<Lanes> packed;

    explicit Definite(int size, unsigned seed = 3) : n(size), packed(static_cast<std::size_t>(triangle::size(size))) {
        const auto factor = numbers(n * n, seed);
        for (int l = 0; l < kLanes; ++l) {
            const Matrix f = lane(factor, l, n);
            dense.push_back(f * f.transpose() + Matrix::Identity(n, n));
            for (int j = 0; j < n; ++j)
                for (int i = j; i < n; ++i)
                    packed[static_cast<std::size_t>(triangle::position(n, i, j))][l] = dense.back()(i, j);
        }
    }
    Matrix factor(int l) const { return dense[static_cast<std::size_t>(l)].llt().matrixL(); }
};

void check_equal(const Matrix& one, const Matrix& other) {
    CHECK((one - other).cwiseAbs().maxCoeff() <= kRounding);
}

// Columns with zeros above, some of them with the first row of their neighbour.
struct Stepped {
    SteppedColumns of;
    std::vector<Lanes> packed;

    Stepped(int n, int columns) {
        std::vector<int> first;
        for (int c = 0; c < columns; ++c) first.push_back((c / 2 * 3 + c % 3) % n);
        of = SteppedColumns(n, first);
        packed = numbers(of.size, 5);
    }
    Matrix dense(int l) const {
        Matrix f = Matrix::Zero(of.rows, of.columns());
        std::size_t next = 0;
        for (int c = 0; c < of.columns(); ++c)
            for (int k = of.first[static_cast<std::size_t>(c)]; k < of.rows; ++k) f(k, c) = packed[next++][l];
        return f;
    }
};

}  // namespace

TEST_CASE("a packed triangle has its columns one behind the other") {
    int next = 0;
    for (int j = 0; j < 5; ++j)
        for (int i = j; i < 5; ++i) CHECK(triangle::position(5, i, j) == next++);
    CHECK(triangle::size(5) == next);
}

TEST_CASE("factor and substitutions of one column and of several") {
    for (const int n : kSizes) {
        CAPTURE(n);
        Definite m(n);
        REQUIRE(triangle::cholesky(n, m.packed.data()));
        const auto rhs = numbers(n, 1);
        auto down = rhs, up = rhs;
        triangle::forward(n, m.packed.data(), down.data());
        triangle::backward(n, m.packed.data(), up.data());
        for (const int columns : kSizes) {
            const auto several = numbers(n * columns, 2);
            auto solved = several;
            triangle::forward(n, m.packed.data(), columns, solved.data());
            for (int l = 0; l < kLanes; ++l) check_equal(m.factor(l) * lane(solved, l, n), lane(several, l, n));
        }
        for (int l = 0; l < kLanes; ++l) {
            check_equal(m.factor(l) * lane(down, l, n), lane(rhs, l, n));
            check_equal(m.factor(l).transpose() * lane(up, l, n), lane(rhs, l, n));
        }
    }
}

TEST_CASE("a pivot of a triangle that is not positive in any lane is reported") {
    for (int l = 0; l < kLanes; ++l)
        for (const double pivot : {-1.0, 0.0, std::numeric_limits<double>::quiet_NaN()}) {
            Definite m(6);
            m.packed[static_cast<std::size_t>(triangle::position(6, 4, 4))][l] = pivot;
            CHECK_FALSE(triangle::cholesky(6, m.packed.data()));
        }
}

TEST_CASE("columns that begin with zeros: products, and substitution in them") {
    for (const int n : kSizes)
        for (const int columns : kSizes) {
            CAPTURE(n);
            CAPTURE(columns);
            const Stepped f(n, columns);
            const auto z = numbers(n * 6, 6), x_before = numbers(columns * 6, 7);
            const auto down = numbers(n, 8), up = numbers(columns, 9);
            auto x = x_before, up_after = up, down_after = down;
            triangle::subtract_transposed(f.of, f.packed.data(), 6, z.data(), x.data());
            triangle::subtract_transposed(f.of, f.packed.data(), down.data(), up_after.data());
            triangle::subtract_product(f.of, f.packed.data(), up.data(), down_after.data());
            Definite s(columns, 8), factor(n);
            triangle::subtract_gram(f.of, f.packed.data(), s.packed.data());
            REQUIRE(triangle::cholesky(n, factor.packed.data()));
            Stepped solved = f;
            triangle::forward_columns(f.of, factor.packed.data(), solved.packed.data());
            for (int l = 0; l < kLanes; ++l) {
                const Matrix dense = f.dense(l);
                check_equal(lane(x_before, l, columns) - dense.transpose() * lane(z, l, n), lane(x, l, columns));
                check_equal(lane(up, l, columns) - dense.transpose() * lane(down, l, n), lane(up_after, l, columns));
                check_equal(lane(down, l, n) - dense * lane(up, l, columns), lane(down_after, l, n));
                check_equal(factor.factor(l) * solved.dense(l), dense);
                const Matrix expected = s.dense[static_cast<std::size_t>(l)] - dense.transpose() * dense;
                for (int j = 0; j < columns; ++j)
                    for (int i = j; i < columns; ++i) {
                        const double packed = s.packed[static_cast<std::size_t>(triangle::position(columns, i, j))][l];
                        CHECK(packed == doctest::Approx(expected(i, j)).epsilon(kRounding));
                    }
            }
        }
}

TEST_CASE("products of columns with others and among themselves") {
    constexpr int kRows = 5, kOthers = 6, kMore = 3;
    for (const int columns : kSizes) {
        CAPTURE(columns);
        const auto a = numbers(kRows * columns, 9), b = numbers(kRows * kOthers, 10);
        const auto before = numbers(columns * kOthers, 11), gram_before = numbers(columns * (columns + kMore), 12);
        auto sums = before, gram = gram_before;
        triangle::add_products(kRows, columns, a.data(), kOthers, b.data(), sums.data());
        triangle::add_gram(kRows, columns, a.data(), columns + kMore, gram.data());
        for (int l = 0; l < kLanes; ++l) {
            const Matrix one = lane(a, l, kRows), other = lane(b, l, kRows);
            check_equal(lane(before, l, kOthers) + other.transpose() * one, lane(sums, l, kOthers));
            const Matrix difference = lane(gram, l, columns + kMore) - lane(gram_before, l, columns + kMore);
            const Matrix expected = one.transpose() * one;
            for (int i = 0; i < columns; ++i) {
                for (int j = 0; j <= i; ++j) CHECK(difference(j, i) == doctest::Approx(expected(i, j)).epsilon(1e-12));
                CHECK(difference.col(i).tail(kMore).isZero(0.0));  // between the rows
            }
        }
    }
}

TEST_CASE("rates of all weights are the largest of all pairs, whichever are passed over") {
    const Weights weights{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0};
    const auto main = numbers(400, 13), extra = numbers(400, 14);
    LaneRates rates;
    Weights expected{};
    for (std::size_t i = 0; i < main.size(); i += 2) {
        rates.raise({main[i], main[i + 1]}, {extra[i], extra[i + 1]}, weights);
        for (std::size_t k = 0; k < kWeights; ++k)
            for (int l = 0; l < kLanes; ++l)
                for (const std::size_t pair : {i, i + 1})
                    expected[k] = std::max(expected[k], main[pair][l] + weights[k] * extra[pair][l]);
    }
    for (std::size_t k = 0; k < kWeights; ++k)
        CHECK(largest(rates.most[k]) == doctest::Approx(expected[k]).epsilon(1e-15));
}
