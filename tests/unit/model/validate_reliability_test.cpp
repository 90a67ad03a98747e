// Rules of outages, of flexible load and of studies with series from files, by hand.
#include "model/validate_reliability.hpp"

#include <doctest/doctest.h>

#include "base/index.hpp"

using namespace decawatt;
using model::Study;

namespace {

template <typename Rule>
std::vector<model::Violation> found_by(const Rule& rule, const Study& study) {
    std::vector<model::Violation> violations;
    rule(study, violations);
    return violations;
}

// Two regions whose demand is given by a file, the second with a store, and a data centre whose load is.
Study of_files() {
    Study study;
    study.regions.name = {"north", "south"};
    study.regions.site.assign(2, base::none<model::SiteIndex>);
    study.regions.demand_shape.assign(2, base::none<model::DemandShapeIndex>);
    for (const int region : {0, 1}) study.fixed.demand.push_back({static_cast<model::RegionIndex>(region), {1.0}});
    study.stores.name = {"battery"};
    study.stores.region = {model::RegionIndex{1}};
    study.stores.ageing.resize(1);
    study.data_centers.name = {"hub"};
    study.data_centers.site = {base::none<model::SiteIndex>};
    study.fixed.load = {{model::DataCenterIndex{0}, {1.0}}};
    return study;
}

// Two plants, the first of them with an outage that leaves it available 0.9 of the time.
Study with_outage() {
    Study study;
    study.plants.name = {"coal", "other"};
    study.plants.technology.assign(2, model::Technology::coal);
    study.plants.availability.assign(2, base::none<model::MonthProfileIndex>);
    study.reliability.outages.name = {"often"};
    study.reliability.outages.states = {{{0.0, 900.0, 100.0}}};
    study.reliability.outages.temperature_deg_c.resize(1);
    study.reliability.outages.failure_factor.resize(1);
    study.reliability.plant_outage = {model::OutageClassIndex{0}, base::none<model::OutageClassIndex>};
    return study;
}

}  // namespace

TEST_CASE("a region needs a site for all that depends on weather: demand, ageing stores, outages by temperature") {
    const auto of_modelled = [](const Study& study) { return found_by(model::validate_modelled, study); };
    Study study = of_files();
    CHECK(of_modelled(study).empty());
    study.stores.ageing[0].chemistry = model::Chemistry::lfp;
    auto found = of_modelled(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "regions");
    CHECK(found[0].entry == 1U);
    CHECK(found[0].column == "site");
    study.regions.site[1] = model::SiteIndex{0};
    CHECK(of_modelled(study).empty());
    study.reliability.outages.temperature_deg_c = {{}, {-10.0, 0.0}};
    found = of_modelled(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 0U);
    study.reliability.outages.temperature_deg_c.clear();
    study.fixed.demand.pop_back();
    found = of_modelled(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 1U);
    CHECK(found[0].column == "demand_shape");
    study.regions.demand_shape[1] = model::DemandShapeIndex{0};
    CHECK(of_modelled(study).empty());
    study.fixed.load.clear();
    found = of_modelled(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "data_centers");
    study.fixed = {};  // without files the study format requires all of it
    CHECK(of_modelled(study).empty());
}

TEST_CASE("a plant is available after outages for no less of the time than after outages and maintenance") {
    const auto of_reliability = [](const Study& study) { return found_by(model::validate_reliability, study); };
    Study study = with_outage();
    study.month_profiles.frac.emplace_back().fill(0.9);
    study.plants.availability.assign(2, model::MonthProfileIndex{0});
    CHECK(of_reliability(study).empty());
    study.month_profiles.frac[0][1] = 0.91;
    study.month_profiles.frac[0][11] = 0.95;
    auto found = of_reliability(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "plants");
    CHECK(found[0].entry == 0U);
    CHECK(found[0].found == "coal: 0.91 in month 2, 0.95 in month 12");
    CHECK(found[0].expected == "at most 0.9, the mean availability after outages (often)");
    study.reliability.plant_outage.clear();
    study.reliability.common = {{"fire"}, {model::OutageClassIndex{0}}, {{model::PlantIndex{1}}}, {{}}, {{}}, {{}}};
    found = of_reliability(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 1U);
    study.reliability.common.plants[0].clear();
    CHECK(of_reliability(study).empty());
}

TEST_CASE("solar and wind plants have no outages") {
    Study study = with_outage();
    study.plants.technology[0] = model::Technology::solar;
    const auto found = found_by(model::validate_reliability, study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].column == "outage");
    CHECK(found[0].found == "often on solar");
}

TEST_CASE("deferrable and movable load together are no more than the load") {
    Study study;
    study.data_centers.name = {"first", "second"};
    study.reliability.deferrable_frac = {0.3, 0.6};
    study.reliability.movable_frac = {0.7, 0.5};
    const auto found = found_by(model::validate_reliability, study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].entry == 1U);
    CHECK(found[0].column == "movable_frac");
    CHECK(found[0].found == "0.5");
    CHECK(found[0].expected.starts_with("at most 0.4"));
}
