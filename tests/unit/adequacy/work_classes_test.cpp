// Catch-up capacity, classes and links of flexible load, in hours calculated by hand.
#include <doctest/doctest.h>

#include <vector>

#include "flexible_hour.hpp"
#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using made::add_center;
using made::Hour;

TEST_CASE("the spare capacity of the halls limits catching up, by classes in proportion to their work") {
    System system = made::nodes(1);
    add_center(system, 0, {.deferrable_frac = 0.3, .deadline_h = 8});
    system.centers.more_classes = {{CenterIndex{0}, 0.1, 2}};
    system.centers.catch_up_frac = {0.2};
    FlexibleLoad flexible(system);
    Hour hour(1);
    hour.meet(flexible, 0, {-40.0}, {100.0});  // 30 and 10 wait
    CHECK(hour.balance.unserved_mw() == doctest::Approx(0.0));
    REQUIRE(flexible.needs_load());
    const auto caught_up = [&](std::int64_t at) {
        flexible.start_hour(at);
        flexible.limit_catch_up(std::vector<double>{100.0});
        hour.balance.start(std::vector<double>{50.0}, std::vector<double>{0.0, 0.0});
        flexible.catch_up(hour.balance);
        return flexible.waiting_mwh(CenterIndex{0});
    };
    CHECK(caught_up(1) == doctest::Approx(20.0));  // 15 and 5, of 20 MW
    CHECK(caught_up(2) == doctest::Approx(0.0));   // 15; the other 5 are due
    CHECK(flexible.due_mw(CenterIndex{0}) == doctest::Approx(5.0));
    CHECK(!flexible.waiting());
    SUBCASE("also where all of it has surplus") {
        hour.meet(flexible, 10, {-40.0}, {100.0});
        flexible.start_hour(11);
        flexible.limit_catch_up(std::vector<double>{100.0});
        std::vector<double> spare = {100.0};
        flexible.subtract_waiting(spare);
        CHECK(spare[0] == doctest::Approx(80.0));
        flexible.do_all();
        CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(20.0));
    }
    SUBCASE("without any nothing waits") {
        system.centers.catch_up_frac = {0.0};
        FlexibleLoad firm(system);
        hour.meet(firm, 0, {-40.0}, {100.0});
        CHECK(hour.balance.unserved_mw() == doctest::Approx(40.0));
    }
}

TEST_CASE("a declared link that is not active permits no other move") {
    System system = made::nodes(2);
    add_center(system, 0, {.movable_frac = 0.4});
    add_center(system, 1, {.hosting_mw = 100.0});
    const auto unserved_mw = [](const System& of) {
        FlexibleLoad flexible(of);
        Hour hour(2);
        hour.meet(flexible, 0, {-30.0, 100.0}, {100.0, 0.0});
        return hour.balance.unserved_mw();
    };
    CHECK(unserved_mw(system) == doctest::Approx(0.0));  // without any table work goes everywhere
    system.centers.links = {{CenterIndex{0}, CenterIndex{1}, 0.0}};
    CHECK(unserved_mw(system) == doctest::Approx(30.0));
}

TEST_CASE("work moves over links alone where any is stated") {
    System system = made::nodes(3);
    add_center(system, 0, {.movable_frac = 0.4});
    add_center(system, 1, {.hosting_mw = 100.0});
    add_center(system, 2, {.hosting_mw = 100.0});
    system.centers.links = {{CenterIndex{0}, CenterIndex{1}, 15.0}};
    FlexibleLoad flexible(system);
    Hour hour(3);
    hour.meet(flexible, 0, {-40.0, 100.0, 100.0}, {100.0, 0.0, 0.0});
    CHECK(hour.balance.unserved_mw() == doctest::Approx(25.0));
    CHECK(flexible.remaining_mw(CenterIndex{1}) == doctest::Approx(15.0));
    CHECK(flexible.remaining_mw(CenterIndex{2}) == doctest::Approx(0.0));
}
