// Small systems whose answers are known by enumeration (the tests of PRAS, National Renewable Energy Laboratory, state
// them): an outage rate of .1 and a repair rate of .9 per hour make every hour independent, with a forced outage rate
// of .1.
#include "adequacy/simulation/simulator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

constexpr bool kFails = true, kHolds = false;

System empty_system(std::size_t regions) {
    System system = made::nodes(regions);
    system.outages = {{"tenth", {{.available_frac = 0.0, .mttf_h = 10.0, .mttr_h = 1.0 / 0.9}}, {}, {}}};
    return system;
}

// A cause of its own, for whatever fails in a tenth of the hours.
Exposure tenth(System& system) {
    return {.causes = {made::add_cause(system, 0)}};
}

void add_unit(System& system, std::size_t region, const std::vector<double>& mw) {
    made::add_unit(system, region, 0.0, tenth(system));
    Steps& steps = system.units.capacity.back();
    steps.clear();
    for (std::size_t t = 0; t < mw.size(); ++t) steps.push_back({static_cast<std::int64_t>(t), mw[t]});
}

void add_line(System& system, std::size_t from, std::size_t to, double mw, bool fails) {
    made::add_line(system, from, to, mw, fails ? tenth(system) : Exposure{});
}

void add_store(System& system, std::size_t region, double mw, double mwh) {
    made::add_store(system, region, {.mw = mw, .mwh = mwh, .initial_frac = 0.0}, tenth(system));
}

struct Case {
    System system;
    std::vector<std::vector<double>> load, variable;  // region by region; MW, of 100 MW that never fail

    void add_variables() {
        constexpr double kCapacityMw = 100.0;
        for (std::size_t r = 0; r < variable.size(); ++r) {
            system.variables.name.emplace_back("variable");
            system.variables.region.push_back(NodeIndex{r});
            system.variables.resource.push_back(ResourceIndex{r});
            system.variables.capacity.push_back({{0, kCapacityMw}});
            system.variables.exposure.emplace_back();
            for (double& mw : variable[r]) mw /= kCapacityMw;
        }
    }

    WeatherLibrary library() const {
        WeatherLibrary made({.regions = load.size(),
                             .resources = variable.size(),
                             .hours_of_year = {static_cast<std::int64_t>(load[0].size())},
                             .is_leap = {}});
        const auto fill = [](const std::vector<double>& from, std::span<float> to) {
            std::ranges::transform(from, to.begin(), [](double value) { return static_cast<float>(value); });
        };
        for (std::size_t r = 0; r < load.size(); ++r) fill(load[r], made.load_mw(WeatherIndex{0}, 0, NodeIndex{r}));
        for (std::size_t r = 0; r < variable.size(); ++r)
            fill(variable[r], made.output_frac(WeatherIndex{0}, ResourceIndex{r}));
        return made;
    }
};

struct Estimate {
    double mean, error;
};

// Hours and energy of loss by place, over many samples.
struct Sampled {
    std::vector<Estimate> hours, energy;
};

Estimate estimate(double sum, double square, double count) {
    const double mean = sum / count;
    return {mean, std::sqrt(std::max(0.0, square / count - mean * mean) / (count - 1.0))};
}

Sampled sample(Case made, std::uint32_t samples) {
    made.add_variables();
    const WeatherLibrary library = made.library();
    const UncertaintySettings uncertainty{.seed = 3};
    Simulator simulator(made.system, library, uncertainty);
    const std::size_t places = made.load.size() + 1;
    LossRecord record(1, places);
    std::vector<double> hours(places), hours2(places), energy(places), energy2(places);
    for (std::uint32_t i = 0; i < samples; ++i) {
        record.clear();
        simulator.run(draw_future(uncertainty, library, i), record);
        for (std::size_t p = 0; p < places; ++p) {
            const Loss& loss = record.of(0, p);
            hours[p] += loss.hours, hours2[p] += loss.hours * loss.hours;
            energy[p] += loss.energy_mwh, energy2[p] += loss.energy_mwh * loss.energy_mwh;
        }
    }
    Sampled all;
    for (std::size_t p = 0; p < places; ++p) {
        all.hours.push_back(estimate(hours[p], hours2[p], samples));
        all.energy.push_back(estimate(energy[p], energy2[p], samples));
    }
    return all;
}

void check(const Estimate& found, double exact, double largest_error) {
    CAPTURE(found.mean);
    CAPTURE(found.error);
    CHECK(std::abs(found.mean - exact) <= 4.0 * found.error);
    CHECK(found.error <= largest_error * exact);
}

}  // namespace

TEST_CASE("one region, four hours") {
    Case made{empty_system(1), {{25, 28, 27, 24}}, {{5, 6, 7, 8}}};
    for (int u = 0; u < 3; ++u) add_unit(made.system, 0, {10.0});
    const Sampled found = sample(made, 200000);
    check(found.hours[0], 0.355, 0.005);
    check(found.energy[0], 1.59, 0.005);
    check(found.hours[1], 0.355, 0.005);
}

TEST_CASE("capacity that changes from hour to hour") {
    Case made{empty_system(1), {{28, 29, 30, 31, 32, 33}}, {{7, 8, 9, 9, 8, 7}}};
    add_unit(made.system, 0, {10, 10, 10, 15, 15, 15});
    add_unit(made.system, 0, {20, 20, 20, 25, 25, 25});
    const Sampled found = sample(made, 200000);
    check(found.hours[0], 0.96, 0.003);
    check(found.energy[0], 7.11, 0.005);
}

TEST_CASE("three regions in a ring") {
    Case made{empty_system(3),
              {{19, 20, 21, 20}, {20, 21, 21, 22}, {22, 21, 23, 22}},
              {{4, 3, 2, 3}, {6, 5, 3, 4}, {2, 1, 2, 1}}};
    add_unit(made.system, 0, {10.0});
    add_unit(made.system, 1, {10.0});
    add_unit(made.system, 1, {10.0});
    add_unit(made.system, 2, {10, 10, 15, 10});
    add_unit(made.system, 2, {20, 20, 25, 20});
    add_line(made.system, 0, 1, 8.0, kHolds);
    add_line(made.system, 0, 2, 8.0, kHolds);
    add_line(made.system, 1, 2, 8.0, kHolds);
    const Sampled found = sample(made, 200000);
    check(found.hours[0], 1.3756, 0.003);
    check(found.energy[0], 12.12885, 0.005);
}

TEST_CASE("a line that fails") {
    Case made{empty_system(2), {{8}, {9}}, {}};
    add_unit(made.system, 0, {15.0});
    add_unit(made.system, 1, {15.0});
    add_line(made.system, 0, 1, 8.0, kFails);
    const Sampled found = sample(made, 400000);
    check(found.hours[0], 0.19, 0.005);
    check(found.energy[0], 0.647, 0.007);
}

TEST_CASE("a store that fails") {
    Case made{empty_system(1), {{8, 9}}, {}};
    add_unit(made.system, 0, {10.0});
    add_store(made.system, 0, 10.0, 10.0);
    const Sampled found = sample(made, 400000);
    check(found.hours[0], 0.2, 0.005);
    check(found.energy[0], 1.5542, 0.005);
}
