// Invalid programs with one fault each: refused, with the names of row and column.
#include "lp/input_check.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <limits>

#include "base/error.hpp"
#include "lp/interior_point.hpp"
#include "support/random_program.hpp"

using namespace decawatt;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

lp::StaircaseProgram sound() {
    auto p = tests::random_program({}, 5);
    lp::Chain& c = p.chains[0];
    c.name = "2030";
    for (int i = 0; i < c.rows(); ++i) c.row_names.push_back("balance " + std::to_string(i));
    for (int j = 0; j < c.columns(); ++j) c.column_names.push_back("output " + std::to_string(j));
    for (int i = 0; i < p.border.size(); ++i) p.border.names.push_back("build " + std::to_string(i));
    for (int l = 0; l < p.linking.size(); ++l) p.linking.names.push_back("target " + std::to_string(l));
    return p;
}

struct Spoilt {
    std::function<void(lp::StaircaseProgram&)> spoil;
    std::vector<std::string> told;
};

void spoil_first(lp::SparseMatrix& m, double value) {
    REQUIRE(m.nonZeros() > 0);
    m.valuePtr()[0] = value;
}

// An entry of the first column that varies, with one unfit value; it stands where the matrix has nothing.
void spoil_stage(lp::Chain& chain, std::vector<lp::StageEntry>& entries, double value, int row = 3) {
    for (lp::SparseMatrix* m : {&chain.A, &chain.B, &chain.C, &chain.G})
        if (row < m->rows()) m->prune([&](Eigen::Index i, Eigen::Index j, double) { return i != row || j != 0; });
    entries.push_back({row, 0, lp::Vector::Ones(chain.stages)});
    entries.back().value[3] = value;
}

}  // namespace

TEST_CASE("invalid numbers are rejected with the names of row and column") {
    const std::vector<Spoilt> cases = {
        {[](auto& p) { p.chains[0].A.coeffRef(0, 0) = kNan; }, {"2030", "A", "balance 0", "output 0", "nan"}},
        {[](auto& p) { spoil_first(p.chains[0].B, kInfinity); }, {"2030", "B", "balance", "output", "inf"}},
        {[](auto& p) { spoil_first(p.chains[0].C, kNan); }, {"2030", "C", "balance", "nan"}},
        {[](auto& p) { spoil_first(p.chains[0].G, -kInfinity); }, {"2030", "G", "target", "output", "-inf"}},
        {[](auto& p) { spoil_stage(p.chains[0], p.chains[0].by_stage.A, kNan); }, {"A", "stage 3", "output 0", "nan"}},
        {[](auto& p) { spoil_stage(p.chains[0], p.chains[0].by_stage.B, kInfinity); }, {"B", "stage 3", "balance 3"}},
        {[](auto& p) { spoil_stage(p.chains[0], p.chains[0].by_stage.C, kNan); }, {"C", "stage 3", "balance 3", "nan"}},
        {[](auto& p) { spoil_stage(p.chains[0], p.chains[0].by_stage.G, kNan, 1); }, {"G", "stage 3", "target 1"}},
        {[](auto& p) { spoil_first(p.chains[0].border_map, kNan); }, {"border map", "build 0", "nan"}},
        {[](auto& p) { spoil_first(p.chains[0].border_map, -1.0); }, {"border map", "build 0", "-1"}},
        {[](auto& p) { p.chains[0].border_offset[1] = -2.0; }, {"offset", "1", "-2"}},
        {[](auto& p) { p.chains[0].cost(2, 3) = kNan; }, {"cost", "output 2", "stage 3"}},
        {[](auto& p) { p.chains[0].rhs(1, 4) = kInfinity; }, {"right-hand side", "balance 1", "stage 4"}},
        {[](auto& p) { p.chains[0].upper(3, 5) = kInfinity; }, {"output 3", "stage 5", "how large"}},
        {[](auto& p) { p.chains[0].upper(3, 5) = kNan; }, {"output 3", "stage 5", "nan"}},
        {[](auto& p) { p.chains[0].upper(3, 5) = -1e-12; }, {"output 3", "stage 5", "below"}},
        {[](auto& p) { p.border.cost[1] = kNan; }, {"build 1", "cost"}},
        {[](auto& p) { p.border.upper[1] = kInfinity; }, {"build 1", "how large"}},
        {[](auto& p) { p.border.lower[1] = kNan; }, {"build 1", "bound is nan"}},
        {[](auto& p) { p.border.lower[1] = 3.0, p.border.upper[1] = 2.0; },
         {"build 1", "lower bound 3 above upper bound 2"}},
        {[](auto& p) { p.border.lower[1] = -1.0; }, {"build 1", "negative"}},
        {[](auto& p) { p.linking.rhs[1] = kNan; }, {"target 1", "right-hand side"}},
        {[](auto& p) { p.linking.H.coeffRef(1, 2) = kInfinity; }, {"target 1", "build 2", "inf"}},
    };
    CHECK(lp::input_fault(sound()).empty());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto p = sound();
        cases[i].spoil(p);
        const auto solution = lp::solve(p, {}, {});
        CAPTURE(i);
        CAPTURE(solution.message);
        CHECK(solution.status == lp::Status::invalid_input);
        for (const std::string& word : cases[i].told) CHECK(solution.message.find(word) != std::string::npos);
    }
}

TEST_CASE("without names the numbers of row and column are reported") {
    auto p = tests::random_program({}, 5);
    p.chains[0].upper(3, 5) = -1.0;
    CHECK(lp::input_fault(p).find("column 3 in stage 5") != std::string::npos);
}

TEST_CASE("inconsistent sizes are a LogicError, not a crash") {
    const std::vector<std::function<void(lp::StaircaseProgram&)>> cases = {
        [](auto& p) { p.chains[0].B.conservativeResize(p.chains[0].rows() - 1, p.chains[0].columns()); },
        [](auto& p) { p.chains[0].C.conservativeResize(p.chains[0].rows(), 0); },
        [](auto& p) { p.chains[0].G.conservativeResize(0, p.chains[0].columns()); },
        [](auto& p) { p.chains[0].cost.conservativeResize(Eigen::NoChange, 2); },
        [](auto& p) { p.chains[0].rhs.conservativeResize(Eigen::NoChange, 3); },
        [](auto& p) { p.chains[0].upper.conservativeResize(1, Eigen::NoChange); },
        [](auto& p) { p.chains[0].scaled_by.pop_back(); },
        [](auto& p) { p.chains[0].scaled_by[0] = p.chains[0].local_border(); },
        [](auto& p) { p.chains[0].scaled_by[0] = -2; },
        [](auto& p) { p.chains[0].border_offset.conservativeResize(1); },
        [](auto& p) { p.chains[0].stages = 0; },
        [](auto& p) { p.chains[0].start_from_zero = {p.chains[0].columns()}; },
        [](auto& p) {
            p.chains[0].by_stage.C = {{p.chains[0].rows(), 0, lp::Vector::Ones(p.chains[0].stages)}};
        },
        [](auto& p) {
            p.chains[0].by_stage.B = {{0, -1, lp::Vector::Ones(p.chains[0].stages)}};
        },
        [](auto& p) {
            p.chains[0].by_stage.B = {{0, 0, lp::Vector::Ones(p.chains[0].stages - 1)}};
        },
        [](auto& p) {
            p.chains[0].by_stage.A = {{0, 0, lp::Vector::Ones(p.chains[0].stages)}};
        },  // A has one there
        [](auto& p) {
            const lp::StageEntry entry{0, 0, lp::Vector::Ones(p.chains[0].stages)};
            p.chains[0].by_stage.B = {entry, entry};
        },
        [](auto& p) { p.border.lower.conservativeResize(1); },
        [](auto& p) { p.linking.sense.pop_back(); },
        [](auto& p) { p.linking.H.conservativeResize(p.linking.size(), 1); },
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(i);
        auto p = sound();
        cases[i](p);
        CHECK_THROWS_AS(lp::solve(p, {}, {}), base::LogicError);
    }
}
