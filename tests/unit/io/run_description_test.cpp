#include "io/checkpoint/run_description.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace decawatt;

TEST_CASE("a run description is restored from its text") {
    io::RunDescription run;
    run.report = {.study = "S \"quoted\"\n",
                  .regions = {"A", "B"},
                  .data_centers = {"D"},
                  .nodes = 3,
                  .utc_offset_s = 32400,
                  .begin_s = 1767193200,
                  .years = {2026, 2027},
                  .hours_of_year = {8760.0, 8760.0},
                  .hours_of_slot = std::vector<double>(adequacy::kSlots, 61.0),
                  .weather_years = {1, 2, 3},
                  .demand_mwh = {0.1, 1e9 / 3.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0},
                  .levels = {0.9},
                  .growth_sd_frac = 0.01,
                  .center_growth_sd_frac = 0.1,
                  .plan_digest = "0123456789abcdef"};
    run.provenance = {
        {{"study.toml", "text", 0xfedcba9876543210}}, {{"a.b.c", "1"}}, "1.2", "gcc", "words", 7, 3, "p.h5", {"n"}};
    run.settings = {
        .samples = 12345678901, .batch = 7, .metric = adequacy::Metric::days, .place = 3, .all_events = true};
    const io::RunDescription again = io::run_description(io::text_of(run), "here");
    CHECK(again.report.study == run.report.study);
    CHECK(again.report.regions == run.report.regions);
    CHECK(again.report.data_centers == run.report.data_centers);
    CHECK(again.report.nodes == 3);
    CHECK(again.report.utc_offset_s == 32400);
    CHECK(again.report.begin_s == run.report.begin_s);
    CHECK(again.report.years == run.report.years);
    CHECK(again.report.hours_of_year == run.report.hours_of_year);
    CHECK(again.report.hours_of_slot == run.report.hours_of_slot);
    CHECK(again.report.weather_years == run.report.weather_years);
    CHECK(again.report.demand_mwh == run.report.demand_mwh);  // to the last bit
    CHECK(again.report.levels == run.report.levels);
    CHECK(again.report.growth_sd_frac == 0.01);
    CHECK(again.report.center_growth_sd_frac == 0.1);
    CHECK(again.report.plan_digest == "0123456789abcdef");
    CHECK(again.provenance.files.at(0).hash == 0xfedcba9876543210);
    CHECK(again.provenance.files.at(0).text == "text");
    CHECK(again.provenance.overrides.at(0).path == "a.b.c");
    CHECK(again.provenance.seed == 7);
    CHECK(again.provenance.plan == "p.h5");
    CHECK(again.provenance.weather_notes == run.provenance.weather_notes);
    CHECK(again.settings.samples == 12345678901);
    CHECK(again.settings.batch == 7);
    CHECK(again.settings.metric == adequacy::Metric::days);
    CHECK(again.settings.place == 3);
    CHECK(again.settings.all_events);
    CHECK_THROWS_AS(io::run_description("{}", "here"), base::ResourceError);
    CHECK_THROWS_AS(io::run_description("words", "here"), base::ResourceError);
}
