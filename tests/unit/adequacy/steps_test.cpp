// Values that change in steps, by hand.
#include "adequacy/system/steps.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace decawatt::adequacy;

namespace {
bool same(const Steps& found, const Steps& expected) {
    return std::ranges::equal(found, expected,
                              [](const Step& a, const Step& b) { return a.hour == b.hour && a.mw == b.mw; });
}
}  // namespace

TEST_CASE("a value applies from its hour on, and is zero before the first") {
    const Steps steps = {{5, 2.0}, {8, 3.0}, {9, 0.0}};
    CHECK(at_hour(steps, 4) == 0.0);
    CHECK(at_hour(steps, 5) == 2.0);
    CHECK(at_hour(steps, 7) == 2.0);
    CHECK(at_hour(steps, 8) == 3.0);
    CHECK(at_hour(steps, 100) == 0.0);
    CHECK(at_hour({}, 0) == 0.0);
    CHECK(largest(steps) == 3.0);
    CHECK(largest({{0, -1.0}}) == 0.0);
}

TEST_CASE("sums change where a part does, and end at exactly zero") {
    CHECK(same(sum({{{0, 1.0}, {4, 0.0}}, {{2, 5.0}, {4, 6.0}}}), {{0, 1.0}, {2, 6.0}}));
    CHECK(same(sum({{{0, 0.1}, {9, 0.0}}, {{1, 0.2}, {8, 0.0}}}),
               {{0, 0.1}, {1, 0.1 + 0.2}, {8, 0.1 + 0.2 - 0.2}, {9, 0.0}}));
    CHECK(sum({}).empty());
}

TEST_CASE("the minimum of two series applies in every hour, also after the last step of one") {
    const Steps left = {{0, 4.0}, {3, 1.0}}, right = {{1, 2.0}, {2, 3.0}, {6, 0.0}, {7, 9.0}};
    const Steps expected = {{0, 0.0}, {1, 2.0}, {2, 3.0}, {3, 1.0}, {6, 0.0}, {7, 1.0}};
    CHECK(same(lesser(left, right), expected));
    CHECK(same(lesser(right, left), expected));
    CHECK(same(lesser({{2, 1.0}}, {}), {{2, 0.0}}));
    CHECK(same(lesser({}, {{2, 1.0}}), {{2, 0.0}}));
}
