// Series of files, lines without a reverse limit, and the place of common outages.
#include "assembly_study.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;
using decawatt::tests::SmallStudy;
using namespace decawatt::adequacy::made;

TEST_CASE("a plant with a series from a file has its capacity hour by hour, from its commissioning") {
    SmallStudy small = fixed_study(1, 1, 10.0);
    model::Study& study = small.study;
    small.plant({.name = "P", .capacity_mw = 100.0});
    std::vector<double> frac(kYearHours, 0.5);
    frac[2] = 0.75;
    frac[3] = 0.75;
    frac[5] = 0.0;
    study.fixed.availability = {{model::PlantIndex{0}, frac}};
    const auto found = [&](std::int64_t hour) {
        const System system = assembled(study).system;
        REQUIRE(system.units.count() == 1);
        return at_hour(system.units.capacity[0], hour);
    };
    CHECK(found(1) == 50.0);
    CHECK(found(2) == 75.0);
    CHECK(found(3) == 75.0);
    CHECK(found(4) == 50.0);
    CHECK(found(5) == 0.0);
    CHECK(found(kYearHours - 1) == 50.0);
    CHECK(assembled(study).system.units.capacity[0].size() == 5);  // a step for each change
    study.plants.commissioned[0] = base::utc_of_date(2030, 1, 1, 0) + 3 * base::kSecondsPerHour;
    study.plants.closed[0] = base::utc_of_date(2030, 1, 2, 0);
    CHECK(found(2) == 0.0);
    CHECK(found(3) == 75.0);
    CHECK(found(23) == 50.0);
    CHECK(found(24) == 0.0);
    study.reliability.plant_units = {2};  // each unit has its half of it
    const System two = assembled(study).system;
    REQUIRE(two.units.count() == 2);
    CHECK(at_hour(two.units.capacity[1], 3) == 37.5);
}

TEST_CASE("a line that exists in one direction has no delay of what a plan adds to it") {
    for (const auto& [forward_mw, reverse_mw, due] :
         {std::tuple{0.0, 0.0, true}, {0.5, 0.0, false}, {0.0, 0.5, false}}) {
        SmallStudy small = fixed_study(3, 2, 10.0);
        model::Study& study = small.study;
        study.reliability.delays = {{"late"}, {0.4}, {10.0}};
        study.reliability.line_delay = {model::DelayClassIndex{0}};
        small.line(0, 1, forward_mw, 0.0, option(10.0));
        study.lines.reverse_capacity_mw[0] = reverse_mw;
        planning::FixedPlan plan;
        plan.years = {2030, 2031, 2032};
        plan.builds = {{assets::CapacityKind::line, study.lines.name[0], 2031, 1.0}};
        const System system = assembled(study, &plan).system;
        CHECK((system.lines.exposure[0].delay != base::none<DelayIndex>) == due);
        CHECK(at_hour(system.lines.forward[0], 0) == forward_mw);
        CHECK(at_hour(system.lines.reverse[0], 0) == reverse_mw);
        CHECK(at_hour(system.lines.forward[0], kYearHours) == forward_mw + 1.0);
    }
}

TEST_CASE("a common outage of lines, stores or connections has the temperature of its first member's region") {
    SmallStudy small = fixed_study(1, 3, 10.0);
    model::Study& study = small.study;
    const auto storm = add_class(study, "storm", 5000.0, 50.0);
    study.reliability.outages.temperature_deg_c[0] = {-10.0, 0.0};
    study.reliability.outages.failure_factor[0] = {3.0, 1.0};
    study.sites.name = {"west", "middle", "east"};
    study.regions.site = {model::SiteIndex{0}, model::SiteIndex{1}, model::SiteIndex{2}};
    small.line(2, 1, 10.0);
    small.line(0, 1, 10.0);
    small.store({.name = "in the west", .power_mw = 1.0, .energy_mwh = 1.0});
    small.store({.name = "in the east", .power_mw = 1.0, .energy_mwh = 1.0, .region = 2});
    small.data_center({.name = "hub", .draw_mw = {}, .connection_mw = 5.0, .region = 1});
    draw_constant(study, 0, 2.0, kYearHours);
    study.reliability.common = {{"corridor", "fire", "grid"},
                                {storm, storm, storm},
                                {{}, {}, {}},
                                {{model::LineIndex{0}, model::LineIndex{1}}, {}, {}},
                                {{}, {model::StoreIndex{1}, model::StoreIndex{0}}, {}},
                                {{}, {}, {model::DataCenterIndex{0}}}};
    const System system = assembled(study).system;
    const auto temperature = [&](const Exposure& exposure) {
        REQUIRE(exposure.causes.size() == 1);
        return system.causes[at(exposure.causes[0])].temperature;
    };
    CHECK(temperature(system.lines.exposure[0]) == TemperatureIndex{2});
    CHECK(temperature(system.lines.exposure[1]) == TemperatureIndex{2});
    for (const Exposure& exposure : system.stores.exposure) CHECK(temperature(exposure) == TemperatureIndex{2});
    CHECK(temperature(system.lines.exposure.back()) == TemperatureIndex{1});  // the connection
}
