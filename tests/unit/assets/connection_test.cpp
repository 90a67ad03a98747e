// Connections of data centres by year and hour, by hand: years of four hours from 2030.
#include "assets/connection.hpp"

#include <doctest/doctest.h>

#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::assets;
using decawatt::tests::SmallStudy;

namespace {
constexpr std::size_t kCampus = 1;  // after a data centre whose terms must not be taken for its own

SmallStudy with_campus() {
    SmallStudy small;
    small.region("elsewhere", {9.0, 9.0, 9.0, 9.0});
    small.region("here", {50.0, 80.0, 70.0, 60.0});
    small.data_center({.name = "other", .draw_mw = {1.0, 1.0, 1.0, 1.0}, .connection_mw = 7.0});
    small.data_center({.name = "campus", .draw_mw = {1.0, 1.0, 1.0, 1.0}, .connection_mw = 100.0, .region = 1});
    small.study.data_centers.terms.resize(2);
    small.study.horizon.hours_per_year = 4;
    return small;
}

model::ConnectionTerms& terms_of(SmallStudy& small) {
    return small.study.data_centers.terms[kCampus];
}

template <typename Read>
auto of_year(const SmallStudy& small, const Read& read) {
    const profiles::Profiles profiles = small.profiles();
    return read(YearView(small.study, profiles, profiles.years[0]), group_plants(small.study, profiles));
}

Hours nonfirm_frac(const SmallStudy& small) {
    return of_year(small, [](const YearView& view, const PlantGroups& plants) {
        return nonfirm_available_frac(view, plants, kCampus);
    });
}

std::vector<bool> candidates(const SmallStudy& small) {
    return of_year(
        small, [](const YearView& view, const PlantGroups& plants) { return candidate_hours(view, plants, kCampus); });
}
}  // namespace

TEST_CASE("each part of a connection exists from its first year on") {
    SmallStudy small = with_campus();
    CHECK(existing_connection(small.study, kCampus, 2030).firm == 100.0);
    CHECK(existing_connection(small.study, kCampus, 2030).nonfirm == 0.0);
    small.study.reliability.nonfirm_mw = {200.0, 30.0};
    terms_of(small).first_year = 2031;
    terms_of(small).nonfirm.first_year = 2033;
    const struct {
        int year;
        double firm, nonfirm;
    } expected[] = {{2030, 0.0, 0.0}, {2031, 70.0, 0.0}, {2032, 70.0, 0.0}, {2033, 70.0, 30.0}};
    for (const auto& in : expected) {
        CAPTURE(in.year);
        CHECK(existing_connection(small.study, kCampus, in.year).firm == in.firm);
        CHECK(existing_connection(small.study, kCampus, in.year).nonfirm == in.nonfirm);
    }
    CHECK(existing_connection(small.study, 0, 2030).firm == 0.0);  // no more than all of it is non-firm
    CHECK(existing_connection(small.study, 0, 2030).nonfirm == 7.0);
}

TEST_CASE("planning takes a connection as firm unless a rule of curtailment is stated") {
    SmallStudy small = with_campus();
    small.study.reliability.nonfirm_mw = {0.0, 30.0};
    terms_of(small).nonfirm.first_year = 2032;
    CHECK_FALSE(states_curtailment(small.study));
    CHECK(planned_connection(small.study, kCampus, 2031).firm == 70.0);
    CHECK(planned_connection(small.study, kCampus, 2031).nonfirm == 0.0);
    CHECK(planned_connection(small.study, kCampus, 2032).firm == 100.0);
    CHECK(planned_connection(small.study, kCampus, 2032).nonfirm == 0.0);
    terms_of(small).nonfirm.curtailment = model::Curtailment::budget;
    CHECK(states_curtailment(small.study));
    CHECK(planned_connection(small.study, kCampus, 2032).firm == 70.0);
    CHECK(planned_connection(small.study, kCampus, 2032).nonfirm == 30.0);
}

TEST_CASE("both parts are charged for their existing capacity") {
    SmallStudy small = with_campus();
    small.study.reliability.nonfirm_mw = {0.0, 30.0};
    terms_of(small).charge_per_mw_year = 10.0;
    terms_of(small).nonfirm.charge_per_mw_year = 2.0;
    terms_of(small).nonfirm.first_year = 2031;
    CHECK(connection_charge(small.study, kCampus, 2030) == 700.0);
    CHECK(connection_charge(small.study, kCampus, 2031) == 760.0);
    CHECK(connection_charge(small.study, 0, 2031) == 0.0);
}

TEST_CASE("residual demand is that of the region less solar and wind output in front of its meters") {
    SmallStudy small = with_campus();
    const std::vector<double> sun = {0.5, 1.0, 0.0, 0.1};
    const auto add = [&](const char* name, model::Technology technology, int region, int behind) {
        small.plant({.name = name,
                     .capacity_mw = 20.0,
                     .technology = technology,
                     .region = region,
                     .behind = behind,
                     .resource_frac = sun});
    };
    add("park", model::Technology::solar, 1, -1);
    add("away", model::Technology::solar, 0, -1);
    add("roof", model::Technology::solar, 1, kCampus);
    add("river", model::Technology::hydro, 1, -1);
    of_year(small, [](const YearView& view, const PlantGroups& plants) {
        CHECK(residual_demand_mw(view, plants, model::RegionIndex{1}) == Hours{40.0, 60.0, 70.0, 58.0});
        return 0;
    });
}

TEST_CASE("the non-firm part is available except in stress hours, or as a file states") {
    SmallStudy small = with_campus();  // of residual demand 50, 80, 70, 60
    model::NonfirmTerms& terms = terms_of(small).nonfirm;
    CHECK(nonfirm_frac(small) == Hours(4, 1.0));
    terms.curtailment = model::Curtailment::budget;
    CHECK(nonfirm_frac(small) == Hours(4, 1.0));
    terms.curtailment = model::Curtailment::stress_hours;
    terms.hours_per_year = 3.0;
    CHECK(nonfirm_frac(small) == Hours{1.0, 0.0, 0.0, 0.0});
    terms.hours_per_year = 2.9;  // whole hours within it
    CHECK(nonfirm_frac(small) == Hours{1.0, 0.0, 0.0, 1.0});
    terms.hours_per_event = 1.0;
    CHECK(nonfirm_frac(small) == Hours{1.0, 0.0, 1.0, 0.0});
    terms.events_per_year = 1.0;
    CHECK(nonfirm_frac(small) == Hours{1.0, 0.0, 1.0, 1.0});
    terms.curtailment = model::Curtailment::series;
    small.study.fixed.nonfirm = {{model::DataCenterIndex{0}, Hours(4, 0.9)},
                                 {model::DataCenterIndex{kCampus}, Hours{0.0, 0.25, 0.5, 1.0}}};
    CHECK(nonfirm_frac(small) == Hours{0.0, 0.25, 0.5, 1.0});
}

TEST_CASE("limits in hours are counted in steps of the study") {
    SmallStudy small = with_campus();
    small.study.horizon.step_s = base::kSecondsPerHour / 2;
    terms_of(small).nonfirm.curtailment = model::Curtailment::stress_hours;
    terms_of(small).nonfirm.hours_per_year = 1.0;  // two steps
    CHECK(nonfirm_frac(small) == Hours{1.0, 0.0, 0.0, 1.0});
    terms_of(small).nonfirm.candidate_hours = 1.5;
    CHECK(candidates(small) == std::vector<bool>{false, true, true, true});
}

TEST_CASE("a budget is spent in the hours of highest residual demand, or in all") {
    SmallStudy small = with_campus();
    CHECK(candidates(small) == std::vector<bool>(4, true));
    terms_of(small).nonfirm.candidate_hours = 2.0;
    CHECK(candidates(small) == std::vector<bool>{false, true, true, false});
}
