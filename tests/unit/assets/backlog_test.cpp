// Most work that may wait, by hand.
#include "assets/backlog.hpp"

#include <doctest/doctest.h>

using namespace decawatt::assets;

TEST_CASE("the backlog is limited by the work that arrived within the deadline, across the end of the year") {
    const Hours arrived = {1.0, 2.0, 4.0, 8.0}, fast(4, 100.0);
    CHECK(backlog_limit_mwh(arrived, 1, fast) == arrived);
    CHECK(backlog_limit_mwh(arrived, 2, fast) == Hours{9.0, 3.0, 6.0, 12.0});
    CHECK(backlog_limit_mwh(arrived, 3, fast) == Hours{13.0, 11.0, 7.0, 14.0});
    CHECK(backlog_limit_mwh(arrived, 4, fast) == Hours(4, 15.0));
    CHECK(backlog_limit_mwh(arrived, 9, fast) == Hours(4, 15.0));
}

TEST_CASE("the backlog is limited by the work that can be done within the deadline") {
    // 10 arrive in hour 1, to be done by the end of hour 3: 10 may wait after hours 1 and 2, none after hour 3. What
    // is done beyond arrivals: 3 in hour 2, 4 in hour 3.
    const Hours arrived = {0.0, 10.0, 0.0, 0.0}, catch_up = {9.0, 9.0, 3.0, 4.0};
    CHECK(backlog_limit_mwh(arrived, 2, catch_up) == Hours{0.0, 7.0, 4.0, 0.0});
    // The limit of the first hour carries over into the last of the year, which repeats.
    CHECK(backlog_limit_mwh({0.0, 0.0, 0.0, 10.0}, 2, {4.0, 5.0, 1.0, 1.0}) == Hours{5.0, 0.0, 0.0, 9.0});
}

TEST_CASE("a deadline holds as many whole steps of stated lengths as fit in it") {
    const decawatt::base::StepLengths lengths({3600, 2 * 3600, 4 * 3600, 3600});
    const decawatt::base::TimeAxis axis{0, 0, 4, lengths};
    CHECK(steps_within_deadline(axis, 3.0) == std::vector<std::size_t>{2, 2, 0, 1});
    CHECK(steps_within_deadline(axis, 5.0) == std::vector<std::size_t>{2, 3, 1, 2});
    CHECK(steps_within_deadline(axis, 100.0) == std::vector<std::size_t>(4, 4));
    CHECK(steps_within_deadline({0, 1800, 3}, 1.0) == std::vector<std::size_t>(3, 2));
}
