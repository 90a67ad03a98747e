// What the tests of connections share: a campus with an engine behind its meter.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "operation_cases.hpp"

namespace decawatt::tests::connection_cases {

using namespace operation_cases;
using model::ConnectionTerms;
using model::Curtailment;
using model::NonfirmTerms;

// A hub of 100 MW with an engine at 90; grid at 20 up to 250 MW, at 260 beyond. Of its connection `nonfirm_mw` may be
// curtailed. Years of as many hours as the demand of the region has.
inline SmallStudy campus(const std::vector<double>& demand_mw, double connection_mw = 100.0, double nonfirm_mw = 60.0,
                         int years = 1) {
    SmallStudy small(years);
    small.study.horizon.hours_per_year = static_cast<int>(demand_mw.size());
    small.region("a", demand_mw);
    small.data_center(
        {.name = "hub", .draw_mw = std::vector<double>(demand_mw.size(), 100.0), .connection_mw = connection_mw});
    small.plant({.name = "cheap", .capacity_mw = 250.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 500.0, .variable_cost_per_mwh = 260.0});
    small.plant({.name = "engine", .capacity_mw = 200.0, .variable_cost_per_mwh = 90.0, .behind = 0});
    small.study.reliability.nonfirm_mw = {nonfirm_mw};
    small.study.data_centers.terms = {ConnectionTerms{}};
    return small;
}

inline ConnectionTerms& terms_of(SmallStudy& small) {
    return small.study.data_centers.terms[0];
}

inline std::vector<double> imported(const planning::Plan& plan, std::size_t chain = 0) {
    const auto series = plan.dispatch[chain].data_center_import_mw.of(0);
    return {series.begin(), series.end()};
}

inline std::vector<double> available(const planning::Plan& plan) {
    const auto series = plan.dispatch[0].data_center_nonfirm_available_mw.of(0);
    return {series.begin(), series.end()};
}

inline void check_series(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t t = 0; t < found.size(); ++t) {
        CAPTURE(t);
        CHECK(std::abs(found[t] - expected[t]) <= 1e-5);  // MW, of hundreds
    }
}

}  // namespace decawatt::tests::connection_cases
