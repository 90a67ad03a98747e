// Values on steps of another length.
#include "base/steps.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace decawatt::base;

TEST_CASE("longer steps have the mean, shorter ones hold the value") {
    const std::vector<double> hours = {1.0, 2.0, 6.0, 4.0, 4.0, 1.0};
    CHECK(on_steps(hours, 3600, 10800) == std::vector<double>{3.0, 3.0});
    CHECK(on_steps(hours, 3600, 7200) == std::vector<double>{1.5, 5.0, 2.5});
    CHECK(on_steps(hours, 3600, 3600) == hours);
    CHECK(on_steps({hours.data(), 2}, 3600, 1800) == std::vector<double>{1.0, 1.0, 2.0, 2.0});
    CHECK(on_steps(on_steps(hours, 3600, 900), 900, 3600) == hours);
    CHECK_THROWS_AS((void)on_steps(hours, 3600, 5400), LogicError);               // neither is a multiple
    CHECK_THROWS_AS((void)on_steps({hours.data(), 4}, 3600, 10800), LogicError);  // a part of a step
}

TEST_CASE("a series is put on other steps entity by entity") {
    Series series(4, 2);
    for (std::size_t t = 0; t < 4; ++t) {
        series(t, 0) = static_cast<double>(t);
        series(t, 1) = 10.0 * static_cast<double>(t);
    }
    const Series means = on_steps(series, 1800, 3600);
    REQUIRE(means.times() == 2);
    CHECK(means(1, 0) == 2.5);
    CHECK(means(1, 1) == 25.0);
    const Series none = on_steps(Series(4, 0), 1800, 3600);
    CHECK(none.entities() == 0);
}
