// Stores by themselves.
#include "adequacy/hour/storage_state.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {
const Future kFuture{.sample = 0, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
}

TEST_CASE("a store loses its part of what it holds every hour") {
    System system = made::nodes(1);
    made::add_store(system, 0, {.mw = 10.0, .mwh = 100.0, .standing_loss_frac_per_h = 0.01, .initial_frac = 0.8}, {});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    for (int hour = 0; hour < 5; ++hour) stores.start_hour();
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(80.0 * std::pow(0.99, 5)));
}

TEST_CASE("at rest a store takes what it loses") {
    System system = made::nodes(2);
    made::add_store(system, 1,
                    {.mw = 10.0, .mwh = 100.0, .charge_efficiency_frac = 0.8, .standing_loss_frac_per_h = 0.01}, {});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    stores.start_hour();
    std::vector<double> surplus = {0.0, 50.0};
    stores.subtract_wanted(surplus);
    CHECK(surplus[1] == doctest::Approx(50.0 - 1.0 / 0.8));
    stores.charge_all();
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(100.0));
    CHECK(stores.at_rest());
    CHECK(stores.rest_need_mw()[0] == 0.0);
    CHECK(stores.rest_need_mw()[1] == doctest::Approx(1.0 / 0.8));
}

TEST_CASE("a store that loses more than it can take is never at rest") {
    System system = made::nodes(1);
    made::add_store(system, 0, {.mw = 0.5, .mwh = 100.0, .standing_loss_frac_per_h = 0.01}, {});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    std::vector<double> surplus = {50.0};
    for (int hour = 0; hour < 3; ++hour) {
        stores.start_hour();
        stores.subtract_wanted(surplus);
        stores.charge_all();
        CHECK(!stores.at_rest());
    }
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(((100.0 * 0.99 + 0.5) * 0.99 + 0.5) * 0.99 + 0.5));
}

TEST_CASE("a store that is late begins when it comes; one that closes keeps nothing") {
    System system = made::nodes(1);
    made::add_store(system, 0, {.mw = 10.0, .mwh = 40.0}, {});
    system.stores.energy[0] = {{0, 40.0}, {5, 10.0}, {9, 0.0}};
    system.delays = {{.on_time_probability = 1.0}};
    made::add_store(system, 0, {.mw = 10.0, .mwh = 40.0}, {.causes = {}, .delay = DelayIndex{0}, .due_hour = 3});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    CHECK(stores.content_mwh(StoreIndex{0}) == 40.0);
    CHECK(stores.content_mwh(StoreIndex{1}) == 0.0);
    CHECK(stores.move_to(3));
    std::vector<double> surplus = {50.0};
    stores.subtract_wanted(surplus);
    CHECK(surplus[0] == doctest::Approx(40.0));
    stores.charge_all();
    CHECK(stores.content_mwh(StoreIndex{1}) == doctest::Approx(10.0));
    CHECK(stores.move_to(5));
    CHECK(stores.content_mwh(StoreIndex{0}) == 10.0);
    CHECK(stores.move_to(9));
    CHECK(stores.content_mwh(StoreIndex{0}) == 0.0);
}

TEST_CASE("the store that can last longest gives first, the one that can last shortest takes first") {
    System system = made::nodes(1);
    made::add_store(system, 0, {.mw = 10.0, .mwh = 20.0, .initial_frac = 0.5}, {});  // one hour
    made::add_store(system, 0, {.mw = 10.0, .mwh = 80.0, .initial_frac = 0.5}, {});  // four hours
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    HourBalance balance(1);
    const std::vector<double> alone = {0.0, 0.0};
    balance.start(std::vector<double>{-12.0}, alone);
    stores.sort();
    std::vector<HourBalance::Resource> resources;
    stores.offer(resources);
    balance.use(resources);
    stores.note(resources);
    CHECK(stores.content_mwh(StoreIndex{1}) == doctest::Approx(30.0));
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(8.0));
    balance.start(std::vector<double>{15.0}, alone);
    stores.sort();
    stores.charge(balance);
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(18.0));
    CHECK(stores.content_mwh(StoreIndex{1}) == doctest::Approx(35.0));
}

TEST_CASE("a store gives what its discharge efficiency leaves of its content, and takes less than it charges") {
    System system = made::nodes(1);
    const made::Store store{
        .mw = 10.0, .mwh = 20.0, .charge_efficiency_frac = 0.9, .discharge_efficiency_frac = 0.8, .initial_frac = 0.5};
    made::add_store(system, 0, store, {});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    HourBalance balance(1);
    const std::vector<double> alone = {0.0, 0.0};
    balance.start(std::vector<double>{-4.0}, alone);
    stores.sort();
    std::vector<HourBalance::Resource> resources;
    stores.offer(resources);
    REQUIRE(resources.size() == 1);
    CHECK(resources[0].at_most_mw == doctest::Approx(0.8 * 10.0));  // of the content, less than its 10 MW
    balance.use(resources);
    stores.note(resources);
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(10.0 - 4.0 / 0.8));
    balance.start(std::vector<double>{30.0}, alone);
    stores.sort();
    stores.charge(balance);
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(5.0 + 0.9 * 10.0));
    balance.start(std::vector<double>{30.0}, alone);
    stores.sort();
    stores.charge(balance);
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(20.0));  // its room, not its power
}

TEST_CASE("time to go is of the energy that reaches the grid") {
    System system = made::nodes(1);
    // Three and two and a half hours of content at full power; 1.5 and 2.5 hours of what is given.
    made::add_store(system, 0, {.mw = 10.0, .mwh = 30.0, .discharge_efficiency_frac = 0.5}, {});
    made::add_store(system, 0, {.mw = 10.0, .mwh = 25.0}, {});
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    StorageState stores(system, tables);
    stores.start(1, kFuture);
    HourBalance balance(1);
    balance.start(std::vector<double>{-10.0}, std::vector<double>{0.0, 0.0});
    stores.sort();
    std::vector<HourBalance::Resource> resources;
    stores.offer(resources);
    balance.use(resources);
    stores.note(resources);
    CHECK(stores.content_mwh(StoreIndex{0}) == doctest::Approx(30.0));
    CHECK(stores.content_mwh(StoreIndex{1}) == doctest::Approx(15.0));
}
