// Tables and columns of outages, delays and flexible load; each fault with its exact message.
#include <doctest/doctest.h>

#include "model/outages.hpp"
#include "study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;
using model::OutageClassIndex;

namespace {
constexpr auto kNoOutage = base::none<OutageClassIndex>;

struct Spoilt {
    const char *file, *from, *to, *message;
};

void check_all(const std::vector<Spoilt>& cases) {
    for (const Spoilt& spoilt : cases) {
        const StudyCopy copy;
        copy.replace(spoilt.file, spoilt.from, spoilt.to);
        CAPTURE(std::string(spoilt.to));
        CHECK(copy.faults() == spoilt.message);
    }
}
}  // namespace

TEST_CASE("outages, delays and flexible load of the minimal study") {
    const auto study = StudyCopy().read().study;
    const model::Reliability& all = study.reliability;
    REQUIRE(all.outages.name ==
            std::vector<std::string>{"gas", "coal", "nuclear", "pumped storage", "connection", "switchyard"});
    REQUIRE(all.outages.states[1].size() == 2);
    CHECK(all.outages.states[1][1].available_frac == 0.6);
    CHECK(all.outages.states[1][1].mttf_h == 1500.0);
    CHECK(all.outages.states[1][1].mttr_h == 30.0);
    CHECK(all.outages.temperature_deg_c[0] == std::vector<double>{-10, 5, 28, 35});
    CHECK(all.outages.failure_factor[0] == std::vector<double>{1.5, 1, 1, 1.4});
    CHECK(all.outages.temperature_deg_c[1].empty());
    CHECK(all.delays.on_time_frac == std::vector<double>{0.6, 0.7});
    CHECK(all.delays.mean_delay_months == std::vector<double>{6, 4});

    CHECK(all.plant_outage[0] == OutageClassIndex{0});
    CHECK(all.plant_outage[4] == kNoOutage);  // north solar
    CHECK(all.plant_units[0] == 9);
    CHECK(all.plant_units[4] == 1);
    CHECK(all.plant_delay[2] == model::DelayClassIndex{0});
    CHECK(all.store_outage == std::vector{OutageClassIndex{3}, kNoOutage});
    CHECK(all.store_initial_frac == std::vector<double>{0.5, 0.5});
    CHECK(all.line_outage.empty());  // no such column
    CHECK(all.store_delay.empty());
    CHECK(all.connection_outage == std::vector{OutageClassIndex{4}});
    CHECK(all.deferrable_frac == std::vector<double>{0.2});
    CHECK(all.deadline_h == std::vector<double>{24});
    CHECK(all.generator_mw == std::vector<double>{100});
    CHECK(all.hosting_mw.empty());
    CHECK(all.nonfirm_mw.empty());

    REQUIRE(all.common.name == std::vector<std::string>{"southern switchyard"});
    CHECK(all.common.plants[0] == std::vector{model::PlantIndex{7}, model::PlantIndex{6}});
    CHECK(all.common.outage[0] == OutageClassIndex{5});
    CHECK(study.adequacy.weather_years == 20);
    CHECK(study.adequacy.growth_sd_frac == 0.01);
    CHECK(study.adequacy.keeps_seasonal_limits);
}

TEST_CASE("mean availability after outages") {
    const auto study = StudyCopy().read().study;
    const double coal = (1.0 + 0.6 * 30.0 / 1500.0) / (1.0 + 60.0 / 1200.0 + 30.0 / 1500.0);
    CHECK(model::mean_available_frac(study.reliability.outages, OutageClassIndex{0}) == doctest::Approx(0.95));
    CHECK(model::mean_available_frac(study, model::PlantIndex{3}) == doctest::Approx(coal));
    CHECK(model::mean_available_frac(study, model::PlantIndex{6}) == doctest::Approx(coal / (1.0 + 12.0 / 17520.0)));
    CHECK(model::mean_available_frac(study, model::PlantIndex{4}) == 1.0);
}

TEST_CASE("every kind of store, line and connection may share a cause") {
    const StudyCopy copy;
    copy.write("common_outages.csv",
               "name,kind,member,outage\ncoast,line,south-north,gas\ncoast,store,south pumped,gas\n"
               "coast,connection,hub,gas\nother,plant,north gas,switchyard\n");
    const auto common = copy.read().study.reliability.common;
    CHECK(common.name == std::vector<std::string>{"coast", "other"});
    CHECK(common.lines[0] == std::vector{model::LineIndex{0}});
    CHECK(common.stores[0] == std::vector{model::StoreIndex{0}});
    CHECK(common.connections[0] == std::vector{model::DataCenterIndex{0}});
    CHECK(common.plants[0].empty());
    CHECK(common.plants[1] == std::vector{model::PlantIndex{0}});
}

TEST_CASE("overrides reach tables and settings of adequacy") {
    const auto study = StudyCopy()
                           .read({.path = {},
                                  .variant = {},
                                  .overrides = {{"outages.gas/0.mttr_h", "40"},
                                                {"plants.north gas.units", "3"},
                                                {"lines.south-north.outage", "gas"},
                                                {"adequacy.load_levels", "[[0.9, 0.5], [1.1, 0.5]]"},
                                                {"adequacy.keeps_seasonal_limits", "false"},
                                                {"adequacy.seed", "7"}}})
                           .study;
    CHECK(study.reliability.outages.states[0][0].mttr_h == 40.0);
    CHECK(study.reliability.plant_units[0] == 3);
    CHECK(study.reliability.line_outage == std::vector{OutageClassIndex{0}});
    REQUIRE(study.adequacy.load_levels.size() == 2);
    CHECK(study.adequacy.load_levels[1].factor == 1.1);
    CHECK(study.adequacy.load_levels[1].probability == 0.5);
    CHECK_FALSE(study.adequacy.keeps_seasonal_limits);
    CHECK(study.adequacy.seed == 7);
}

TEST_CASE("faults of outages and delays") {
    check_all({
        {"outages.csv", "gas,0,950", "gas,1,950",
         "outages.csv: available_frac (row 2): found 1, expected a fraction from 0 to below 1 (0.04, not 4)"},
        {"outages.csv", "gas,0,950,50", "gas,0,950,0.5",
         "outages.csv: mttr_h (row 2): found 0.5, expected a finite number of hours >= 1, the step"},
        {"outages.csv", "gas,0,950,50", "gas,0,,50",
         "outages.csv: mttf_h (row 2): found nothing, expected a finite number of hours >= 1, the step"},
        {"outages.csv", "connection,0.5,8760,24", "connection,0.5,1.5,1\nconnection,0,2,1",
         "outages.csv: mttf_h (row 8): found 2, expected longer times: the class fails 1.16667 times an hour, at "
         "most 1"},
        {"outages.csv", "switchyard,0,17520,12", "switchyard,0,17520,12\nswitchyard,0,17520,12",
         "outages.csv: class/available_frac (row 9): found switchyard/0, expected no second row of that name (the "
         "first is "
         "row 8)"},
        {"outage_temperatures.csv", "gas,28,1", "gas,5.0,1",
         "outage_temperatures.csv: temperature_deg_c (row 4): found 5.0, expected more than the row of the class "
         "before, 5"},
        {"outage_temperatures.csv", "35,1.4", "35,-1",
         "outage_temperatures.csv: failure_factor (row 5): found -1, expected a finite number >= 0"},
        {"outage_temperatures.csv", "gas,-10", "steam,-10",
         "outage_temperatures.csv: class (row 2): found steam, expected a name in outages.csv"},
        {"common_outages.csv", "south coal,switchyard", "south coal,gas",
         "common_outages.csv: outage (row 3): found gas, expected the class of the first row of southern switchyard"},
        {"common_outages.csv", "plant,south gas", "line,south gas",
         "common_outages.csv: member (row 2): found south gas, expected a name in lines.csv"},
        {"common_outages.csv", "plant,south gas", "boiler,south gas",
         "common_outages.csv: kind (row 2): found boiler, expected one of plant, line, store, connection"},
        {"delays.csv", "0.6,6", "60,6",
         "delays.csv: on_time_frac (row 2): found 60, expected a fraction from 0 to 1 (0.4, not 40)"},
        {"delays.csv", "0.6,6", "0.6,-6",
         "delays.csv: mean_delay_months (row 2): found -6, expected a finite number >= 0"},
        {"plants.csv", "gas,9,", "steam,9,", "plants.csv: outage (row 2): found steam, expected a name in outages.csv"},
        {"plants.csv", "gas,9,", "gas,0,",
         "plants.csv: units (row 2): found 0, expected a whole number from 1 to 10000"},
        {"plants.csv", ",gas,2,thermal project", ",gas,2,soon",
         "plants.csv: delay (row 4): found soon, expected a name in delays.csv"},
        {"stores.csv", "pumped storage,0.5", "pumped storage,50",
         "stores.csv: initial_frac (row 2): found 50, expected a fraction from 0 to 1 (0.4, not 40)"},
    });
}

TEST_CASE("faults of plants that fail, and of flexible load") {
    check_all({
        {"month_profiles.csv", "nuclear outages,7,0.92", "nuclear outages,7,0.97",
         "plants.csv: availability (row 7): found south nuclear: 0.97 in month 7, expected at most 0.966102, the mean "
         "availability after outages (nuclear)"},
        {"plants.csv", "fixed 30,,,,,,,,,,", "fixed 30,,,,,,,,gas,,",
         "plants.csv: outage (row 6): found gas on solar, expected nothing, also in common_outages: losses of solar "
         "and wind are in pv_systems and turbines"},
        {"common_outages.csv", "south gas", "south onshore",
         "plants.csv: outage (row 12): found southern switchyard on onshore, expected nothing, also in "
         "common_outages: losses of solar and wind are in pv_systems and turbines"},
        {"data_centers.csv", "0.2,0,24", "0.6,0.5,24",
         "data_centers.csv: movable_frac (row 2): found 0.5, expected at most 0.4: with deferrable_frac no more than "
         "the load"},
        {"data_centers.csv", "0.2,0,24", "0.2,0,",
         "data_centers.csv: deadline_h (row 2): found nothing, expected the hours by which work may wait, where "
         "deferrable_frac is above 0"},
        {"data_centers.csv", "0.2,0,24", "0.2,0,1.5",
         "data_centers.csv: deadline_h (row 2): found 1.5, expected a whole number from 0 to 8760"},
        {"data_centers.csv", "0.2,0,24,100", "0.2,0,24,-100",
         "data_centers.csv: generator_mw (row 2): found -100, expected a finite number >= 0"},
        {"study.toml", "weather_years = 20", "weather_years = 0",
         "study.toml: adequacy.weather_years (row 25): found 0, expected a whole number from 1 to 100000"},
        {"study.toml", "weather_years = 20", "load_levels = [[1.0, 0.5]]",
         "study.toml: adequacy.load_levels (row 25): found [[1, 0.5]], expected pairs of a factor > 0 and its "
         "probability, [[0.97, 0.5], [1.03, 0.5]]; probabilities add to 1"},
        {"study.toml", "weather_years = 20", "load_levels = [1.0, 1.0]",
         "study.toml: adequacy.load_levels (row 25): found [1, 1], expected pairs of a factor > 0 and its "
         "probability, [[0.97, 0.5], [1.03, 0.5]]"},
        {"study.toml", "weather_years = 20", "keeps_seasonal_limits = \"no\"",
         "study.toml: adequacy.keeps_seasonal_limits (row 25): found no, expected true or false"},
        {"study.toml", "weather_years = 20", "cvar_level = 1",
         "study.toml: adequacy.cvar_level (row 25): found 1, expected a fraction from 0 to below 1 (0.95, not 95)"},
    });
}

TEST_CASE("the non-firm part must not exceed the connection") {
    const StudyCopy copy;
    CHECK(copy.faults({.path = {}, .variant = {}, .overrides = {{"data_centers.hub.nonfirm_mw", "440"}}}).empty());
    CHECK(copy.faults({.path = {}, .variant = {}, .overrides = {{"data_centers.hub.nonfirm_mw", "441"}}}) ==
          "data_centers.csv: nonfirm_mw (row 2): found 441, expected at most 440, the whole connection");
}

TEST_CASE("the output of check on adequacy data") {
    const std::string text = io::describe(StudyCopy().read().study);
    CHECK(text.find("seed 1, 20 weather years") != std::string::npos);
    CHECK(text.find("coal") != std::string::npos);
    CHECK(text.find("thermal project") != std::string::npos);
    CHECK(text.find("Flexible load") != std::string::npos);
}
