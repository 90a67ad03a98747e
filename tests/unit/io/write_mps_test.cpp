// The program as an MPS file: by hand, and read by another solver.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "io/mps/mps_names.hpp"
#include "io/mps/write_mps.hpp"
#include "lp/interior_point.hpp"
#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"

using namespace decawatt;

namespace {

namespace fs = std::filesystem;

// A folder of its own that goes when the test ends.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "decawatt-mps-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(path_); }
    fs::path file(const std::string& name) const { return path_ / name; }
    std::set<std::string> entries() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(path_)) names.insert(entry.path().filename());
        return names;
    }

  private:
    fs::path path_;
};

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

lp::SparseMatrix sparse(const lp::Matrix& dense) {
    return dense.sparseView();
}

// Two hours of a battery and a plant: content_t - content_{t-1} / 2 + C κ = b, plant ≤ 3, content ≤ u κ with
// κ = 2 k + 1, one linking row over both hours and k.
lp::StaircaseProgram two_hours(bool cyclic) {
    lp::Chain c;
    c.stages = 2;
    c.cyclic = cyclic;
    c.A = sparse((lp::Matrix(1, 2) << 1.0, -1.0).finished());
    c.B = sparse((lp::Matrix(1, 2) << 0.0, 0.5).finished());
    c.C = sparse(lp::Matrix::Constant(1, 1, 0.25));
    c.G = sparse((lp::Matrix(1, 2) << 4.0, 0.0).finished());
    c.cost = (lp::Matrix(2, 2) << 7.0, 8.0, 0.0, 0.0).finished();
    c.rhs = (lp::Matrix(1, 2) << 1.0 / 3.0, 0.25).finished();
    c.upper = (lp::Matrix(2, 2) << 3.0, 0.0, 0.1, 0.0).finished();
    c.scaled_by = {lp::kFixedBound, 0};
    c.border_map = sparse(lp::Matrix::Constant(1, 1, 2.0));
    c.border_offset = lp::Vector::Constant(1, 1.0);
    c.name = "2035w1";
    c.row_names = {"balance honam"};
    c.column_names = {"output gas", "content hub battery"};
    lp::StaircaseProgram p;
    p.chains = {c};
    p.border = {lp::Vector::Constant(1, 5.0), lp::Vector::Constant(1, 0.5), lp::Vector::Constant(1, 6.0), {"battery"}};
    p.linking = {sparse(lp::Matrix::Constant(1, 1, -9.0)),
                 lp::Vector::Constant(1, 11.0),
                 {lp::Sense::at_least},
                 {"clean energy"}};
    p.objective_offset = 12.5;
    return p;
}

constexpr const char* kTwoHours = R"(* a study
* minimise; the objective has the constant 12.5, which is minus the right-hand side of its row
NAME two_hours FREE
ROWS
 N cost
 E balance_honam.2035w1.h0000
 L limit_content_hub_battery.2035w1.h0000
 E balance_honam.2035w1.h0001
 G clean_energy
COLUMNS
 output_gas.2035w1.h0000 cost 7
 output_gas.2035w1.h0000 balance_honam.2035w1.h0000 1
 output_gas.2035w1.h0000 clean_energy 4
 content_hub_battery.2035w1.h0000 cost 0
 content_hub_battery.2035w1.h0000 balance_honam.2035w1.h0000 -1
 content_hub_battery.2035w1.h0000 balance_honam.2035w1.h0001 0.5
 content_hub_battery.2035w1.h0000 limit_content_hub_battery.2035w1.h0000 1
 output_gas.2035w1.h0001 cost 8
 output_gas.2035w1.h0001 balance_honam.2035w1.h0001 1
 output_gas.2035w1.h0001 clean_energy 4
 content_hub_battery.2035w1.h0001 cost 0
 content_hub_battery.2035w1.h0001 balance_honam.2035w1.h0001 -1
 content_hub_battery.2035w1.h0001 balance_honam.2035w1.h0000 0.5
 battery cost 5
 battery clean_energy -9
 battery balance_honam.2035w1.h0000 0.5
 battery limit_content_hub_battery.2035w1.h0000 -0.2
 battery balance_honam.2035w1.h0001 0.5
RHS
 RHS cost -12.5
 RHS balance_honam.2035w1.h0000 0.08333333333333331
 RHS limit_content_hub_battery.2035w1.h0000 0.1
 RHS clean_energy 11
BOUNDS
 UP BND output_gas.2035w1.h0000 3
 FX BND output_gas.2035w1.h0001 0
 FX BND content_hub_battery.2035w1.h0001 0
 LO BND battery 0.5
 UP BND battery 6
ENDATA
)";

void expect_unique(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

// Written, read by Clp, solved by Clp: the same size and the same least cost as the program's own flat form.
void round_trip(const tests::RandomShape& shape, std::uint32_t seed, const Folder& folder) {
    CAPTURE(seed);
    auto program = tests::random_program(shape, seed);
    program.objective_offset = 3.75 - static_cast<double>(seed);
    const fs::path path = folder.file("program.mps");
    const io::MpsSize size = io::write_mps(path, program, {"random", {}}, {});
    const tests::MpsResult read = tests::solve_mps_with_clp(path);
    REQUIRE(read.faults == 0);
    CHECK(std::ssize(read.row_names) == size.rows);
    CHECK(std::ssize(read.column_names) == size.columns);
    expect_unique(read.row_names);
    expect_unique(read.column_names);
    const auto flat = tests::solve_with_clp(program);
    REQUIRE(read.optimal);
    REQUIRE(flat.optimal);
    // The same simplex method on the same numbers: what differs is the order of rows, within Clp's tolerance of 1e-9.
    CHECK(read.objective == doctest::Approx(flat.objective).epsilon(1e-8));
    const auto ours = lp::solve(program, {}, {});
    REQUIRE(ours.status == lp::Status::optimal);
    CHECK(ours.certificate.primal_objective == doctest::Approx(read.objective).epsilon(2e-6));  // gap 1e-6
}

}  // namespace

TEST_CASE("a program of two hours, word for word") {
    const Folder folder;
    const fs::path path = folder.file("two_hours.mps");
    const io::MpsSize size = io::write_mps(path, two_hours(true), {"two hours", {"a\nstudy"}}, {});
    CHECK(text_of(path) == kTwoHours);
    CHECK(size.rows == 4);
    CHECK(size.columns == 5);
    CHECK(size.entries == 13);
    CHECK(folder.entries() == std::set<std::string>{"two_hours.mps"});
}

TEST_CASE("a chain that starts from zero has no entry in the hour before its first") {
    const Folder folder;
    io::write_mps(folder.file("cyclic"), two_hours(true), {"two hours", {}}, {});
    io::write_mps(folder.file("from_zero"), two_hours(false), {"two hours", {}}, {});
    std::string cyclic = text_of(folder.file("cyclic"));
    const std::string around = " content_hub_battery.2035w1.h0001 balance_honam.2035w1.h0000 0.5\n";
    REQUIRE(cyclic.find(around) != std::string::npos);
    cyclic.erase(cyclic.find(around), around.size());
    CHECK(text_of(folder.file("from_zero")) == cyclic);
    lp::StaircaseProgram one_column = two_hours(true);
    one_column.chains[0].start_from_zero = {1};
    io::write_mps(folder.file("one_column"), one_column, {"two hours", {}}, {});
    CHECK(text_of(folder.file("one_column")) == cyclic);
}

TEST_CASE("another solver reads what was written and finds the same least cost") {
    const Folder folder;
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        round_trip({}, seed, folder);
        round_trip({.chains = 2, .columns = 16, .border = 4, .fixed = true}, seed, folder);
        round_trip({.states = 3, .cyclic = false}, seed, folder);
        round_trip({.border = 0, .links = 0}, seed, folder);
        round_trip({.stages = 1}, seed, folder);  // cyclic: A and B in one place
        round_trip({.stages = 2}, seed, folder);
        round_trip({.states = 3, .from_zero = 0.5}, seed, folder);
        round_trip({.chains = 2, .states = 3, .by_stage = 0.4}, seed, folder);
        round_trip({.stages = 1, .by_stage = 0.4}, seed, folder);
        round_trip({.stages = 1, .from_zero = 0.5}, seed, folder);
    }
}

TEST_CASE("words of a file") {
    CHECK(io::mps_word("output metropolitan gas") == "output_metropolitan_gas");
    CHECK(io::mps_word(" + gas, (new) \t2.5 MW\n") == "gas_new_2_5_MW");
    CHECK(io::mps_word("\xED\x98\xB8\xEB\x82\xA8") == "");  // Korean letters
    CHECK(io::mps_word(std::string(200, 'x')) == std::string(60, 'x'));
    io::UniqueWords words;
    CHECK(words.add("gas 2") == "gas_2");
    CHECK(words.add("gas") == "gas");
    CHECK(words.add("gas") == "gas_3");
    CHECK(words.add("Gas") == "Gas");
}

TEST_CASE("names that collide, hold blanks or foreign letters, or are too long") {
    const Folder folder;
    lp::StaircaseProgram p = two_hours(true);
    p.chains[0].column_names = {std::string(300, 'c') + "1", std::string(300, 'c') + "2"};
    p.chains[0].row_names = {"limit " + std::string(300, 'c') + "2"};  // the name that a limit's row would take
    p.linking.names = {"cost"};                                        // that of the objective
    p.border.names = {"\xED\x98\xB8\xEB\x82\xA8 *$"};
    p.chains.push_back(p.chains[0]);
    io::write_mps(folder.file("p.mps"), p, {"", {}}, {});
    const tests::MpsResult read = tests::solve_mps_with_clp(folder.file("p.mps"));
    REQUIRE(read.faults == 0);
    CHECK(read.row_names.size() == 7);
    CHECK(read.column_names.size() == 9);
    CHECK(read.row_names.back() == "cost_2");
    CHECK(read.column_names.back() == "border_1");
    expect_unique(read.row_names);
    expect_unique(read.column_names);
}

TEST_CASE("a file that cannot be written, a stop, a number that is none: nothing new is left") {
    const Folder folder;
    CHECK_THROWS_WITH_AS(io::write_mps(folder.file("none/p.mps"), two_hours(true), {"p", {}}, {}),
                         doctest::Contains("No such file or directory"), base::ResourceError);
    fs::create_directory(folder.file("folder"));
    CHECK_THROWS_AS(io::write_mps(folder.file("folder"), two_hours(true), {"p", {}}, {}), base::ResourceError);
    std::ofstream(folder.file("p.mps")) << "older";
    const auto stop = [](const std::string&, double, const std::string&) { return false; };
    const auto long_program = tests::random_program({.stages = 600}, 1);
    CHECK_THROWS_AS(io::write_mps(folder.file("p.mps"), long_program, {"p", {}}, stop), base::Interrupted);
    auto broken = two_hours(true);
    broken.chains[0].rhs(0, 1) = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(io::write_mps(folder.file("p.mps"), broken, {"p", {}}, {}), base::LogicError);
    CHECK(text_of(folder.file("p.mps")) == "older");
    CHECK(folder.entries() == std::set<std::string>{"folder", "p.mps"});
}
