#include "app/size.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <thread>

#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "unit/app/short_study.hpp"
#include "unit/app/temporary_folder.hpp"

using namespace decawatt;
using app::test::short_study;
using app::test::TemporaryFolder;

namespace {

// Covers dispatch too: a difference in any hour changes the sums of its year.
void check_same(const planning::Plan& a, const planning::Plan& b) {
    CHECK(a.objective == b.objective);
    CHECK(a.iterations == b.iterations);
    REQUIRE(a.summary.size() == b.summary.size());
    for (std::size_t y = 0; y < a.summary.size(); ++y) {
        CHECK(a.summary[y].fleet_generation_mwh == b.summary[y].fleet_generation_mwh);
        CHECK(a.summary[y].region_mean_price_per_mwh == b.summary[y].region_mean_price_per_mwh);
    }
}

}  // namespace

TEST_CASE("a study in memory is solved with the threads of the call, and the number is restored afterwards") {
    const parallel::ThreadCount mine(2);
    const app::Sized sized = app::size(short_study(), {.threads = 3});
    CHECK(parallel::threads() == 2);
    REQUIRE(sized.sized());
    CHECK(sized.plan->threads == 3);
    CHECK(sized.plan->objective > 0.0);
    CHECK(sized.plan->certificate.relative_gap < 1e-6);
    CHECK_FALSE(sized.explanation);
    CHECK(sized.plan->timing.solve_s > 0.0);
    CHECK_THROWS_AS(app::size(short_study(), {.threads = 5, .warm_start = "/nowhere/start.h5"}), base::ResourceError);
    CHECK(parallel::threads() == 2);
}

TEST_CASE("two studies are solved simultaneously, each with its own threads, with the same bits as alone") {
    const app::Sized alone = app::size(short_study(), {.threads = 2});
    const app::Sized large_alone = app::size(short_study({{"data_centers.hub.it_scale", "1.1"}}), {.threads = 1});
    REQUIRE(alone.sized());
    REQUIRE(large_alone.sized());
    app::Sized small, large;
    std::thread first([&] { small = app::size(short_study(), {.threads = 1}); });
    std::thread second([&] { large = app::size(short_study({{"data_centers.hub.it_scale", "1.1"}}), {.threads = 3}); });
    first.join();
    second.join();
    REQUIRE(small.sized());
    REQUIRE(large.sized());
    CHECK(small.plan->threads == 1);
    CHECK(large.plan->threads == 3);
    check_same(*small.plan, *alone.plan);
    check_same(*large.plan, *large_alone.plan);
    CHECK(large.plan->objective > small.plan->objective);
}

TEST_CASE("progress is reported on the calling thread, phase by phase, and stops the work") {
    const auto caller = std::this_thread::get_id();
    std::set<std::string> phases;
    const base::Progress listen = [&](const std::string& phase, double done, const std::string&) {
        CHECK(std::this_thread::get_id() == caller);
        CHECK(done >= 0.0);
        CHECK(done <= 1.0);
        phases.insert(phase);
        return true;
    };
    REQUIRE(app::size(short_study(), {.threads = 3}, listen).sized());
    CHECK(phases.contains("profiles"));
    CHECK(phases.contains("solving"));
    for (const char* last : {"profiles", "solving"})
        CHECK_THROWS_AS(app::size(short_study(), {.threads = 2},
                                  [&](const std::string& phase, double, const std::string&) { return phase != last; }),
                        base::Interrupted);
}

TEST_CASE("an infeasible study is not an error: it has an explanation instead of a plan") {
    const app::Sized sized = app::size(short_study({{"data_centers.hub.it_scale", "400"}}), {.threads = 2});
    CHECK_FALSE(sized.sized());
    CHECK_FALSE(sized.plan);
    REQUIRE(sized.explanation);
    CHECK(sized.explanation->proven_infeasible);
    CHECK_FALSE(sized.explanation->violations.empty());
}

TEST_CASE("faults of the data and missing files are errors of base") {
    CHECK_THROWS_AS(short_study({{"data_centers.hub.no_such_column", "1"}}), base::InputError);
    CHECK_THROWS_AS(io::read_study({.path = "/nowhere", .variant = {}, .overrides = {}}), base::ResourceError);
    const app::Sized sized = app::size(short_study(), {.threads = 1});
    CHECK_THROWS_AS(app::write_results("/nowhere/plan.h5", sized.study.loaded, *sized.plan), base::ResourceError);
}

TEST_CASE("a saved starting point can be used, and the program is exported") {
    const TemporaryFolder folder;
    const std::string start = folder.file("start.h5"), mps = folder.file("program.mps");
    const app::Sized cold = app::size(short_study(), {.threads = 2});
    app::save_start(start, cold);
    const app::Sized warm = app::size(short_study(), {.threads = 2, .warm_start = start});
    REQUIRE(warm.sized());
    CHECK(warm.plan->iterations < cold.plan->iterations);
    CHECK(warm.plan->objective == doctest::Approx(cold.plan->objective).epsilon(1e-5));
    const io::MpsSize size = app::export_mps(mps, cold.study);
    CHECK(size.rows > 0);
    CHECK(std::filesystem::file_size(mps) > 0);
}
