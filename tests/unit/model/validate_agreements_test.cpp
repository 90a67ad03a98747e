// Rules of agreements, certificates and firm capacity: a sound study, and each slip by itself.
#include "model/validate_agreements.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "base/index.hpp"

using namespace decawatt;
using model::AgreementKind;
using model::Study;

namespace {

// An agreement of each kind that has rules of its own, in a market: take or pay, baseload, virtual; a certificate by
// the year and one by the hour.
Study sound() {
    Study study;
    study.horizon = {.first_year = 2030, .last_year = 2035};
    study.regions.name = {"market", "grid"};
    study.markets.region = {model::RegionIndex{0}};
    model::Plants& plants = study.plants;
    plants.name = {"taken", "block", "settled"};
    plants.region.assign(3, model::RegionIndex{0});
    plants.behind.assign(3, base::none<model::DataCenterIndex>);
    plants.technology.assign(3, model::Technology::nuclear);
    plants.capacity_mw.assign(3, 0.0);
    plants.variable_cost_per_mwh.assign(3, 0.0);
    plants.fuel.assign(3, base::none<model::FuelIndex>);
    plants.availability.assign(3, base::none<model::MonthProfileIndex>);
    plants.seasonal_limit.assign(3, base::none<model::MonthProfileIndex>);
    plants.ramp.resize(3);
    plants.full_load_h_per_year.assign(3, model::kNoLimit);
    study.agreements.resize(3);
    for (std::size_t a = 0; a < 3; ++a) {
        study.agreements[a].plant = static_cast<model::PlantIndex>(a);
        study.agreements[a].first_year = 2030;
        study.agreements[a].last_year = 2040;
        study.agreements[a].max_mw = 10.0;
    }
    study.agreements[0].kind = AgreementKind::take_or_pay;
    study.agreements[0].take_frac = 0.8;
    study.agreements[1].kind = AgreementKind::baseload;
    study.agreements[2].kind = AgreementKind::virtual_power;
    study.certificates.resize(2);
    for (model::Certificate& certificate : study.certificates) certificate.first_year = certificate.last_year = 2035;
    study.certificates[1].matching = model::CertificateMatching::hourly;
    study.certificates[1].limit_mw = 5.0;
    study.certificates[1].profile = model::PlantIndex{0};
    study.firm_capacity.resize(1);
    study.firm_capacity[0].place.region = model::RegionIndex{0};
    return study;
}

struct Slip {
    const char *table, *column;
    std::size_t entry;
    std::function<void(Study&)> make;
};

const Slip kSlips[] = {
    {"agreements", "first_year", 0, [](Study& s) { s.agreements[0].first_year = 2029; }},
    {"agreements", "first_year", 1, [](Study& s) { s.agreements[1].first_year = 2036; }},
    {"agreements", "last_year", 0, [](Study& s) { s.agreements[0].last_year = 2029; }},
    {"agreements", "min_mw", 2, [](Study& s) { s.agreements[2].min_mw = 10.1; }},
    {"agreements", "take_frac", 0, [](Study& s) { s.agreements[0].take_frac = 0.0; }},
    {"agreements", "take_frac", 0, [](Study& s) { s.agreements[0].take_frac = 0.009; }},
    {"agreements", "take_frac", 1, [](Study& s) { s.agreements[1].take_frac = 0.5; }},
    {"agreements", "plant", 0, [](Study& s) { s.plants.capacity_mw[0] = 1.0; }},
    {"agreements", "plant", 0, [](Study& s) { s.plants.fuel[0] = model::FuelIndex{0}; }},
    {"agreements", "plant", 0, [](Study& s) { s.plants.variable_cost_per_mwh[0] = 1.0; }},
    {"agreements", "plant", 1, [](Study& s) { s.plants.technology[1] = model::Technology::solar; }},
    {"agreements", "plant", 1, [](Study& s) { s.plants.availability[1] = model::MonthProfileIndex{0}; }},
    {"agreements", "plant", 1, [](Study& s) { s.plants.seasonal_limit[1] = model::MonthProfileIndex{0}; }},
    {"agreements", "plant", 1,
     [](Study& s) {
         s.fixed.availability = {{model::PlantIndex{1}, {1.0}}};
     }},
    {"agreements", "kind", 2, [](Study& s) { s.plants.region[2] = model::RegionIndex{1}; }},
    {"agreements", "plant", 2, [](Study& s) { s.plants.behind[2] = model::DataCenterIndex{0}; }},
    {"agreements", "side_cost_per_mwh", 2, [](Study& s) { s.agreements[2].side_cost_per_mwh = 1.0; }},
    {"agreements", "plant", 2, [](Study& s) { s.plants.ramp[2].up_frac_per_h = 0.5; }},
    {"agreements", "plant", 2, [](Study& s) { s.plants.ramp[2].down_frac_per_h = 0.5; }},
    {"agreements", "plant", 2, [](Study& s) { s.plants.full_load_h_per_year[2] = 500.0; }},
    {"certificates", "first_year", 1, [](Study& s) { s.certificates[1].first_year = 2029; }},
    {"certificates", "limit_mw", 1, [](Study& s) { s.certificates[1].limit_mw = 0.0; }},
    {"certificates", "limit_mw", 0, [](Study& s) { s.certificates[0].limit_mw = 1.0; }},
    {"certificates", "profile", 0, [](Study& s) { s.certificates[0].profile = model::PlantIndex{0}; }},
    {"certificates", "limit_mwh_per_year", 1, [](Study& s) { s.certificates[1].limit_mwh_per_year = 9.0; }},
    {"firm_capacity", "connection_is_unit", 0, [](Study& s) { s.firm_capacity[0].connection_is_unit = true; }},
};

std::vector<model::Violation> found_in(const Study& study) {
    std::vector<model::Violation> violations;
    validate_agreements(study, violations);
    return violations;
}

}  // namespace

TEST_CASE("each slip in an agreement, a certificate or a rule of firm capacity is found by itself") {
    CHECK(found_in(sound()).empty());
    std::size_t index = 0;
    for (const Slip& slip : kSlips) {
        CAPTURE(index);
        Study study = sound();
        slip.make(study);
        const auto found = found_in(study);
        REQUIRE(found.size() == 1);
        CHECK(found[0].table == slip.table);
        CHECK(found[0].entry == slip.entry);
        CHECK(found[0].column == slip.column);
        ++index;
    }
}

TEST_CASE("what is right at a limit of these rules is accepted") {
    Study study = sound();
    study.agreements[0].take_frac = 0.01;
    study.agreements[0].min_mw = study.agreements[0].max_mw;
    study.agreements[0].first_year = study.agreements[0].last_year = 2035;
    study.agreements[1].plant = base::none<model::PlantIndex>;  // reported by its reader
    study.certificates[0].limit_mwh_per_year = 9.0;
    study.plants.technology[0] = model::Technology::solar;
    study.firm_capacity[0].place = {};
    study.firm_capacity[0].place.data_center = model::DataCenterIndex{0};
    study.firm_capacity[0].connection_is_unit = true;
    CHECK(found_in(study).empty());
}
