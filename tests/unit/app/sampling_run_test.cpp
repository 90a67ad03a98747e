#include "app/adequacy/sampling_run.hpp"

#include <doctest/doctest.h>

#include "app/adequacy/merge.hpp"
#include "base/error.hpp"
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

// The results of each year are equal to the last bit.
void check_same(const adequacy::Sampling& a, const adequacy::Sampling& b) {
    CHECK(a.tally.samples() == b.tally.samples());
    for (std::size_t y = 0; y < a.tally.years(); ++y) {
        CHECK(a.tally.of(adequacy::Metric::energy, y, 0).mean == b.tally.of(adequacy::Metric::energy, y, 0).mean);
        CHECK(a.tally.of(adequacy::Metric::hours, y, 0).error == b.tally.of(adequacy::Metric::hours, y, 0).error);
    }
}

}  // namespace

TEST_CASE("a run without samples is refused") {
    const TemporaryFolder folder;
    const app::AdequacyStudy study(short_study(kFewWeatherYears), {.threads = 1});
    const app::AdequacySystem system = app::assemble(study);
    adequacy::SamplingSettings nothing, no_batch;
    nothing.samples = 0;
    no_batch.batch = 0;
    CHECK_THROWS_WITH_AS(app::sample(study, system, nothing), "adequacy: samples: found 0, expected one sample or more",
                         base::InputError);
    CHECK_THROWS_WITH_AS(app::sample(study, system, no_batch), "adequacy: batch: found 0, expected one sample or more",
                         base::InputError);
    app::SamplingRun run(study, run_settings(folder.file("run"), 0));
    CHECK_THROWS_AS(run.begin(), base::InputError);
    CHECK_THROWS_AS(app::capacity_credit(study, system, "north coal", {.samples = 1}), base::InputError);
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

TEST_CASE("interrupted sampling resumes from its checkpoint with the same result") {
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
    CHECK(again.begin().note == "continues from the last checkpoint");
    const app::Sampled rest = again.sample(system);
    CHECK(rest.sampled == 20);
    check_same(rest.state, app::sample(study, system, settings.sampling));
    CHECK_THROWS_AS(app::sample(study, system, settings.sampling, stop_at_half), base::Interrupted);
    CHECK_THROWS_AS(app::expect_place(study.study(), "Nowhere"), base::InputError);
}
