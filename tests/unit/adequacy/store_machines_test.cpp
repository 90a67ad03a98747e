// Stores whose machines fail one by one.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "../planning/small_study.hpp"
#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/hour/storage_state.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "machines.hpp"
#include "made.hpp"
#include "parallel/blocks.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::tests::SmallStudy;
using doctest::Approx;
using namespace decawatt::adequacy::made;

TEST_CASE("machines of a store: power and energy of those that stand") {
    const Machines two(2, 20.0, 80.0);
    const WeatherLibrary library = made::library_of(two.system, {kYearHours});
    const OutageTables tables(two.system, library);
    StorageState stores(two.system, tables);
    bool half = false, none = false;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        const Future future{
            .sample = sample, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        CHECK(stores.content_mwh(StoreIndex{0}) == Approx(80.0));  // with what is in machines that are out
        for (std::int64_t hour = stores.next_change(); hour < 500; hour = stores.next_change()) {
            stores.move_to(hour);
            const double mw = offered_mw(stores);
            CHECK((mw == 0.0 || mw == 10.0 || mw == 20.0));
            half = half || mw == 10.0;
            none = none || mw == 0.0;
            CHECK(stores.content_mwh(StoreIndex{0}) == Approx(80.0));
            std::vector<double> surplus = {100.0};
            stores.subtract_wanted(surplus);
            CHECK(surplus[0] == Approx(100.0));  // full is full, whatever is out
            stores.charge_all();
            CHECK(stores.at_rest());
        }
    }
    CHECK(half);
    CHECK(none);
}

// One machine fails full while the other one is emptied; it comes back with what it held.
TEST_CASE("what is in a machine that fails stays there and comes back with it") {
    Machines two(2, 20.0, 80.0, 1e6, 1e6);
    two.system.outages[0].states[0] = {.available_frac = 0.0, .mttf_h = 20.0, .mttr_h = 20.0};
    two.system.causes[1].outage = OutageIndex{1};
    two.system.outages.push_back({"never", {}, {}, {}});
    const WeatherLibrary library = made::library_of(two.system, {kYearHours});
    const OutageTables tables(two.system, library);
    StorageState stores(two.system, tables);
    int returned = 0;
    for (std::uint32_t sample = 0; sample < 20; ++sample) {
        const Future future{
            .sample = sample, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        if (offered_mw(stores) < 20.0) continue;  // out at the start
        stores.move_to(stores.next_change());
        REQUIRE(offered_mw(stores) == 10.0);
        std::vector<HourBalance::Resource> resources;
        for (int hour = 0; hour < 4; ++hour) {  // 40 MWh of the one that stands
            resources.clear();
            stores.sort();
            stores.offer(resources);
            REQUIRE(resources.size() == 1);
            CHECK(resources[0].at_most_mw == Approx(10.0));
            stores.note(resources);
        }
        resources.clear();
        stores.offer(resources);
        CHECK((resources.empty() || resources[0].at_most_mw < 1e-9));
        CHECK(stores.content_mwh(StoreIndex{0}) == Approx(40.0));
        stores.move_to(stores.next_change());
        CHECK(offered_mw(stores) == Approx(20.0));
        CHECK(stores.content_mwh(StoreIndex{0}) == Approx(40.0));
        ++returned;
    }
    CHECK(returned > 5);
}

TEST_CASE("a store of one machine is a store that fails") {
    Machines one(1, 20.0, 80.0);
    System whole = made::nodes(1);
    whole.outages = one.system.outages;
    made::add_store(whole, 0, {.mw = 20.0, .mwh = 80.0, .initial_frac = 1.0}, {.causes = {made::add_cause(whole, 0)}});
    const WeatherLibrary library = made::library_of(whole, {kYearHours});
    const OutageTables tables(one.system, library), of_whole(whole, library);
    StorageState a(one.system, tables), b(whole, of_whole);
    const Future future{.sample = 3, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
    a.start(1, future);
    b.start(1, future);
    for (std::int64_t hour = 0; hour < kYearHours; hour += 7) {
        a.move_to(hour);
        b.move_to(hour);
        REQUIRE(offered_mw(a) == Approx(offered_mw(b)));
        REQUIRE(a.content_mwh(StoreIndex{0}) == Approx(b.content_mwh(StoreIndex{0})));
    }
}

TEST_CASE("many machines give in the mean what they are there for, with little spread") {
    constexpr std::size_t kCount = 200;
    const Machines many(kCount, 1000.0, 4000.0);
    const WeatherLibrary library = made::library_of(many.system, {kYearHours});
    const OutageTables tables(many.system, library);
    StorageState stores(many.system, tables);
    double sum = 0.0, square = 0.0;
    constexpr int kFutures = 400;
    for (std::uint32_t sample = 0; sample < kFutures; ++sample) {
        const Future future{
            .sample = sample, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        stores.move_to(5000);
        const double mw = offered_mw(stores);
        sum += mw / kFutures;
        square += mw * mw / kFutures;
    }
    const double spread = std::sqrt(square - sum * sum), by_hand = 1000.0 * std::sqrt(0.9 * 0.1 / kCount);
    CHECK(std::abs(sum - 900.0) <= 4.0 * by_hand / std::sqrt(kFutures));
    CHECK(spread == Approx(by_hand).epsilon(0.15));  // four standard errors of a spread of 400 futures
}
