// Solutions of one program as starting points of another, matched by name.
#include "lp/starting_point.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using lp::Matrix, lp::Vector;

namespace {

lp::StaircaseProgram program_of(std::vector<std::string> chains, std::vector<std::string> columns,
                                std::vector<std::string> rows, std::vector<std::string> border, int stages = 2) {
    lp::StaircaseProgram program;
    for (const std::string& name : chains) {
        lp::Chain chain;
        chain.name = name;
        chain.stages = stages;
        chain.A = lp::SparseMatrix(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
        chain.column_names = columns;
        chain.row_names = rows;
        program.chains.push_back(chain);
    }
    program.border.names = std::move(border);
    program.border.cost = Vector::Zero(static_cast<Eigen::Index>(program.border.names.size()));
    program.linking.names = {"cap"};
    program.linking.rhs = Vector::Zero(1);
    return program;
}

lp::Solution solution_of(const lp::StaircaseProgram& program) {
    lp::Solution solution;
    double next = 1.0;
    const auto filled = [&](Eigen::Index rows, Eigen::Index columns) {
        Matrix values(rows, columns);
        for (Eigen::Index j = 0; j < columns; ++j)
            for (Eigen::Index i = 0; i < rows; ++i) values(i, j) = next++;
        return values;
    };
    for (const lp::Chain& chain : program.chains) {
        solution.y.push_back(filled(chain.rows(), chain.stages));
    }
    solution.k = filled(program.border.size(), 1);
    solution.lambda = filled(1, 1);
    return solution;
}

}  // namespace

TEST_CASE("a program with the same names reuses all values") {
    const auto program = program_of({"2030", "2031"}, {"gas", "sun"}, {"balance"}, {"sun 2030"});
    const auto solution = solution_of(program);
    const auto start = lp::starting_point(program, lp::named_point(program, solution));
    CHECK(lp::known_share(start) == 1.0);
    CHECK(start.y[0] == solution.y[0]);
    CHECK(start.k == solution.k);
    CHECK(start.lambda == solution.lambda);
}

TEST_CASE("new entries are unknown, moved ones are found, equal names keep their order") {
    const auto before = program_of({"2030", "2031"}, {"gas", "sun", "sun"}, {"balance", "content"}, {"a", "b"});
    const auto solution = solution_of(before);
    const auto now = program_of({"2031", "2032"}, {"sun", "wind", "sun", "gas"}, {"content"}, {"b", "c"});
    const auto start = lp::starting_point(now, lp::named_point(before, solution));
    CHECK(start.y[0].row(0) == solution.y[1].row(1));
    CHECK(std::isnan(start.y[1](0, 0)));
    CHECK(start.k[0] == solution.k[1]);
    CHECK(std::isnan(start.k[1]));
    CHECK(lp::known_share(start) == doctest::Approx((2.0 + 1.0 + 1.0) / (4.0 + 2.0 + 1.0)));
}

TEST_CASE("a chain with another length does not match; inconsistent shapes are a bug") {
    const auto before = program_of({"2030"}, {"gas"}, {"balance"}, {});
    auto solution = solution_of(before);
    const auto longer = program_of({"2030"}, {"gas"}, {"balance"}, {}, 3);
    CHECK(std::isnan(lp::starting_point(longer, lp::named_point(before, solution)).y[0](0, 0)));
    solution.y[0] = Matrix::Zero(1, 5);
    CHECK_THROWS(lp::named_point(before, solution));
}
