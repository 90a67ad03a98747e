#include "base/step_lengths.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/steps.hpp"
#include "base/time_axis.hpp"

using namespace decawatt::base;

TEST_CASE("an axis of stated lengths has their instants, lengths and weights") {
    const StepLengths lengths({3600, 7200, 10800});
    const TimeAxis axis{1000, 0, 3, lengths};
    CHECK(!axis.is_regular());
    CHECK(axis.instant(0) == 1000);
    CHECK(axis.instant(2) == 1000 + 3 * 3600);
    CHECK(axis.end() == 1000 + 6 * 3600);
    CHECK(axis.step_h(1) == 2.0);
    CHECK(axis.mean_step_h() == 2.0);
    CHECK(axis.step_weight(0) == 0.5);
    CHECK(axis.between_middles_h(1) == 1.5);
    CHECK(axis.between_middles_h(0) == 2.0);  // from the last
    CHECK_THROWS_AS(axis.step_h(), LogicError);
    const std::vector<double> mw = {6.0, 3.0, 1.0};
    CHECK(axis.mean_step_h() * weighted_sum(axis, mw) == doctest::Approx(15.0));
}

TEST_CASE("a regular axis has weights of exactly one") {
    const TimeAxis axis{0, 900, 4};
    const std::vector<double> mw = {0.1, 0.2, 0.3, 0.7};
    CHECK(axis.step_weight(3) == 1.0);
    CHECK(axis.mean_step_h() == 0.25);
    CHECK(axis.between_middles_h(2) == 0.25);
    CHECK(weighted_sum(axis, mw) == 0.1 + 0.2 + 0.3 + 0.7);
}

TEST_CASE("lengths are compared by value and are above zero") {
    CHECK(StepLengths({900, 1800}) == StepLengths({900, 1800}));
    CHECK(StepLengths({900, 1800}) != StepLengths({1800, 900}));
    CHECK(StepLengths() == StepLengths());
    CHECK(StepLengths() != StepLengths({900}));
    CHECK_THROWS_AS(StepLengths({900, 0}), LogicError);
    CHECK_THROWS_AS(StepLengths(std::vector<std::int64_t>{}), LogicError);
}

TEST_CASE("means over stated steps keep the energy") {
    const StepLengths lengths({3600, 10800});
    CHECK(on_steps(std::vector{5.0, 1.0, 2.0, 6.0}, 3600, lengths) == std::vector{5.0, 3.0});
    Series series(4, 2);
    series(3, 1) = 6.0;
    CHECK(on_steps(series, 3600, lengths)(1, 1) == 2.0);
    CHECK_THROWS_AS(on_steps(std::vector{1.0, 2.0}, 3600, lengths), LogicError);                     // too few
    CHECK_THROWS_AS(on_steps(std::vector{1.0, 2.0}, 7200, StepLengths({3600, 10800})), LogicError);  // no parts of them
}
