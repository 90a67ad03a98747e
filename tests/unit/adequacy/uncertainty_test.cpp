// Each cause of unavailable capacity in isolation: outages, shared causes, temperature, maintenance, delays.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "adequacy/uncertainty/entity_walk.hpp"
#include "adequacy/uncertainty/maintenance.hpp"
#include "made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

const Steps kOne = {{0, 1.0}};

// Values of entities hour by hour in one future.
std::vector<std::vector<double>> values_of(EntityWalk& walk, std::uint32_t sample, std::int64_t hours) {
    const Future future{.sample = sample, .weather = {WeatherIndex{0}}, .load_factor = {1.0}, .center_factor = {1.0}};
    walk.start(17, future);
    std::vector<std::vector<double>> values(walk.count());
    for (std::size_t e = 0; e < walk.count(); ++e)
        for (std::int64_t hour = 0; hour < hours; ++hour) {
            walk.pass(e, hour + 1, [](std::int64_t, double) {});
            values[e].push_back(walk.value(e));
        }
    return values;
}

void check_share(double count, double samples, double probability) {
    CAPTURE(probability);
    CHECK(std::abs(count / samples - probability) <= 4.0 * std::sqrt(probability * (1.0 - probability) / samples));
}

struct Sum {
    double sum = 0.0, square = 0.0, count = 0.0;
    void add(double value) { sum += value, square += value * value, count += 1.0; }
    double mean() const { return sum / count; }
    double error() const { return std::sqrt((square / count - mean() * mean()) / (count - 1.0)); }
};

}  // namespace

TEST_CASE("units fail together by a common cause, and independently by their own") {
    System system = made::nodes(1);
    system.outages = {made::two_states(90.0, 10.0), made::two_states(40.0, 10.0), made::two_states(30.0, 20.0)};
    for (std::size_t i = 0; i < 3; ++i) made::add_cause(system, i);
    const Exposure first{.causes = {CauseIndex{0}, CauseIndex{1}}}, second{.causes = {CauseIndex{0}, CauseIndex{2}}};
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    EntityWalk walk({{&kOne, 0, &first}, {&kOne, 0, &second}}, tables);
    constexpr std::uint32_t kSamples = 40000;
    double both = 0.0, only_first = 0.0, only_second = 0.0;
    for (std::uint32_t i = 0; i < kSamples; ++i) {
        const auto values = values_of(walk, i, 12);
        const bool a = values[0].back() > 0.0, b = values[1].back() > 0.0;
        both += a && b, only_first += a && !b, only_second += !a && b;
    }
    const double shared = 0.9, one = 0.8, two = 0.6;
    check_share(both, kSamples, shared * one * two);
    check_share(only_first, kSamples, shared * one * (1.0 - two));
    check_share(only_second, kSamples, shared * (1.0 - one) * two);
}

TEST_CASE("derated states of two causes multiply") {
    System system = made::nodes(1);
    system.outages = {{"half", {{.available_frac = 0.5, .mttf_h = 1.0, .mttr_h = 1e9}}, {}, {}}};  // always derated
    made::add_cause(system, 0);
    made::add_cause(system, 0);
    const Exposure exposure{.causes = {CauseIndex{0}, CauseIndex{1}}};
    const WeatherLibrary library = made::library_of(system, {24});
    const OutageTables tables(system, library);
    const Steps steps = {{-5, 100.0}, {0, 80.0}, {3, 50.0}, {3, 60.0}};  // of several at one hour the last counts
    EntityWalk walk({{&steps, 0, &exposure}}, tables);
    const auto values = values_of(walk, 1, 5);
    CHECK(values[0] == std::vector<double>{20.0, 20.0, 20.0, 15.0, 15.0});
}

TEST_CASE("each year of a future has the temperatures of its own weather year") {
    const System system = made::nodes(1);
    WeatherLibrary library = made::library_of(system, {48, 24}, 0, 1, 2);
    for (std::size_t w = 0; w < 2; ++w) {
        const auto series = library.temperature_deg_c(WeatherIndex{w}, TemperatureIndex{0});
        for (std::size_t t = 0; t < series.size(); ++t) series[t] = static_cast<float>(1000 * w + t);
    }
    const std::vector<WeatherIndex> drawn = {WeatherIndex{1}, WeatherIndex{0}};
    const Temperature temperature(library, drawn, TemperatureIndex{0});
    CHECK(temperature.end() == 72);
    CHECK(temperature.deg_c(0) == 1000.0);
    CHECK(temperature.deg_c(47) == 1047.0);
    CHECK(temperature.deg_c(48) == 0.0);
    CHECK(temperature.deg_c(71) == 23.0);
}

TEST_CASE("failures follow the temperature") {
    System system = made::nodes(1);
    constexpr double kMttfH = 100.0, kMttrH = 8.0, kColdFactor = 6.0;
    system.outages = {made::two_states(kMttfH, kMttrH)};
    system.outages[0].temperature_deg_c = {-10.0, 10.0};
    system.outages[0].failure_factor = {kColdFactor, 1.0};
    made::add_cause(system, 0);
    system.causes[0].temperature = TemperatureIndex{0};
    constexpr std::int64_t kHours = 96;
    WeatherLibrary library = made::library_of(system, {kHours}, 0, 1);
    const auto temperature = library.temperature_deg_c(WeatherIndex{0}, TemperatureIndex{0});
    const auto is_cold = [](std::size_t t) { return t % 48 >= 24; };
    for (std::size_t t = 0; t < temperature.size(); ++t) temperature[t] = is_cold(t) ? -12.0F : 15.0F;

    std::vector<double> out = {kMttrH / (kMttfH + kMttrH)};  // by the chain, hour after hour
    for (std::size_t t = 1; t < kHours; ++t) {
        const double failure = (is_cold(t) ? kColdFactor : 1.0) / kMttfH;
        out.push_back(out.back() * (1.0 - 1.0 / kMttrH) + (1.0 - out.back()) * failure);
    }
    const Exposure exposure{.causes = {CauseIndex{0}}};
    const OutageTables tables(system, library);
    EntityWalk walk({{&kOne, 0, &exposure}}, tables);
    constexpr std::uint32_t kSamples = 20000;
    std::vector<double> found(kHours);
    Sum hours;
    for (std::uint32_t i = 0; i < kSamples; ++i) {
        const auto values = values_of(walk, i, kHours);
        for (std::size_t t = 0; t < kHours; ++t) found[t] += 1.0 - values[0][t];
        hours.add(static_cast<double>(kHours) - std::accumulate(values[0].begin(), values[0].end(), 0.0));
    }
    for (const std::size_t t : {0U, 23U, 24U, 25U, 47U, 48U, 60U, 95U}) check_share(found[t], kSamples, out[t]);
    CHECK(std::abs(hours.mean() - std::accumulate(out.begin(), out.end(), 0.0)) <= 4.0 * hours.error());
    CHECK(hours.error() <= 0.01 * hours.mean());

    const OutageTable table(system.outages[0]);  // linear between the points
    CHECK(table.acceptance(0.0) == doctest::Approx(3.5 / kColdFactor));
    CHECK(table.acceptance(5.0) == doctest::Approx(2.25 / kColdFactor));
}

TEST_CASE("a factor of one at all temperatures changes nothing") {
    System plain = made::nodes(1), with_table = plain;
    plain.outages = with_table.outages = {made::two_states(30.0, 10.0)};
    with_table.outages[0].temperature_deg_c = {-10.0, 10.0};
    with_table.outages[0].failure_factor = {1.0, 1.0};
    made::add_cause(plain, 0);
    made::add_cause(with_table, 0);
    with_table.causes[0].temperature = TemperatureIndex{0};
    const WeatherLibrary library = made::library_of(plain, {500}, 0, 1);
    const Exposure exposure{.causes = {CauseIndex{0}}};
    const OutageTables one(plain, library), other(with_table, library);
    EntityWalk a({{&kOne, 0, &exposure}}, one), b({{&kOne, 0, &exposure}}, other);
    for (std::uint32_t i = 0; i < 20; ++i) CHECK(values_of(a, i, 500) == values_of(b, i, 500));
}

TEST_CASE("planned outages take their share in every hour") {
    const Maintenance maintenance{"round", {{0, 0.1}, {3000, 0.3}, {6000, 0.0}, {7000, 0.05}}, 0};
    constexpr int kPhases = 2000;
    for (const std::int64_t hour : {0, 1, 2999, 3000, 5999, 6000, 7000, 8759, 8760, 20000}) {
        int out = 0;
        for (int i = 0; i < kPhases; ++i)
            out += MaintenanceRotation(maintenance, (i + 0.5) / kPhases, 0.37).is_out(hour) ? 1 : 0;
        const double share = hour < 3000 ? 0.1 : hour < 6000 ? 0.3 : hour < 7000 ? 0.0 : 0.05;
        CAPTURE(hour);
        CHECK(std::abs(out - share * kPhases) <= 1.0);
    }
}

TEST_CASE("random phases give every hour its share, also step by step") {
    System system = made::nodes(1);
    system.maintenance = {{"round", {{0, 0.1}, {60, 0.4}}, 3}};
    const WeatherLibrary library = made::library_of(system, {100});
    const OutageTables tables(system, library);
    const Exposure exposure{.causes = {}, .maintenance = MaintenanceIndex{0}, .turn = 0.9};
    EntityWalk walk({{&kOne, 0, &exposure}}, tables);
    constexpr std::uint32_t kSamples = 20000;
    std::vector<double> out(100);
    for (std::uint32_t i = 0; i < kSamples; ++i) {
        const auto values = values_of(walk, i, 100);
        for (std::size_t t = 0; t < 100; ++t) out[t] += 1.0 - values[0][t];
    }
    for (const std::size_t t : {0U, 30U, 59U}) check_share(out[t], kSamples, 0.1);
    for (const std::size_t t : {60U, 99U}) check_share(out[t], kSamples, 0.4);
}

TEST_CASE("planned outages with a constant share are one period a year per unit, spread evenly over the fleet") {
    const Maintenance maintenance{"round", {{0, 0.25}}, 0};
    constexpr std::size_t kFleet = 20;
    constexpr std::int64_t kYearH = 8760;
    std::vector<MaintenanceRotation> fleet;
    for (std::size_t u = 0; u < kFleet; ++u) fleet.emplace_back(maintenance, 0.123, static_cast<double>(u) / kFleet);
    std::vector<int> begins(kFleet), hours(kFleet);
    for (std::int64_t hour = 1; hour <= kYearH; ++hour) {
        int out = 0;
        for (std::size_t u = 0; u < kFleet; ++u) {
            const bool now = fleet[u].is_out(hour);
            out += now, hours[u] += now;
            begins[u] += now && !fleet[u].is_out(hour - 1);
        }
        CHECK(out == 5);
    }
    for (std::size_t u = 0; u < kFleet; ++u) {
        CHECK(begins[u] == 1);
        CHECK(hours[u] == kYearH / 4);
    }
}

TEST_CASE("evaluating planned outages only where they may change misses nothing") {
    const Maintenance maintenance{
        "round", {{0, 0.1}, {100, 1.0}, {200, 0.0}, {2000, 0.2}, {2300, 0.6}, {9000, 0.15}}, 0};
    for (int i = 0; i < 20; ++i) {
        MaintenanceRotation turn(maintenance, i / 20.0 + 0.01, 0.003 * i), same = turn;
        int looks = 0;
        bool differs = false;
        for (std::int64_t hour = 0; hour < 20000; ++hour) {
            looks += hour >= turn.next_change() ? 1 : 0;
            differs = differs || turn.move_to(hour) != same.is_out(hour);
        }
        CHECK(!differs);
        CHECK(looks < 40);
    }
}

TEST_CASE("delays have the stated distribution and are common to all parts of a project") {
    System system = made::nodes(1);
    constexpr double kOnTime = 0.6, kMeanH = 20.0;
    constexpr std::int64_t kDue = 10, kHours = 400;
    system.delays = {{.on_time_probability = kOnTime, .mean_h = kMeanH}};
    const WeatherLibrary library = made::library_of(system, {kHours});
    const OutageTables tables(system, library);
    const Exposure exposure{.causes = {}, .delay = DelayIndex{0}, .due_hour = kDue, .delay_stream = 4};
    const Exposure undelayed{};
    const Steps early = {{0, 5.0}, {15, 8.0}};  // available from the first hour if there were no delay
    EntityWalk walk({{&early, 0, &exposure}, {&kOne, 0, &exposure}, {&early, 0, &undelayed}}, tables);
    constexpr std::uint32_t kSamples = 20000;
    double on_time = 0.0, at_three = 0.0;
    Sum late_h;
    for (std::uint32_t i = 0; i < kSamples; ++i) {
        const auto values = values_of(walk, i, kHours);
        const auto first = std::ranges::find_if(values[0], [](double v) { return v > 0.0; }) - values[0].begin();
        const auto other = std::ranges::find_if(values[1], [](double v) { return v > 0.0; }) - values[1].begin();
        REQUIRE(first == other);
        REQUIRE(first >= kDue);
        on_time += first == kDue, at_three += first == kDue + 3;
        if (first == kHours) continue;
        const auto at = static_cast<std::size_t>(first);
        REQUIRE(values[0][at] == values[2][at]);  // steps within the period take effect
        if (first > kDue) late_h.add(static_cast<double>(first - kDue));
    }
    const double hour = std::exp(-1.0 / kMeanH);  // probability that the delay is no shorter
    check_share(on_time, kSamples, kOnTime);
    check_share(at_three, kSamples, (1.0 - kOnTime) * hour * hour * (1.0 - hour));
    CHECK(std::abs(late_h.mean() - 1.0 / (1.0 - hour)) <= 4.0 * late_h.error());
    CHECK(late_h.error() <= 0.02 * kMeanH);
}
