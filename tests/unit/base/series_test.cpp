#include "base/series.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace decawatt::base;

TEST_CASE("a series is column-major: the hours of one entity are contiguous") {
    Series series(3, 2);
    for (std::size_t e = 0; e < 2; ++e)
        for (std::size_t t = 0; t < 3; ++t) series(t, e) = static_cast<double>(10 * e + t);
    CHECK(series.times() == 3);
    CHECK(series.entities() == 2);
    const std::vector<double> expected = {0, 1, 2, 10, 11, 12};
    CHECK(std::ranges::equal(series.all(), expected));
    CHECK(series.of(1).size() == 3);
    CHECK(series.of(1)[0] == 10.0);
    CHECK(series.of(1).data() == series.all().data() + 3);
}

TEST_CASE("writing through the column of an entity changes only that entity") {
    Series series(4, 3, 7.0);
    std::ranges::fill(series.of(1), -1.0);
    const Series& read = series;
    for (std::size_t t = 0; t < 4; ++t) {
        CHECK(read(t, 0) == 7.0);
        CHECK(read(t, 1) == -1.0);
        CHECK(read(t, 2) == 7.0);
    }
    CHECK(std::ranges::equal(read.of(1), std::vector<double>(4, -1.0)));
}

TEST_CASE("series without hours or entities are empty; new values are zero by default") {
    CHECK(Series{}.all().empty());
    CHECK(Series(5, 0).all().empty());
    CHECK(Series(0, 5).of(4).empty());
    CHECK(std::ranges::equal(Series(2, 1).all(), std::vector<double>(2, 0.0)));
}
