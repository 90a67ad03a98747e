// What the tests of agreements share: a sun that produces 0, 1/2, 1 and 1/2, and terms that are valid all horizon.
#pragma once

#include <string>
#include <vector>

#include "operation_cases.hpp"

namespace decawatt::tests::agreement_cases {

using namespace operation_cases;
using model::Agreement;
using model::AgreementKind;
using model::Certificate;
using model::CertificateMatching;

inline const std::vector<double> kSun = {0.0, 0.5, 1.0, 0.5};  // 2 MWh a MW

// Buys the output of a plant; years that are not stated are those of the horizon.
inline void buy(SmallStudy& small, int plant, Agreement agreement) {
    agreement.plant = static_cast<model::PlantIndex>(plant);
    if (agreement.first_year == 0) agreement.first_year = small.study.horizon.first_year;
    if (agreement.last_year == 0) agreement.last_year = small.study.horizon.last_year;
    small.study.plants.build[static_cast<std::size_t>(plant)] = model::option_of(agreement, 0.0);
    small.study.agreements.push_back(agreement);
}

inline int sun(SmallStudy& small, int contract = -1, int behind = -1) {
    return small.plant({.name = "sun",
                        .technology = model::Technology::solar,
                        .behind = behind,
                        .contract = contract,
                        .resource_frac = kSun});
}

// A demand of 10 MW that gas serves at 50, with the sun of an agreement.
inline SmallStudy sun_beside_gas(const Agreement& agreement, int years = 1) {
    SmallStudy small(years);
    small.region("a", {10.0, 10.0, 10.0, 10.0});
    small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 50.0});
    buy(small, sun(small), agreement);
    return small;
}

// A hub of 10 MW on a market, which its contract's targets make buy clean energy.
inline SmallStudy hub_on_a_market(double hourly, double annual, const std::vector<double>& price) {
    SmallStudy small;
    small.region("grid", std::vector<double>(price.size(), 0.0));
    small.market({.buy_price_per_mwh = price});
    small.contract("deal", hourly, annual);
    small.data_center(
        {.name = "hub", .draw_mw = std::vector<double>(price.size(), 10.0), .connection_mw = 20.0, .contract = 0});
    return small;
}

inline void add_certificate(SmallStudy& small, Certificate certificate) {
    certificate.contract = static_cast<model::ContractIndex>(0);
    certificate.first_year = small.study.horizon.first_year;
    certificate.last_year = small.study.horizon.last_year;
    small.study.certificates.push_back(certificate);
}

}  // namespace decawatt::tests::agreement_cases
