// The file of step lengths: what is read of it, what series become, and what is refused.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "model/fixed_series.hpp"
#include "profiles/profiles.hpp"
#include "study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;

namespace {

// The minimal study, of one year or more, in steps of stated lengths.
class StepsCopy : public StudyCopy {
  public:
    explicit StepsCopy(const std::string& hours, int hours_per_year = 24, int last_year = 2028) {
        replace(
            "study.toml", "last_year = 2029",
            fmt::format("last_year = {}\nhours_per_year = {}\nstep_file = \"steps.csv\"", last_year, hours_per_year));
        std::string text = "hours\n";
        for (const char c : hours) text += c == ' ' ? '\n' : c;
        write("steps.csv", text + "\n");
    }
    model::Study study() const { return read({}).study; }
    std::string fault() const { return faults(); }
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Steps of a day each, but for the last.
std::string days(int count, const std::string& last) {
    std::string text;
    for (int d = 0; d < count; ++d) text += "24 ";
    return text + last;
}

}  // namespace

TEST_CASE("a length that rounds to none is refused, and the sum is not checked without it") {
    for (const char* tiny : {"1e-8", "1e-5", "5e-324"}) {
        const std::string fault = StepsCopy(fmt::format("12 {} 12", tiny)).fault();
        CHECK_MESSAGE(contains(fault, "whole steps of horizon.step_minutes"), fault);
    }
}

TEST_CASE("lengths are read, in whole steps of step_minutes") {
    const StepsCopy copy("6 1.0 5 12");
    const model::Study study = copy.study();
    const base::TimeAxis axis = model::year_axis(study, 2028);
    CHECK(axis.count == 4);
    CHECK(axis.step_h(0) == 6.0);
    CHECK(axis.step_h(3) == 12.0);
    CHECK(axis.end() - axis.start_utc_s == 24 * base::kSecondsPerHour);
    CHECK(model::regular_year_axis(study, 2028).count == 24);
}

TEST_CASE("an empty name is no file") {
    const StepsCopy copy("6 1 5 12");
    const auto study = copy.read({.path = {}, .variant = {}, .overrides = {{"horizon.step_file", ""}}}).study;
    CHECK(study.horizon.lengths.empty());
}

TEST_CASE("profiles are means over the steps, which keep energies") {
    const StepsCopy copy("6 1 5 12");
    const model::Study study = copy.study();
    model::Study hours = study;
    hours.horizon.lengths = {};
    const profiles::Profiles stated = profiles::make_profiles(study, {}), hourly = profiles::make_profiles(hours, {});
    const profiles::YearProfiles &a = stated.years[0], &b = hourly.years[0];
    REQUIRE(a.region_demand_mw.times() == 4);
    REQUIRE(b.region_demand_mw.times() == 24);
    CHECK(a.region_demand_mw(1, 0) == b.region_demand_mw(6, 0));
    for (std::size_t r = 0; r < study.regions.name.size(); ++r)
        CHECK(a.axis.mean_step_h() * base::weighted_sum(a.axis, a.region_demand_mw.of(r)) ==
              doctest::Approx(base::weighted_sum(b.axis, b.region_demand_mw.of(r))));
    CHECK(base::weighted_sum(a.axis, a.resource_frac.of(0)) * a.axis.mean_step_h() ==
          doctest::Approx(base::weighted_sum(b.axis, b.resource_frac.of(0))));
}

TEST_CASE("series of files are means over the steps of every year") {
    StepsCopy copy("1 2", 3, 2029);
    copy.write("hourly.csv", "quantity,name,file,column\ndemand_mw,north,given.csv,north\n");
    std::string text = "utc,north\n";
    int mw = 0;
    for (const char* day : {"2027-12-31", "2028-12-31"})  // 1 January at +09:00
        for (int hour = 15; hour < 18; ++hour) text += fmt::format("{}T{}:00:00Z,{}\n", day, hour, mw += 10);
    copy.write("given.csv", text);
    const model::Study study = copy.study();
    CHECK(study.fixed.demand[0].mw == std::vector<double>{10.0, 25.0, 40.0, 55.0});
    CHECK(model::mean_over_horizon(study, study.fixed.demand[0].mw) == doctest::Approx(35.0));
    CHECK(model::hours_of_year(study, study.fixed.demand[0].mw, 2029)[1] == 55.0);
}

TEST_CASE("lengths that are none, or do not fill the year, are refused with what mends them") {
    CHECK(contains(StepsCopy("6 1.5 4.5 12").fault(),
                   "steps.csv: hours (row 3): found 1.5 (and 1 more row), expected whole steps of "
                   "horizon.step_minutes, 60 minutes"));
    CHECK(contains(StepsCopy("6 0 6 12").fault(), "found 0, expected a number above 0 and up to 24"));
    CHECK(contains(StepsCopy("30").fault(), "found 30, expected a number above 0 and up to 24"));
    CHECK(
        contains(StepsCopy("6 6 6").fault(), "found 3 steps of 18 h together, expected 24 h, horizon.hours_per_year"));
    const std::string leap = StepsCopy(days(364, "24"), 0).fault();
    CHECK(contains(leap, "365 steps of 8760 h together"));
    CHECK(contains(
        leap, "8784 h, the length of 2028; steps of 8760 h together with horizon.hours_per_year = 8760 in study.toml"));
    CHECK(StepsCopy(days(365, "24"), 0).fault().empty());
    const std::string both = StepsCopy(days(365, "24"), 0, 2029).fault();
    CHECK(contains(both, "8760 h, the length of 2029; steps of 8760 h together with horizon.hours_per_year = 8760"));
    CHECK(StepsCopy(days(364, "24"), 8760, 2029).fault().empty());
}

TEST_CASE("the columns and the place of the file are checked") {
    StepsCopy copy("24");
    copy.write("steps.csv", "length\n24\n");
    CHECK(contains(copy.fault(), "steps.csv: hours (row 1): found no such column"));
    CHECK(contains(copy.fault(), "an unknown column"));
    copy.write("steps.csv", "hours\n");
    CHECK(contains(copy.fault(), "no rows"));
    copy.replace("study.toml", "steps.csv", "../../outside.csv");
    CHECK(contains(copy.fault(), "horizon.step_file"));
}

TEST_CASE("a step ends with the month, and where equipment comes or goes") {
    const std::string january = days(30, "12 ");
    const std::string over = StepsCopy(january + "24 12", 768).fault();
    CHECK(contains(over,
                   "steps.csv: hours (row 33): found a step of 24 h from 2028-01-31 12:00, within which a month "
                   "begins at 2028-02-01 00:00, expected a step that ends at 2028-02-01 00:00 at the latest"));
    CHECK(StepsCopy(january + "12 24", 768).fault().empty());
    StepsCopy dated("12 24 12", 48);
    CHECK(dated.fault().empty());
    dated.replace("plants.csv", "2029-07,gas,0.42", "2028-01-02,gas,0.42");
    CHECK(contains(dated.fault(), "within which north gas old is closed at 2028-01-02 00:00"));
}
