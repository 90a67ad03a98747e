// Data centres during a shortage, in hours calculated by hand.
#include "adequacy/hour/flexible_load.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "adequacy/simulation/simulator.hpp"
#include "base/random_stream.hpp"
#include "flexible_hour.hpp"
#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using made::add_center;
using made::Hour;

namespace {

// 100 MW at node A: 20 deferred, 30 moved, 10 own generation, 15 not firm. The host at B takes 25.
System two_centers() {
    System system = made::nodes(2);
    add_center(system, 0,
               {.deferrable_frac = 0.2,
                .movable_frac = 0.3,
                .deadline_h = 3,
                .nonfirm_mw = 15.0,
                .generator_mw = 10.0,
                .generator_h_per_year = 2.0});
    add_center(system, 1, {.hosting_mw = 25.0});
    return system;
}

}  // namespace

TEST_CASE("the order of use: deferring, moving, own generation, disconnecting") {
    const System system = two_centers();
    struct Expected {
        double shortage, waits, moved, generated_hours, disconnected, unserved;
    };
    for (const Expected& e : {Expected{12.0, 12.0, 0.0, 0.0, 0.0, 0.0}, Expected{40.0, 20.0, 20.0, 0.0, 0.0, 0.0},
                              Expected{50.0, 20.0, 25.0, 1.0, 0.0, 0.0}, Expected{60.0, 20.0, 25.0, 1.0, 5.0, 0.0},
                              Expected{80.0, 20.0, 25.0, 1.0, 15.0, 10.0}}) {
        CAPTURE(e.shortage);
        FlexibleLoad flexible(system);
        Hour hour(2);
        hour.meet(flexible, 0, {-e.shortage, 100.0}, {100.0, 40.0});
        CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(e.waits));
        CHECK(flexible.remaining_mw(CenterIndex{1}) == doctest::Approx(40.0 + e.moved));  // its own and hosted load
        CHECK(flexible.generator_hours(CenterIndex{0}) == e.generated_hours);
        CHECK(flexible.disconnected_mw(CenterIndex{0}) == doctest::Approx(e.disconnected));
        CHECK(hour.balance.unserved_mw() == doctest::Approx(e.unserved));
        CHECK(flexible.remaining_mw(CenterIndex{0}) == doctest::Approx(100.0 - e.shortage + e.unserved));
    }
}

TEST_CASE("no data centre hosts work at the cost of a shortage of its own") {
    const System system = two_centers();
    FlexibleLoad flexible(system);
    Hour hour(2);
    hour.meet(flexible, 0, {-34.0, 10.0}, {100.0, 40.0});
    CHECK(flexible.remaining_mw(CenterIndex{1}) == doctest::Approx(50.0));
    CHECK(flexible.generator_hours(CenterIndex{0}) == 1.0);  // 20 deferred, 10 moved, 4 by own generation
    CHECK(flexible.remaining_mw(CenterIndex{0}) == doctest::Approx(66.0));
    CHECK(hour.balance.unserved_mw() == doctest::Approx(0.0));
}

TEST_CASE("moved work is shared in proportion to hosting capacity, and limited by it") {
    System system = made::nodes(3);
    add_center(system, 0, {.movable_frac = 0.2});
    add_center(system, 1, {.hosting_mw = 30.0});
    add_center(system, 2, {.hosting_mw = 10.0});
    SUBCASE("one moves 20: 15 and 5") {
        FlexibleLoad flexible(system);
        Hour hour(3);
        hour.meet(flexible, 0, {-20.0, 50.0, 50.0}, {100.0, 0.0, 0.0});
        CHECK(flexible.remaining_mw(CenterIndex{1}) == doctest::Approx(15.0));
        CHECK(flexible.remaining_mw(CenterIndex{2}) == doctest::Approx(5.0));
        CHECK(flexible.remaining_mw(CenterIndex{0}) == doctest::Approx(80.0));
    }
    SUBCASE("two would move 60 and 20 to hosts of 40: half of each") {
        add_center(system, 0, {.movable_frac = 0.6});
        FlexibleLoad flexible(system);
        Hour hour(3);
        hour.meet(flexible, 0, {-80.0, 50.0, 50.0}, {100.0, 0.0, 0.0, 100.0});
        CHECK(flexible.remaining_mw(CenterIndex{1}) == doctest::Approx(30.0));
        CHECK(flexible.remaining_mw(CenterIndex{2}) == doctest::Approx(10.0));
        CHECK(flexible.remaining_mw(CenterIndex{0}) == doctest::Approx(90.0));
        CHECK(flexible.remaining_mw(CenterIndex{3}) == doctest::Approx(70.0));
        CHECK(hour.balance.unserved_mw() == doctest::Approx(40.0));
    }
    SUBCASE("not to one's own node") {
        System alone = made::nodes(1);
        add_center(alone, 0, {.movable_frac = 0.2});
        add_center(alone, 0, {.hosting_mw = 30.0});
        FlexibleLoad flexible(alone);
        Hour hour(1);
        hour.meet(flexible, 0, {-20.0}, {100.0, 0.0});
        CHECK(hour.used.empty());
    }
}

TEST_CASE("deferred work runs with surplus, the oldest first, or when it is due") {
    System system = made::nodes(1);
    add_center(system, 0, {.deferrable_frac = 0.5, .deadline_h = 3});
    FlexibleLoad flexible(system);
    Hour hour(1);
    hour.meet(flexible, 10, {-30.0}, {100.0});
    hour.meet(flexible, 11, {-20.0}, {100.0});
    CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(50.0));
    flexible.start_hour(12);
    hour.balance.start(std::vector<double>{12.0}, std::vector<double>{0.0, 0.0});
    flexible.catch_up(hour.balance);  // 12 of the 30 of hour 10
    CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(38.0));
    flexible.start_hour(13);
    CHECK(flexible.due_mw(CenterIndex{0}) == doctest::Approx(18.0));
    CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(20.0));
    std::vector<double> surplus = {5.0};
    flexible.subtract_due(surplus);
    CHECK(surplus[0] == doctest::Approx(-13.0));
    flexible.start_hour(14);
    CHECK(flexible.due_mw(CenterIndex{0}) == doctest::Approx(20.0));
    CHECK(!flexible.waiting());
    flexible.start_hour(15);
    CHECK(flexible.due_mw(CenterIndex{0}) == 0.0);
}

TEST_CASE("due work is not deferred again") {
    System system = made::nodes(1);
    add_center(system, 0, {.deferrable_frac = 0.5, .deadline_h = 1});
    FlexibleLoad flexible(system);
    Hour hour(1);
    hour.meet(flexible, 0, {-40.0}, {100.0});
    hour.meet(flexible, 1, {-40.0}, {100.0});  // and 40 due: shortage of 80, of which 50 may be deferred
    CHECK(flexible.waiting_mwh(CenterIndex{0}) == doctest::Approx(50.0));
    CHECK(hour.balance.unserved_mw() == doctest::Approx(30.0));
    CHECK(flexible.remaining_mw(CenterIndex{0}) == doctest::Approx(90.0));
}

TEST_CASE("generators run at most their hours per year") {
    const System system = two_centers();
    FlexibleLoad flexible(system);
    Hour hour(2);
    const auto unserved = [&](std::int64_t at) {
        hour.meet(flexible, at, {-70.0, 100.0}, {100.0, 0.0});  // 20 + 25 + 10 + 15 at most
        return hour.balance.unserved_mw();
    };
    CHECK(unserved(0) == doctest::Approx(0.0));
    CHECK(unserved(1) == doctest::Approx(0.0));
    CHECK(unserved(2) == doctest::Approx(10.0));
    CHECK(flexible.generator_hours(CenterIndex{0}) == 2.0);
    flexible.start_year();
    CHECK(flexible.generator_hours(CenterIndex{0}) == 0.0);
    hour.meet(flexible, 3, {-50.0, 100.0}, {100.0, 0.0});
    CHECK(flexible.generator_hours(CenterIndex{0}) == 1.0);
}

TEST_CASE("deferred work is completed, by its deadline at the latest") {
    System system = made::nodes(3);
    for (std::size_t r = 0; r < 3; ++r)
        add_center(system, r,
                   {.deferrable_frac = 0.3,
                    .movable_frac = 0.3,
                    .deadline_h = 4 + static_cast<std::int64_t>(r),
                    .hosting_mw = 12.0,
                    .nonfirm_mw = 10.0,
                    .generator_mw = 10.0,
                    .generator_h_per_year = 20.5});
    FlexibleLoad flexible(system);
    const base::RandomStream stream(31, base::Purpose::test, 0, 0);
    Hour hour(3);
    const std::vector<double> load = {60.0, 50.0, 40.0};
    constexpr std::int64_t kHours = 600;
    std::vector<std::vector<double>> deferred(3, std::vector<double>(kHours));
    std::vector<double> due(3), caught_up(3);
    for (std::int64_t t = 0; t < kHours; ++t) {
        std::vector<double> before(3), surplus;
        for (std::size_t d = 0; d < 3; ++d) {
            before[d] = flexible.waiting_mwh(CenterIndex{d});
            surplus.push_back(60.0 * stream.uniform(3 * static_cast<std::uint64_t>(t) + d) - 35.0);
        }
        hour.meet(flexible, t, surplus, load);
        std::vector<double> hosted(3);
        for (const auto& resource : hour.used)
            if (resource.taken_from != HourBalance::kNowhere)
                hosted[base::at(resource.taken_from)] += resource.at_most_mw;
        for (std::size_t d = 0; d < 3; ++d) {
            CHECK(hosted[d] <= 12.0 + 1e-9);
            due[d] += flexible.due_mw(CenterIndex{d});
            deferred[d][static_cast<std::size_t>(t)] =
                flexible.waiting_mwh(CenterIndex{d}) - (before[d] - flexible.due_mw(CenterIndex{d}));
            before[d] = flexible.waiting_mwh(CenterIndex{d});
        }
        flexible.catch_up(hour.balance);
        for (std::size_t d = 0; d < 3; ++d) {
            caught_up[d] += before[d] - flexible.waiting_mwh(CenterIndex{d});
            const auto young = static_cast<std::int64_t>(4 + d);  // deferred in the last hours: older work is lost
            double recent = 0.0;
            for (std::int64_t h = std::max<std::int64_t>(0, t - young + 1); h <= t; ++h)
                recent += deferred[d][static_cast<std::size_t>(h)];
            CHECK(flexible.waiting_mwh(CenterIndex{d}) <= recent + 1e-5);
            CHECK(flexible.generator_hours(CenterIndex{d}) <= 20.0);
        }
    }
    for (std::size_t d = 0; d < 3; ++d) {
        const double all = std::accumulate(deferred[d].begin(), deferred[d].end(), 0.0);
        CHECK(all > 100.0);
        CHECK(due[d] > 10.0);
        CHECK(caught_up[d] > 10.0);
        CHECK(all == doctest::Approx(due[d] + caught_up[d] + flexible.waiting_mwh(CenterIndex{d})));
        CHECK(flexible.generator_hours(CenterIndex{d}) == 20.0);
    }
}

TEST_CASE("a data centre bears a shortage in proportion to its remaining load") {
    System system = made::nodes(1);
    made::add_unit(system, 0, 60.0, {});
    add_center(system, 0, {.deferrable_frac = 0.5, .deadline_h = 8});
    WeatherLibrary library = made::library_of(system, {1});
    library.load_mw(WeatherIndex{0}, 0, NodeIndex{0})[0] = 50.0F;
    library.center_mw(WeatherIndex{0}, 0, CenterIndex{0})[0] = 100.0F;
    const UncertaintySettings uncertainty;
    Simulator simulator(system, library, uncertainty);
    LossRecord record(1, 3);
    simulator.run(draw_future(uncertainty, library, 0), record);
    // 40 unserved: 150 - 60 - 50 deferred. The region and the data centre each have 50 of the 100 that remain.
    CHECK(record.of(0, 0).energy_mwh == doctest::Approx(20.0));
    CHECK(record.of(0, 1).energy_mwh == doctest::Approx(20.0));
    CHECK(record.of(0, 2).energy_mwh == doctest::Approx(20.0));
}

TEST_CASE("the grid's loss does not depend on whether a data centre has a node of its own") {
    for (const bool own_node : {false, true}) {
        CAPTURE(own_node);
        System system = made::nodes(own_node ? 2 : 1);
        if (own_node) made::add_line(system, 0, 1, 500.0, {});
        made::add_unit(system, 0, 90.0, {});
        add_center(system, own_node ? 1 : 0, {});
        WeatherLibrary library = made::library_of(system, {1});
        library.load_mw(WeatherIndex{0}, 0, NodeIndex{0})[0] = 50.0F;
        library.center_mw(WeatherIndex{0}, 0, CenterIndex{0})[0] = 100.0F;
        const UncertaintySettings uncertainty;
        Simulator simulator(system, library, uncertainty);
        LossRecord record(1, own_node ? 4 : 3);
        simulator.run(draw_future(uncertainty, library, 0), record);
        CHECK(record.of(0, 0).energy_mwh == doctest::Approx(20.0));  // 60 unserved; the grid has a third of the load
        CHECK(record.of(0, 1).energy_mwh == doctest::Approx(20.0));
        CHECK(record.of(0, own_node ? 3 : 2).energy_mwh == doctest::Approx(40.0));
    }
}
