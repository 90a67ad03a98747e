// Capacity credits and exact years against each other: two methods with the same results.
#include "adequacy/capacity_credit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "adequacy/exact_years.hpp"
#include "base/error.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

constexpr std::int64_t kHours = 2000;

std::string unit_name(std::uint32_t number) {
    std::string name = "U";
    return name.append(std::to_string(number));
}

// Ten units of 10 MW, unavailable a tenth of the time for five hours each; load of a daily sine up to `peak_mw`.
System ten_units() {
    System system;
    system.region = {"A"};
    system.study_regions = 1;
    system.outages = {{"tenth", {{.available_frac = 0.0, .mttf_h = 45.0, .mttr_h = 5.0}}, {}, {}}};
    for (std::uint32_t u = 0; u < 10; ++u) {
        system.units.name.push_back(unit_name(u));
        system.units.region.push_back(NodeIndex{0});
        system.units.capacity.push_back({{0, 10.0}});
        system.causes.push_back({.outage = OutageIndex{0}, .stream = u});
        system.units.exposure.push_back({.causes = {CauseIndex{u}}});
    }
    return system;
}

WeatherLibrary wave(double peak_mw) {
    WeatherLibrary library({.weathers = 1, .regions = 1, .hours_of_year = {kHours}});
    for (std::size_t t = 0; t < kHours; ++t)
        library.load_mw(WeatherIndex{0}, 0, NodeIndex{0})[t] = static_cast<float>(
            peak_mw * (0.8 + 0.2 * std::sin(2.0 * 3.14159265358979 * static_cast<double>(t) / 24.0)));
    return library;
}

double exact_eue_mwh(const System& system, double firm_mw) {
    System changed = system;
    changed.units.name.emplace_back("firm");
    changed.units.region.push_back(NodeIndex{0});
    changed.units.capacity.push_back({{0, firm_mw}});
    changed.units.exposure.emplace_back();
    return exact_years(changed, wave(85.0), {}).of_year[0].eue_mwh;
}

// With `more_mw` of load in every hour: units of the convolution are not negative.
double exact_eue_with_load_mwh(const System& system, double more_mw) {
    WeatherLibrary library = wave(85.0);
    for (float& load : library.load_mw(WeatherIndex{0}, 0, NodeIndex{0})) load += static_cast<float>(more_mw);
    return exact_years(system, library, {}).of_year[0].eue_mwh;
}

System without_first(System system) {
    system.units.capacity[0].clear();
    return system;
}

}  // namespace

TEST_CASE("the credit of a firm unit is its capacity") {
    System system = ten_units();
    system.units.name.emplace_back("firm asset");
    system.units.region.push_back(NodeIndex{0});
    system.units.capacity.push_back({{0, 8.0}});
    system.units.exposure.emplace_back();
    const CapacityCredit credit =
        capacity_credit(system, "firm asset", wave(93.0), {}, {.samples = 200}, parallel::Communicator::alone(), {});
    CHECK(credit.significant);
    CHECK(credit.capacity_mw == 8.0);
    CHECK(std::abs(credit.efc.mw - 8.0) <= 8e-3);  // the tolerance of the search
    CHECK(std::abs(credit.elcc.mw - 8.0) <= 8e-3);
}

// Constant load, so that risk is linear in firm capacity and the search finds the root to the last digit.
TEST_CASE("the interval of a credit holds where the search ends within rounding") {
    System system = ten_units();
    WeatherLibrary flat({.weathers = 1, .regions = 1, .hours_of_year = {kHours}});
    std::ranges::fill(flat.load_mw(WeatherIndex{0}, 0, NodeIndex{0}), 100.0F);
    const CapacityCredit credit =
        capacity_credit(system, "U0", flat, {}, {.samples = 400}, parallel::Communicator::alone(), {});
    // Any outage is a shortage: 9 MW of firm capacity are worth about as much as 10 MW that are available nine tenths
    // of the time.
    CHECK(credit.significant);
    CHECK(std::abs(credit.efc.mw - 9.0) <= 2.0 * (credit.efc.high_mw - credit.efc.mw) + 0.01);
    CHECK(credit.efc.high_mw - credit.efc.low_mw <= 0.5);
}

TEST_CASE("sampled credits agree with those of the convolution") {
    const System system = ten_units();
    const CapacityCredit credit =
        capacity_credit(system, "U0", wave(85.0), {}, {.samples = 1500}, parallel::Communicator::alone(), {});
    CHECK(credit.significant);
    const double with = exact_eue_mwh(system, 0.0), without = exact_eue_mwh(without_first(system), 0.0);
    CHECK(std::abs(credit.difference_mwh - (without - with)) <= 4.0 * credit.difference_error_mwh);
    CHECK(credit.difference_error_mwh <= 0.05 * credit.difference_mwh);
    double low = 0.0, high = 10.0;
    for (int i = 0; i < 30; ++i) {
        const double x = 0.5 * (low + high);
        (exact_eue_mwh(without_first(system), x) > with ? low : high) = x;
    }
    const double half = 0.5 * (credit.efc.high_mw - credit.efc.low_mw);
    CHECK(std::abs(credit.efc.mw - low) <= 2.0 * half + 0.01);  // about four standard errors
    CHECK(half <= 0.1);
    low = 0.0, high = 10.0;
    for (int i = 0; i < 30; ++i) {
        const double x = 0.5 * (low + high);
        (exact_eue_with_load_mwh(system, x) < without ? low : high) = x;
    }
    const double half_elcc = 0.5 * (credit.elcc.high_mw - credit.elcc.low_mw);
    CHECK(std::abs(credit.elcc.mw - low) <= 2.0 * half_elcc + 0.01);
    CHECK(half_elcc <= 0.1);
}

TEST_CASE("an asset without effect has no significant credit, and an unknown one is rejected") {
    System system = ten_units();
    const auto credit_of = [&](const char* asset, double peak_mw) {
        return capacity_credit(system, asset, wave(peak_mw), {}, {.samples = 100}, parallel::Communicator::alone(), {});
    };
    CHECK_FALSE(credit_of("U1", 20.0).significant);
    CHECK_THROWS_AS(credit_of("U", 85.0), base::InputError);
}

TEST_CASE("an effect within its error is not significant, however large") {
    // A unit of a GW that fails every twenty years, for a day, under a load that needs half of it: the spare unit helps
    // in one sample of forty, or in none. The error of the mean is then the mean itself.
    System system = ten_units();
    system.outages.push_back({"seldom", {{.available_frac = 0.0, .mttf_h = 20.0 * 8760.0, .mttr_h = 24.0}}, {}, {}});
    system.units.name.emplace_back("rare");
    system.units.region.push_back(NodeIndex{0});
    system.units.capacity.push_back({{0, 1000.0}});
    system.causes.push_back({.outage = OutageIndex{1}, .stream = 99});
    system.units.exposure.push_back({.causes = {CauseIndex{10}}});
    system.units.name.emplace_back("base");
    system.units.region.push_back(NodeIndex{0});
    system.units.capacity.push_back({{0, 100.0}});
    system.units.exposure.emplace_back();
    system.units.name.emplace_back("spare");  // replaces a part of the rare unit where that fails
    system.units.region.push_back(NodeIndex{0});
    system.units.capacity.push_back({{0, 500.0}});
    system.causes.push_back({.outage = OutageIndex{0}, .stream = 100});
    system.units.exposure.push_back({.causes = {CauseIndex{11}}});
    WeatherLibrary flat({.weathers = 1, .regions = 1, .hours_of_year = {kHours}});
    std::ranges::fill(flat.load_mw(WeatherIndex{0}, 0, NodeIndex{0}), 600.0F);
    const CapacityCredit credit =
        capacity_credit(system, "spare", flat, {}, {.samples = 40}, parallel::Communicator::alone(), {});
    CHECK(credit.difference_mwh > 0.0);
    CHECK(credit.difference_error_mwh > 1.0);
    CHECK(credit.difference_mwh < 1.9 * credit.difference_error_mwh);
    CHECK_FALSE(credit.significant);
}

TEST_CASE("the convolution adds the load of data centres to that of the region, hour by hour") {
    System apart = ten_units(), joint = ten_units();
    apart.centers.name = {"hub"};
    apart.centers.region = {NodeIndex{0}};
    apart.centers.deferrable_frac = apart.centers.movable_frac = apart.centers.hosting_mw = {0.0};
    apart.centers.deadline_h = {0};
    apart.centers.nonfirm = {{{0, 0.0}}};
    apart.centers.generator_mw = apart.centers.generator_h_per_year = {0.0};
    WeatherLibrary of_both = wave(85.0);
    WeatherLibrary of_each({.weathers = 1, .regions = 1, .centers = 1, .hours_of_year = {kHours}});
    const auto all = of_both.load_mw(WeatherIndex{0}, 0, NodeIndex{0});
    const auto region = of_each.load_mw(WeatherIndex{0}, 0, NodeIndex{0});
    const auto hub = of_each.center_mw(WeatherIndex{0}, 0, CenterIndex{0});
    for (std::size_t t = 0; t < all.size(); ++t) {
        hub[t] = t % 7 < 3 ? 40.0F : 8.0F;
        region[t] = all[t] - hub[t];
    }
    const ExactLoss expected = exact_years(joint, of_both, {}).of_year[0];
    const ExactLoss found = exact_years(apart, of_each, {}).of_year[0];
    CHECK(expected.eue_mwh > 0.0);
    CHECK(found.eue_mwh == doctest::Approx(expected.eue_mwh).epsilon(1e-6));
    CHECK(found.lole_h == doctest::Approx(expected.lole_h).epsilon(1e-6));
}

TEST_CASE("the convolution rejects systems for which it is not exact") {
    System system = ten_units();
    system.units.exposure[1].causes = {CauseIndex{0}};
    system.maintenance.push_back({"o", {{0, 0.1}}, 7});
    system.units.exposure[2].maintenance = MaintenanceIndex{0};
    try {
        exact_years(system, wave(85.0), {.growth_sd_frac = 0.1});
        FAIL("shared causes, maintenance and growth");
    } catch (const base::InputError& error) {
        CHECK(error.faults.size() == 3);
    }
}

TEST_CASE("exact years: states of several causes multiply, capacities change, weather is averaged") {
    System system;
    system.region = {"A"};
    system.outages = {{"half", {{.available_frac = 0.5, .mttf_h = 10.0, .mttr_h = 10.0}}, {}, {}},
                      {"quarter", {{.available_frac = 0.0, .mttf_h = 30.0, .mttr_h = 10.0}}, {}, {}}};
    system.causes = {{.outage = OutageIndex{0}, .stream = 1}, {.outage = OutageIndex{1}, .stream = 2}};
    system.units.name = {"U"};
    system.units.region = {NodeIndex{0}};
    system.units.capacity = {{{0, 10.0}, {2, 20.0}}};
    system.units.exposure = {{.causes = {CauseIndex{0}, CauseIndex{1}}}};
    system.variables.name = {"V"};
    system.variables.region = {NodeIndex{0}};
    system.variables.resource = {ResourceIndex{0}};
    system.variables.capacity = {{{0, 4.0}}};
    system.variables.exposure = {{}};
    WeatherLibrary library({.weathers = 2, .regions = 1, .resources = 1, .hours_of_year = {4}});
    for (std::size_t w = 0; w < 2; ++w) {
        std::ranges::fill(library.load_mw(WeatherIndex{w}, 0, NodeIndex{0}), 10.0F);
        std::ranges::fill(library.output_frac(WeatherIndex{w}, ResourceIndex{0}), w == 0 ? 0.0F : 1.0F);
    }
    // Available: 1 with .375, half with .375, nothing with .25. Net loads 10 and 6; capacities 10, 10, 20, 20.
    const ExactLoss loss = exact_years(system, library, {}).of_year.at(0);
    const double hour_10 = 0.5 * ((0.375 + 0.25) + (0.375 + 0.25)), hour_20 = 0.5 * (0.25 + 0.25);
    CHECK(loss.lole_h == doctest::Approx(2 * hour_10 + 2 * hour_20).epsilon(1e-12));
    const double eue_10 = 0.5 * ((0.375 * 5 + 0.25 * 10) + (0.375 * 1 + 0.25 * 6)),
                 eue_20 = 0.5 * (0.25 * 10 + 0.25 * 6);
    CHECK(loss.eue_mwh == doctest::Approx(2 * eue_10 + 2 * eue_20).epsilon(1e-12));
    CHECK(loss.lole_d == doctest::Approx(hour_10).epsilon(1e-12));
}
