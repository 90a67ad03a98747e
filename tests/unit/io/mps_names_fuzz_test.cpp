// Names of a study in an MPS file: bytes of any kind, long names, and names that differ only where an MPS file cannot
// say so. Another solver reads every row and column under a name of its own, and finds the same minimum cost.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "io/mps/write_mps.hpp"
#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"
#include "tests/unit/io/mutants.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {

std::string any_bytes(test::Dice& dice, std::size_t longest) {
    std::string text;
    const std::size_t length = dice.below(longest + 1);
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(dice.below(256));
    return text;
}

// Names that other entries are given by the writer, words that mean something in an MPS file, near copies of the last.
std::string hostile_name(test::Dice& dice, const std::string& last) {
    static const std::vector<std::string> words = {
        "",       "cost",   "row 1", "column 1", "limit column 1", "linking 1", "RHS", "BND",   "ROWS",
        "ENDATA", "MARKER", "*",     "$ a ",     "border 1",       "a\nb",      "-",   "1e308", "a.h0001"};
    switch (dice.below(5)) {
        case 0:
            return words[dice.below(words.size())];
        case 1:
            return any_bytes(dice, 400);
        case 2:
            return any_bytes(dice, 4);
        case 3:
            return last + (dice.below(2) == 0 ? "_2" : " \xEA\xB0\x80");
        default:
            return last;
    }
}

std::vector<std::string> hostile_names(test::Dice& dice, int count) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back(hostile_name(dice, names.empty() ? "gas" : names.back()));
    return names;
}

lp::StaircaseProgram program_of_hostile_names(test::Dice& dice, std::uint32_t seed) {
    lp::StaircaseProgram program = tests::random_program({.chains = 2, .stages = 3}, seed);
    for (lp::Chain& chain : program.chains) {
        chain.name = hostile_name(dice, "2035");
        chain.row_names = hostile_names(dice, chain.rows());
        chain.column_names = hostile_names(dice, chain.columns());
    }
    program.border.names = hostile_names(dice, program.border.size());
    program.linking.names = hostile_names(dice, program.linking.size());
    return program;
}

void expect_distinct(const std::vector<std::string>& names, long count) {
    CHECK(std::ssize(names) == count);
    CHECK(std::ssize(std::set<std::string>(names.begin(), names.end())) == count);
}

}  // namespace

TEST_CASE("names of any bytes: another solver reads every row and column of an MPS file") {
    const fs::path path = fs::temp_directory_path() / ("decawatt_mps_names_" + std::to_string(::getpid()));
    const int count = test::mutants("DECAWATT_MPS_MUTANTS", 300);
    for (int n = 0; n < count; ++n) {
        CAPTURE(n);
        test::Dice dice(20301205, static_cast<std::uint32_t>(n));
        const auto program = program_of_hostile_names(dice, static_cast<std::uint32_t>(1 + n % 50));
        const io::MpsSize size =
            io::write_mps(path, program, {hostile_name(dice, "title"), {any_bytes(dice, 300)}}, {});
        const tests::MpsResult read = tests::solve_mps_with_clp(path);
        REQUIRE(read.faults == 0);
        expect_distinct(read.row_names, size.rows);
        expect_distinct(read.column_names, size.columns);
        REQUIRE(read.optimal);
        // Clp solves both; only the order of the rows differs, within its tolerance of 1e-9.
        CHECK(read.objective == doctest::Approx(tests::solve_with_clp(program).objective).epsilon(1e-8));
    }
    fs::remove(path);
}
