// Starting points written to a file and read back, in the units of another program.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "io/hdf5/starting_point_file.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {

planning::Program program_of(double power_mw, double money) {
    planning::Program program;
    program.power_unit_mw = power_mw;
    program.money_unit = money;
    lp::Chain chain;
    chain.name = "2030 weather 1";
    chain.stages = 3;
    chain.A = lp::SparseMatrix(1, 2);
    chain.column_names = {"output gas", "content battery"};
    chain.row_names = {"balance north"};
    program.staircase.chains = {chain, chain};
    program.staircase.chains[1].name = "2031 weather 1";
    program.staircase.border.names = {"plant sun 2030"};
    program.staircase.border.cost = lp::Vector::Zero(1);
    program.staircase.linking.names = {"emission cap 2030"};
    program.staircase.linking.rhs = lp::Vector::Zero(1);
    return program;
}

}  // namespace

TEST_CASE("a starting point is read back in the units of the program") {
    const fs::path path = fs::temp_directory_path() / ("decawatt_start_" + std::to_string(::getpid()) + ".h5");
    const planning::Program before = program_of(100.0, 5000.0), now = program_of(1000.0, 8000.0);
    lp::Solution solution;
    solution.y = {lp::Matrix{{1.0, -2.0, 3.0}}, lp::Matrix{{7.0, 8.0, 9.0}}};
    solution.k = lp::Vector::Constant(1, 2.5);
    solution.lambda = lp::Vector::Constant(1, -0.75);
    io::write_starting_point(path, before, solution, {});
    const lp::NamedPoint point = io::read_starting_point(path, now);
    const lp::StartingPoint start = lp::starting_point(now.staircase, point);
    fs::remove(path);
    CHECK(lp::known_share(start) == 1.0);
    constexpr double kSingle = 1e-6;  // relative precision of a float, with a margin
    const double dual = 5000.0 / 100.0 / (8000.0 / 1000.0);
    for (std::size_t c = 0; c < 2; ++c) {
        CHECK((start.y[c] - dual * solution.y[c]).cwiseAbs().maxCoeff() < 100.0 * kSingle);
    }
    CHECK(start.k[0] == doctest::Approx(0.25));
    CHECK(start.lambda[0] == doctest::Approx(-0.75 * 5000.0 / 8000.0));
}

TEST_CASE("a file that is not a starting point is rejected by name") {
    try {
        io::read_starting_point("/nowhere/start.h5", program_of(1.0, 1.0));
        FAIL("read from nowhere");
    } catch (const base::ResourceError& error) {
        CHECK(std::string(error.what()).find("/nowhere/start.h5") != std::string::npos);
    }
}
