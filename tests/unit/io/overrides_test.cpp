// A study with things changed: variants, and overrides after them.
#include <doctest/doctest.h>

#include "study_copy.hpp"

using decawatt::io::LoadedStudy;
using decawatt::io::Override;
using decawatt::io::StudyRequest;
using decawatt::io::test::StudyCopy;

namespace {
StudyRequest with(std::vector<Override> overrides, std::string variant = "") {
    StudyRequest request;
    request.overrides = std::move(overrides);
    request.variant = std::move(variant);
    return request;
}

// Places in plants.csv of the minimal study.
constexpr std::size_t kNorthCoal = 3, kHubSolar = 12, kHubWind = 13;
}  // namespace

TEST_CASE("an override changes one field, with its unit") {
    const StudyCopy copy;
    const LoadedStudy loaded =
        copy.read(with({{"plants.hub solar.capex_per_kw", "900"}, {"demand.south/2030.annual_energy_gwh", "30000"}}));
    CHECK(loaded.study.plants.build[kHubSolar].capex == 900.0e3);
    CHECK(loaded.study.plants.build[kHubWind].capex == 1700.0e3);
    CHECK(loaded.study.regions.annual_energy_mwh[1].at(2030) == 30.0e6);
    CHECK(loaded.study.regions.annual_energy_mwh[1].at(2028) == 24.0e6);
    REQUIRE(loaded.applied.size() == 2);
    CHECK(loaded.applied[0].path == "plants.hub solar.capex_per_kw");
    CHECK(loaded.applied[1].value == "30000");
}

TEST_CASE("an override may fill a column that the file leaves out, and empty a field") {
    const StudyCopy copy;
    const auto study = copy.read(with({{"plants.hub solar.build_last_year", "2028"},
                                       {"contract_targets.hub supply/2028.hourly_frac", ""}}))
                           .study;
    CHECK(study.plants.build[kHubSolar].last_year == 2028);
    CHECK(study.plants.build[kHubWind].last_year == 2029);
    CHECK(study.contracts.hourly_target_frac[0].size() == 1);
}

TEST_CASE("rows may have dots and slashes in their names") {
    const StudyCopy copy;
    copy.replace("plants.csv", "north coal", "unit 1.5 / north");
    CHECK(copy.read(with({{"plants.unit 1.5 / north.capacity_mw", "7"}})).study.plants.capacity_mw[kNorthCoal] == 7.0);
}

TEST_CASE("overrides of settings take the type of the key") {
    const StudyCopy copy;
    const auto study = copy.read(with({{"study.discount_rate", "0.07"},
                                       {"study.name", "2030"},
                                       {"weather.years", "[3, 4]"},
                                       {"planning.target_scope", "mean"},
                                       {"study.utc_offset", "-05:30"},
                                       {"output.series", "[\"price_per_mwh\"]"}}))
                           .study;
    CHECK(study.discount_rate == 0.07);
    CHECK(study.name == "2030");
    CHECK(study.weather.years == std::vector<int>{3, 4});
    CHECK(study.weather.weights == std::vector<double>{0.5, 0.5});
    CHECK(study.planning.target_scope == decawatt::model::TargetScope::mean);
    CHECK(study.utc_offset_s == -(5 * 60 + 30) * 60);
    CHECK(study.output.series == std::vector<std::string>{"price_per_mwh"});
    CHECK(copy.faults(with({{"study.discount_rate", "high"}})) ==
          "study.toml: study.discount_rate: found high, expected a fraction from 0 to 1 (0.4, not 40)");
}

TEST_CASE("a variant is applied, and overrides after it") {
    const StudyCopy copy;
    const LoadedStudy variant = copy.read(with({}, "large_hub"));
    CHECK(variant.study.data_centers.it_scale[0] == 2.0);
    REQUIRE(variant.applied.size() == 1);
    CHECK(variant.applied[0].path == "data_centers.hub.it_scale");
    CHECK(copy.read(with({{"data_centers.hub.it_scale", "3"}}, "large_hub")).study.data_centers.it_scale[0] == 3.0);
    CHECK(copy.read().study.data_centers.it_scale[0] == 1.0);
    CHECK(copy.read(with({}, "annual_matching")).study.contracts.hourly_target_frac[0].empty());
}

TEST_CASE("a variant may nest its keys instead of quoting them") {
    const StudyCopy copy;
    copy.append(
        "study.toml",
        "[variant.nested]\nstudy.discount_rate = 0.08\n\"weather.years\" = [2]\ndata_centers.hub.may_shed = false\n");
    const auto study = copy.read(with({}, "nested")).study;
    CHECK(study.discount_rate == 0.08);
    CHECK(study.weather.years == std::vector<int>{2});
    CHECK_FALSE(study.data_centers.may_shed[0]);
}

TEST_CASE("what an override names must be there") {
    const StudyCopy copy;
    const auto fault = [&](const char* path) { return copy.faults(with({{path, "1"}})); };
    CHECK(fault("plant.hub solar.capacity_mw") ==
          "--set: plant.hub solar.capacity_mw: found no table or section plant, expected table.row.column or "
          "section.key (did you mean 'plants'?)");
    CHECK(fault("plants.hub sun.capacity_mw") ==
          "--set: plants.hub sun.capacity_mw: found no row hub sun, expected a row of plants.csv (name)");
    CHECK(fault("contract_targets.hub supply.hourly_frac") ==
          "--set: contract_targets.hub supply.hourly_frac: found no row hub supply, expected a row of "
          "contract_targets.csv (contract/year)");
    CHECK(fault("fuels.gas.price") ==
          "--set: fuels.gas.price: found no column price to change, expected emission_t_per_mwh_thermal");
    CHECK(fault("fuels.gas.name") ==
          "--set: fuels.gas.name: found no column name to change, expected emission_t_per_mwh_thermal");
    CHECK(fault("plants.capacity_mw") ==
          "--set: plants.capacity_mw: found no row and column, expected plants.row.column");
    CHECK(fault("weather.place") ==
          "--set: weather.place: found no such key, expected one of source, seed, years, weights");
    copy.remove("policy.csv");
    CHECK(fault("policy.2028.emission_cap_t") ==
          "--set: policy.2028.emission_cap_t: found no policy.csv in the study, expected a table of the study");
}

TEST_CASE("a field at fault says that an override has set it") {
    CHECK(StudyCopy().faults(with({{"plants.hub roof.capacity_mw", "-5"}})) ==
          "plants.csv: capacity_mw (row 13): found -5 (by an override), expected a finite number >= 0");
}

TEST_CASE("an unknown variant lists those there are; every variant is checked") {
    const StudyCopy copy;
    CHECK(copy.faults(with({}, "small_hub")) ==
          "study.toml: variant: found small_hub, expected one of annual_matching, cheap_batteries, large_hub");
    copy.append("study.toml", "[variant.broken]\n\"plants.nothing.capacity_mw\" = 1\n");
    CHECK(copy.faults() ==
          "study.toml: variant.broken: plants.nothing.capacity_mw (row 40): found no row nothing, expected a row of "
          "plants.csv (name)");
}
