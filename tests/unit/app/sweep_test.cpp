#include "app/sweep/sweep.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>

#include "app/compare.hpp"
#include "unit/app/temporary_folder.hpp"

using namespace decawatt;
using app::test::TemporaryFolder;

TEST_CASE("a sweep runs its cases, with one callback at a time, and keeps existing results") {
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
