// Damaged and forged files of this program: each mutant is refused, or read as what was written; nothing crashes or
// hangs. Bytes are damaged with the seal as it was, sealed again (a forger), and without any seal (another program's).
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "base/fnv1a.hpp"
#include "io/checkpoint/parts.hpp"
#include "io/checkpoint/stored_sampling.hpp"
#include "io/common/event_file.hpp"
#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/hdf5/seal.hpp"
#include "io/hdf5/starting_point_file.hpp"
#include "io/sweep/comparison.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "io/sweep/write_comparison.hpp"
#include "tests/unit/io/balanced_plan.hpp"
#include "tests/unit/io/hdf5_mutants.hpp"
#include "tests/unit/io/synthetic_sampling.hpp"

namespace fs = std::filesystem;
using namespace decawatt;
using test::Dice;

namespace {
struct Folder {
    fs::path path = fs::temp_directory_path() / ("decawatt_own_files_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

struct Counts {
    int refused = 0, same = 0, other = 0;
    std::string text() const { return fmt::format("{} refused, {} as written, {} other", refused, same, other); }
};

// Reads a mutant: what it holds as text, which is compared with what was written.
using Read = std::function<std::string()>;

void judge(const Read& read, const std::string& written, Counts& counts) {
    try {
        ++(read() == written ? counts.same : counts.other);
    } catch (const base::InputError& error) {
        ++counts.refused;
        CHECK(!error.faults.empty());
    } catch (const base::ResourceError& error) {
        ++counts.refused;
        CHECK(std::string(error.what()).size() > 20);
        CHECK(std::string(error.what()).find("H5") == std::string::npos);
    }
}

// A third each: damaged under its seal, damaged and sealed again, damaged without a seal; and changes of structure.
Counts fuzz(const fs::path& file, const Read& read, const char* variable, std::uint32_t seed) {
    const int count = test::mutants(variable, 80);
    const std::string whole = test::file_bytes(file), bare = test::without_seal(whole), written = read();
    Counts under_seal, all;
    for (int k = 0; k < count; ++k) {
        CAPTURE(k);
        Dice dice(seed, static_cast<std::uint32_t>(k));
        test::write_bytes(file, test::damaged_bytes(whole, dice));
        judge(read, written, under_seal);
        test::write_bytes(file, test::damaged_bytes(bare, dice));
        if (dice.below(2) == 0) test::seal_again(file);
        judge(read, written, all);
        test::write_bytes(file, whole);
        test::change_structure(file, dice);
        if (dice.below(2) == 0) test::seal_again(file);
        judge(read, written, all);
    }
    test::write_bytes(file, whole);
    CHECK(read() == written);
    CHECK(under_seal.other == 0);
    CHECK(all.refused > count / 4);
    CHECK(all.same > count / 10);
    MESSAGE(file.filename().string() << ": under its seal " << under_seal.text() << "; forged " << all.text());
    return all;
}

planning::Plan with_builds(planning::Plan plan, const model::Study& study) {
    plan.builds = {{assets::CapacityKind::plant, "solar b", 2030, 120.0},
                   {assets::CapacityKind::store_energy, "battery", 2031, 0.5}};
    const std::size_t years = plan.years.size(), contracts = study.contracts.name.size();
    plan.target_prices = {base::Series(years, contracts, 11.0), base::Series(years, contracts, 12.0),
                          base::Series(years, contracts, 13.0), std::vector<double>(years, 14.0)};
    plan.state_values = {{"content a", "content b"}, base::Series(years * 12, 2, 1.0)};
    return plan;
}

const io::Provenance kProvenance{{{"study.toml", "[study]\n", 1}, {"plants.csv", "name\n", 2}},
                                 {{"study.discount_rate", "0.05"}},
                                 "0.1.0",
                                 "gcc",
                                 "decawatt run",
                                 7,
                                 2,
                                 ""};

struct Result {
    test::BalancedPlan made = test::make_balanced_plan(1);
    io::LoadedStudy loaded;
    Result() {
        made.plan = with_builds(made.plan, made.study);
        loaded.study = made.study;
        loaded.files = kProvenance.files;
        loaded.applied = kProvenance.overrides;
    }
    void write(const fs::path& path) const { io::write_results(path, made.study, made.plan, kProvenance, {}); }
};
}  // namespace

TEST_CASE("damaged plans are never operated") {
    const Folder folder;
    const Result result;
    const fs::path file = folder.path / "plan.h5";
    result.write(file);
    const Counts all = fuzz(
        file, [&] { return io::digest_of(io::read_fixed_plan(file, result.loaded).plan); }, "DECAWATT_PLAN_MUTANTS",
        20301201);
    // Another plan is accepted only where its digest is gone as well, or was changed along with it: nobody did that.
    CHECK(all.other == 0);
}

TEST_CASE("damaged starting points do not end a run") {
    const Folder folder;
    planning::Program program;
    lp::Chain chain;
    chain.name = "2030 weather 1";
    chain.stages = 30;
    chain.A = lp::SparseMatrix(2, 2);
    chain.column_names = {"output gas", "content battery"};
    chain.row_names = {"balance north", "content"};
    program.staircase.chains = {chain, chain};
    program.staircase.border.names = {"plant sun 2030"};
    program.staircase.border.cost = lp::Vector::Zero(1);
    program.staircase.linking.names = {"emission cap 2030"};
    program.staircase.linking.rhs = lp::Vector::Zero(1);
    lp::Solution solution;
    solution.y = {lp::Matrix::Constant(2, 30, 1.5), lp::Matrix::Constant(2, 30, -2.5)};
    solution.k = lp::Vector::Constant(1, 2.5);
    solution.lambda = lp::Vector::Constant(1, -0.75);
    const fs::path file = folder.path / "start.h5";
    io::write_starting_point(file, program, solution, {});
    fuzz(
        file,
        [&] {
            const lp::NamedPoint point = io::read_starting_point(file, program);
            const lp::StartingPoint start = lp::starting_point(program.staircase, point);
            std::string text = fmt::format("{} {}", start.k.sum(), start.lambda.sum());
            for (const lp::Matrix& y : start.y) text += fmt::format(" {}", y.sum());
            return text;
        },
        "DECAWATT_START_MUTANTS", 20301202);
}

TEST_CASE("damaged cases of a sweep are not compared") {
    const Folder folder;
    const Result result;
    result.write(folder.path / "one.h5");
    result.write(folder.path / "two.h5");
    const std::string manifest = R"({"format":1,"years":[2030,2031],"file":"","cases":[)"
                                 R"({"name":"one","variant":"","overrides":[],"choices":[["a","1"]]},)"
                                 R"({"name":"two","variant":"","overrides":[],"choices":[["a","2"]]}]})";
    test::write_bytes(folder.path / "sweep.json", manifest);
    const auto read = [&] {
        const io::Comparison comparison = io::read_comparison(folder.path);
        io::write_comparison_csv(folder.path / "compare.csv", comparison);
        return test::file_bytes(folder.path / "compare.csv");
    };
    fuzz(folder.path / "two.h5", read, "DECAWATT_SWEEP_MUTANTS", 20301203);
    const int count = test::mutants("DECAWATT_SWEEP_MUTANTS", 80);
    const std::string written = read();
    Counts counts;
    io::write_unsolved(folder.path, "three",
                       {.status = "infeasible", .message = "no", .explanation = "", .origin = {}});
    const std::string unsolved = test::file_bytes(folder.path / "three.unsolved.json");
    for (int k = 0; k < count; ++k) {
        Dice dice(20301204, static_cast<std::uint32_t>(k));
        test::write_bytes(folder.path / "sweep.json", test::damaged_bytes(manifest, dice));
        judge(read, written, counts);
        test::write_bytes(folder.path / "three.unsolved.json", test::damaged_bytes(unsolved, dice));
        judge([&] { return io::read_unsolved(folder.path, "three").status; }, "infeasible", counts);
    }
    CHECK(counts.refused > count / 2);
}

TEST_CASE("damaged states of sampling runs are refused") {
    const Folder folder;
    const int count = test::mutants("DECAWATT_STATE_MUTANTS", 100);
    const adequacy::SamplingSettings settings{.samples = 40, .batch = 20, .worst_events = 20, .all_events = true};
    const adequacy::Sampling state = test::run_synthetic(settings);
    const io::RunDescription run{test::synthetic_report(), kProvenance, settings};
    const io::Identity identity = io::identify(kProvenance, settings, {}, {});
    io::write_part(folder.path, {}, identity, io::text_of(run), adequacy::state_of(state));
    const fs::path file = io::part_file(folder.path, {}), events = io::event_file(folder.path, {});
    { io::EventFile(events, identity.hash(), 0).append(state.events); }
    const auto read = [&] {
        const auto parts = io::read_parts(folder.path, std::nullopt);
        const auto description = io::run_description(parts.front().description, folder.path.string());
        const io::Joined joined = io::joined(folder.path.string(), parts, description);
        io::write_adequacy(folder.path / "adequacy.h5", description.report, description.settings, joined.whole,
                           {{events, identity.hash(), state.events.size()}}, description.provenance, {});
        return fmt::format("{}", base::fnv1a(test::file_bytes(folder.path / "adequacy.h5")));
    };
    const std::string whole = test::file_bytes(file), listed = test::file_bytes(events), written = read();
    Counts damaged, forged, of_events;
    constexpr std::size_t kSum = 8;
    for (int k = 0; k < count; ++k) {
        CAPTURE(k);
        Dice dice(20301205, static_cast<std::uint32_t>(k));
        test::write_bytes(file, test::damaged_bytes(whole, dice));
        judge(read, written, damaged);
        std::string bytes = test::damaged_bytes(whole.substr(0, whole.size() - kSum), dice);
        const std::uint64_t sum = base::fnv1a(bytes);
        test::write_bytes(file, bytes.append(reinterpret_cast<const char*>(&sum), kSum));
        try {
            judge(read, written, forged);
        } catch (const base::LogicError&) {  // counts that no run has: the program says so and ends in order
            ++forged.refused;
        }
        test::write_bytes(file, whole);
        test::write_bytes(events, test::damaged_bytes(listed, dice));
        judge(read, written, of_events);
        test::write_bytes(events, listed);
    }
    CHECK(read() == written);
    CHECK(damaged.other == 0);
    CHECK(of_events.other == 0);  // beyond the events of the state nothing is read
    CHECK(forged.refused > count / 4);
    MESSAGE("damaged " << damaged.text() << "; forged " << forged.text() << "; events " << of_events.text());
}

TEST_CASE("a seal is found where it was made, and only there") {
    const Folder folder;
    const fs::path file = folder.path / "file";
    test::write_bytes(file, "123456789");
    CHECK(io::check_seal(file) == io::Seal::none);
    io::append_seal(file);
    CHECK(io::check_seal(file) == io::Seal::whole);
    const std::string whole = test::file_bytes(file);
    REQUIRE(whole.size() == 9 + 32);
    CHECK(whole.substr(9, 16) == "decawatt seal 1\n");
    CHECK(whole.substr(33, 8) == std::string("\x26\x39\xf4\xcb\0\0\0\0", 8));  // the check value of CRC-32
    for (std::size_t place = 0; place < whole.size(); ++place)
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = whole;
            changed[place] = static_cast<char>(changed[place] ^ (1 << bit));
            test::write_bytes(file, changed);
            if (place >= 9 && place < 9 + 16)
                CHECK(io::check_seal(file) == io::Seal::none);
            else
                CHECK_THROWS_AS(io::check_seal(file), base::ResourceError);
        }
}
