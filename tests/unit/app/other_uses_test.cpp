// The use cases beside sizing, one after the other as a person would use them.
#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "app/adequacy.hpp"
#include "app/check.hpp"
#include "app/compare.hpp"
#include "app/dispatch.hpp"
#include "app/merge.hpp"
#include "app/sampling_run.hpp"
#include "app/size.hpp"
#include "app/sweep.hpp"
#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "unit/app/short_study.hpp"
#include "unit/app/temporary_folder.hpp"

using namespace decawatt;
using app::test::short_study;
using app::test::TemporaryFolder;

namespace {

const std::vector<io::Override> kFewWeatherYears = {{"adequacy.weather_years", "2"}};

app::SamplingRunSettings run_settings(const std::string& folder, std::uint64_t samples, io::Part part = {}) {
    app::SamplingRunSettings settings;
    settings.folder = folder;
    settings.sampling.samples = samples;
    settings.sampling.batch = 10;
    settings.part = part;
    return settings;
}

// Not a bit of difference in what a run tells of each year.
void check_same(const adequacy::Sampling& a, const adequacy::Sampling& b) {
    CHECK(a.tally.samples() == b.tally.samples());
    for (std::size_t y = 0; y < a.tally.years(); ++y) {
        CHECK(a.tally.of(adequacy::Metric::energy, y, 0).mean == b.tally.of(adequacy::Metric::energy, y, 0).mean);
        CHECK(a.tally.of(adequacy::Metric::hours, y, 0).error == b.tally.of(adequacy::Metric::hours, y, 0).error);
    }
}

}  // namespace

TEST_CASE("a check tells what data centres draw and what is unusual") {
    const parallel::ThreadCount mine(2);
    const app::Checked checked = app::check(short_study(), {.threads = 3});
    CHECK(parallel::threads() == 2);
    REQUIRE(checked.draws.size() == checked.loaded.study.data_centers.name.size());
    CHECK(checked.draws[0][0].peak_mw >= checked.draws[0][0].mean_mw);
    CHECK(app::check(short_study(), {.threads = 1, .warnings = false}).warnings.open.empty());
}

TEST_CASE("a plan that is written is dispatched in its own weather at the cost that it was sized for") {
    const TemporaryFolder folder;
    const std::string plan = folder.file("plan.h5"), out = folder.file("dispatch.h5");
    const app::Sized sized = app::size(short_study(), {.threads = 2});
    app::write_results(plan, sized.study.loaded, *sized.plan);
    const app::Dispatched dispatched = app::dispatch(short_study(), {.plan = plan, .threads = 3});
    REQUIRE(dispatched.solved());
    CHECK(dispatched.operation.plan.threads == 3);
    CHECK(dispatched.operation.plan.objective == doctest::Approx(sized.plan->objective).epsilon(1e-5));
    app::write_dispatch(out, dispatched);
    CHECK(std::filesystem::exists(out));
    CHECK_THROWS_AS(app::dispatch(short_study(), {.plan = plan, .window_h = 24, .step_h = 48}), base::InputError);
    CHECK_THROWS_AS(
        app::dispatch(short_study(), {.plan = plan},
                      [](const std::string& phase, double, const std::string&) { return phase != "operate"; }),
        base::Interrupted);
}

TEST_CASE("sampling in memory, in a folder and in parts is the same, for any number of threads") {
    const TemporaryFolder folder;
    const app::AdequacyStudy study(short_study(kFewWeatherYears), {.threads = 1});
    const app::AdequacySystem system = app::assemble(study);
    const adequacy::SamplingSettings settings = run_settings("", 40).sampling;
    const adequacy::Sampling one = app::sample(study, system, settings);
    const app::AdequacyStudy with_threads(short_study(kFewWeatherYears), {.threads = 3});
    check_same(app::sample(with_threads, app::assemble(with_threads), settings), one);

    app::SamplingRun whole(study, run_settings(folder.file("whole"), 40));
    CHECK_FALSE(whole.begin().is_finished);
    const app::Sampled sampled = whole.sample(system);
    CHECK_FALSE(sampled.stopped);
    check_same(sampled.state, one);
    for (const std::uint64_t number : {1U, 2U}) {
        app::SamplingRun part(study, run_settings(folder.file("parts"), 40, {number, 2}));
        part.begin();
        CHECK(part.sample(system).samples_done == 20);
    }
    check_same(app::merge(folder.file("parts")).whole, one);
    CHECK_THROWS_AS(app::merge(folder.file("nowhere")), base::ResourceError);
}

TEST_CASE("sampling that is stopped goes on from its checkpoint to the same end") {
    const TemporaryFolder folder;
    const app::AdequacyStudy study(short_study(kFewWeatherYears), {.threads = 2});
    const app::AdequacySystem system = app::assemble(study);
    app::SamplingRunSettings settings = run_settings(folder.file("run"), 40);
    const base::Progress stop_at_half = [](const std::string&, double done, const std::string&) { return done < 0.5; };
    {
        app::SamplingRun run(study, settings);
        run.begin();
        const app::Sampled sampled = run.sample(system, stop_at_half);
        CHECK(sampled.stopped);
        CHECK(sampled.samples_done == 20);
    }
    settings.start = io::RunFolder::Start::checkpoint;
    app::SamplingRun again(study, settings);
    CHECK(again.begin().note == "goes on from the last checkpoint");
    const app::Sampled rest = again.sample(system);
    CHECK(rest.sampled == 20);
    check_same(rest.state, app::sample(study, system, settings.sampling));
    CHECK_THROWS_AS(app::sample(study, system, settings.sampling, stop_at_half), base::Interrupted);
    CHECK_THROWS_AS(app::expect_place(study.study(), "Nowhere"), base::InputError);
}

TEST_CASE("a sweep sizes its cases, one call of its callbacks at a time, and keeps what is there") {
    const TemporaryFolder folder;
    const std::string file = folder.file("sweep.toml");
    std::ofstream(file) << "study = \"" DECAWATT_SOURCE_DIR
                           "/scenarios/minimal\"\n"
                           "[[case]]\nname = \"small\"\nset = { \"horizon.hours_per_year\" = 336 }\n"
                           "[[case]]\nname = \"large\"\nset = { \"horizon.hours_per_year\" = 336, "
                           "\"data_centers.hub.it_scale\" = 1.1 }\n";
    const app::SweepSettings settings{
        .file = file, .folder = folder.file("out"), .allow_outside = true, .at_once = 2, .threads = 2};
    std::atomic<int> inside = 0;
    int finished = 0;
    const app::SweepCallbacks callbacks{
        .progress =
            [&](const std::string&, const std::string&, double) {
                CHECK(++inside == 1);
                --inside;
                return true;
            },
        .finished = [&](const app::CaseOutcome& outcome) { finished += outcome.solved() ? 1 : 0; }};
    const app::SweepResult result = app::sweep(settings, callbacks);
    CHECK(finished == 2);
    REQUIRE(result.cases.size() == 2);
    CHECK(result.cases[0].name == "small");
    CHECK(result.cases[1].objective > result.cases[0].objective);
    const app::SweepResult again = app::sweep(settings);
    CHECK(again.cases[0].kept);
    CHECK(again.threads_of_cases_at_once.empty());
    CHECK(app::compare(settings.folder).comparison.cases.size() == 2);
    app::SweepSettings other = settings;
    other.folder = folder.file("stopped");
    CHECK(
        app::sweep(other, {.progress = [](const std::string&, const std::string&, double) { return false; }}).stopped);
}
