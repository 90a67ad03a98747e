// Plants that never fail as one series for each node: the same answers, whatever their number.
#include "adequacy/system/fold_firm.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "adequacy/exact_years.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "base/error.hpp"
#include "tests/unit/adequacy/made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

constexpr std::int64_t kHours = 720;
constexpr int kPlants = 30;

// Multiples of 1/64 MW, which single precision holds exactly; they change every hour.
double hourly_mw(int plant, std::int64_t hour) {
    return static_cast<double>((37 * plant + 11 * hour + plant * hour) % 128) / 64.0;
}

void add_firm(System& system, std::size_t region, Steps capacity) {
    made::add_unit(system, region, 0.0, {});
    system.units.capacity.back() = std::move(capacity);
}

void add_hourly_plants(System& system, std::size_t region) {
    for (int plant = 0; plant < kPlants; ++plant) {
        Steps steps;
        for (std::int64_t hour = 0; hour < kHours; ++hour) steps.push_back({hour, hourly_mw(plant, hour)});
        add_firm(system, region, std::move(steps));
    }
}

double all_hourly_mw(std::int64_t hour) {
    double sum_mw = 0.0;
    for (int plant = 0; plant < kPlants; ++plant) sum_mw += hourly_mw(plant, hour);
    return sum_mw;
}

void add_failing_units(System& system, std::size_t region) {
    if (system.outages.empty()) system.outages.push_back(made::two_states(90.0, 10.0));
    for (int i = 0; i < 8; ++i) {
        Exposure exposure;
        exposure.causes = {made::add_cause(system, 0)};
        made::add_unit(system, region, 10.0, std::move(exposure));
    }
}

double load_mw(std::int64_t hour) {
    return 85.0 + std::round(20.0 * std::sin(2.0 * std::numbers::pi * static_cast<double>(hour) / 24.0));
}

WeatherLibrary library_of_load(const System& system) {
    WeatherLibrary library = made::library_of(system, {kHours});
    for (std::size_t r = 0; r < system.region.size(); ++r)
        for (std::int64_t hour = 0; hour < kHours; ++hour)
            library.load_mw(WeatherIndex{0}, 0, NodeIndex{r})[static_cast<std::size_t>(hour)] =
                static_cast<float>(load_mw(hour));
    return library;
}

System one_node(bool with_plants) {
    System system = made::nodes(1);
    add_failing_units(system, 0);
    if (with_plants) add_hourly_plants(system, 0);
    return system;
}

WeatherLibrary net_load(const System& system) {
    WeatherLibrary library = library_of_load(system);
    for (std::int64_t hour = 0; hour < kHours; ++hour)
        library.load_mw(WeatherIndex{0}, 0, NodeIndex{0})[static_cast<std::size_t>(hour)] =
            static_cast<float>(load_mw(hour) - all_hourly_mw(hour));
    return library;
}

// Two nodes with a line and a store; the plants of the first give more than its load in many hours.
System two_nodes() {
    System system = made::nodes(2);
    add_failing_units(system, 0);
    add_hourly_plants(system, 0);
    add_failing_units(system, 1);
    add_hourly_plants(system, 0);
    made::add_line(system, 0, 1, 25.0, {});
    made::add_store(system, 1,
                    {.mw = 8.0, .mwh = 20.0, .charge_efficiency_frac = 0.9, .discharge_efficiency_frac = 0.8}, {});
    return system;
}

LossRecord sampled(const System& system, const WeatherLibrary& library, std::uint32_t sample) {
    const UncertaintySettings uncertainty{.seed = 5};
    Simulator simulator(system, library, uncertainty);
    LossRecord record(1, 1 + system.region.size());
    simulator.run(draw_future(uncertainty, library, sample), record);
    return record;
}

}  // namespace

TEST_CASE("firm units of a node become their sum; what fails, is planned out or may be late stays as it is") {
    System system = made::nodes(2);
    system.outages = {made::two_states(90.0, 10.0), {"never", {}, {}, {}}};
    system.maintenance.push_back({"o", made::always(0.1), 7});
    system.delays.push_back({0.5, 100.0});
    made::add_unit(system, 0, 10.0, {.causes = {made::add_cause(system, 0)}});
    made::add_unit(system, 0, 11.0, {.causes = {}, .maintenance = MaintenanceIndex{0}});
    made::add_unit(system, 0, 12.0, {.causes = {}, .delay = DelayIndex{0}});
    add_firm(system, 0, {{2, 5.0}, {4, 0.0}});
    made::add_unit(system, 0, 1.0, {.causes = {made::add_cause(system, 1)}});
    add_firm(system, 0, {{3, 0.5}, {6, 0.25}});
    add_firm(system, 1, {{4, 7.0}, {5, 0.0}});
    const Units folded = fold_firm(system).units;
    REQUIRE(folded.count() == 5);
    CHECK(folded.capacity[0].front().mw == 10.0);
    CHECK(folded.exposure[1].maintenance == MaintenanceIndex{0});
    CHECK(folded.exposure[2].delay == DelayIndex{0});
    CHECK(folded.region == std::vector{NodeIndex{0}, NodeIndex{0}, NodeIndex{0}, NodeIndex{0}, NodeIndex{1}});
    const auto is = [](const Steps& found, const Steps& expected) {
        return std::ranges::equal(found, expected,
                                  [](const Step& a, const Step& b) { return a.hour == b.hour && a.mw == b.mw; });
    };
    CHECK(is(folded.capacity[3], {{0, 1.0}, {2, 6.0}, {3, 6.5}, {4, 1.5}, {6, 1.25}}));
    CHECK(is(folded.capacity[4], {{4, 7.0}, {5, 0.0}}));
}

TEST_CASE("by convolution, plants of an hourly series are net load") {
    const System as_plants = one_node(true), without = one_node(false);
    const ExactYears plants = exact_years(as_plants, library_of_load(as_plants), {});
    const ExactYears net = exact_years(without, net_load(without), {});
    CHECK(plants.on_grid);
    CHECK(plants.grid_mw == 10.0);  // of the units that fail
    CHECK(net.of_year[0].lole_h > 1.0);
    CHECK(plants.of_year[0].lole_h == doctest::Approx(net.of_year[0].lole_h).epsilon(1e-9));
    CHECK(plants.of_year[0].lole_d == doctest::Approx(net.of_year[0].lole_d).epsilon(1e-9));
    CHECK(plants.of_year[0].eue_mwh == doctest::Approx(net.of_year[0].eue_mwh).epsilon(1e-9));
}

TEST_CASE("sampled, plants of an hourly series are net load, folded or not") {
    const System as_plants = one_node(true), without = one_node(false);
    double energy_mwh = 0.0;
    for (std::uint32_t sample = 0; sample < 20; ++sample) {
        const LossRecord plants = sampled(as_plants, library_of_load(as_plants), sample);
        const LossRecord folded = sampled(fold_firm(as_plants), library_of_load(as_plants), sample);
        const LossRecord net = sampled(without, net_load(without), sample);
        for (const LossRecord* record : {&plants, &folded}) {
            CHECK(record->of(0, 0).hours == net.of(0, 0).hours);
            CHECK(record->of(0, 0).energy_mwh == doctest::Approx(net.of(0, 0).energy_mwh).epsilon(1e-9));
        }
        energy_mwh += net.of(0, 0).energy_mwh;
    }
    CHECK(energy_mwh > 100.0);
}

TEST_CASE("folded units export their surplus and charge stores as the plants do") {
    const System system = two_nodes(), folded = fold_firm(system);
    const WeatherLibrary library = library_of_load(system);
    CHECK(folded.units.count() == 17);
    double second_mwh = 0.0;
    for (std::uint32_t sample = 0; sample < 20; ++sample) {
        const LossRecord expected = sampled(system, library, sample), found = sampled(folded, library, sample);
        for (std::size_t place = 0; place < 3; ++place) {
            CHECK(found.of(0, place).hours == expected.of(0, place).hours);
            CHECK(found.of(0, place).energy_mwh == doctest::Approx(expected.of(0, place).energy_mwh).epsilon(1e-9));
        }
        second_mwh += expected.of(0, 2).energy_mwh;
    }
    CHECK(second_mwh > 100.0);
}

TEST_CASE("a convolution stops where it is asked to") {
    const System system = one_node(true);
    int requested = 0;
    const base::Progress stop = [&](const std::string& phase, double done, const std::string&) {
        CHECK(phase == "convolution");
        CHECK(done == doctest::Approx(static_cast<double>(requested) * 24.0 / kHours));
        return ++requested < 3;
    };
    CHECK_THROWS_AS(exact_years(system, library_of_load(system), {}, stop), base::Interrupted);
    CHECK(requested == 3);
}
