// Batches, threads and numbers: what must not depend on how the work was cut.
#include "adequacy/sampling.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "parallel/blocks.hpp"
#include "value_at_risk.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

System two_regions() {
    System system;
    system.region = {"A", "B"};
    system.outages = {{"often", {{.available_frac = 0.0, .mttf_h = 90.0, .mttr_h = 10.0}}, {}, {}}};
    for (std::size_t u = 0; u < 6; ++u) {
        system.units.name.emplace_back("unit");
        system.units.region.push_back(NodeIndex{u % 2});
        system.units.exposure.push_back({.causes = {CauseIndex{u}}});
        system.causes.push_back({.outage = OutageIndex{0}, .stream = static_cast<std::uint32_t>(u)});
        system.units.capacity.push_back({{0, 10.0}});
    }
    system.causes.push_back({.outage = OutageIndex{0}, .stream = 6});
    system.causes.push_back({.outage = OutageIndex{0}, .stream = 7});
    system.lines = {.name = {"line"},
                    .from = {NodeIndex{0}},
                    .to = {NodeIndex{1}},
                    .forward = {{{0, 5.0}}},
                    .reverse = {{{0, 5.0}}},
                    .exposure = {{.causes = {CauseIndex{6}}}}};
    system.stores = {.name = {"store"},
                     .region = {NodeIndex{1}},
                     .charge = {{{0, 4.0}}},
                     .discharge = {{{0, 4.0}}},
                     .energy = {{{0, 12.0}}},
                     .charge_efficiency_frac = {0.9},
                     .discharge_efficiency_frac = {0.9},
                     .standing_loss_frac_per_h = {0.0},
                     .initial_frac = {1.0},
                     .exposure = {{.causes = {CauseIndex{7}}}}};
    return system;
}

WeatherLibrary two_weathers() {
    WeatherLibrary library({.weathers = 2, .regions = 2, .hours_of_year = {240, 240, 240}, .is_leap = {}});
    for (std::size_t w = 0; w < 2; ++w)
        for (std::size_t y = 0; y < 3; ++y)
            for (std::size_t r = 0; r < 2; ++r) {
                const auto load = library.load_mw(WeatherIndex{w}, y, NodeIndex{r});
                for (std::size_t t = 0; t < load.size(); ++t)
                    load[t] = (w == 0 ? 18.0F : 22.0F) + (t % 24 > 8 && t % 24 < 20 ? 5.0F : 0.0F);
            }
    for (std::size_t t = 0; t < 720; ++t) library.slots()[t] = static_cast<std::uint16_t>(t % 24);
    return library;
}

void next_batch(const SamplingSettings& settings, Sampling& state) {
    const UncertaintySettings uncertainty{.seed = 9, .growth_sd_frac = 0.02};
    run_batch(two_regions(), two_weathers(), uncertainty, settings, parallel::Communicator::alone(), state);
}

Sampling run_all(const SamplingSettings& settings) {
    Sampling state = start_sampling(two_regions(), two_weathers(), settings);
    while (!state.done) next_batch(settings, state);
    return state;
}

}  // namespace

TEST_CASE("the same bits for 1, 2 and 3 threads") {
    const SamplingSettings settings{.samples = 230, .batch = 100, .worst_events = 20};
    std::vector<StateBuffer> numbers;
    for (const int threads : {1, 2, 3}) {
        parallel::set_threads(threads);
        const Sampling state = run_all(settings);
        CHECK(state.convergence.size() == 3);
        CHECK(state.events.size() == 20);
        numbers.push_back(state_of(state));
    }
    parallel::set_threads(0);
    CHECK(numbers[0] == numbers[1]);
    CHECK(numbers[0] == numbers[2]);
}

TEST_CASE("a run that goes on after any batch ends with the bits of one that never stopped") {
    const SamplingSettings settings{.samples = 130, .batch = 30, .worst_events = 20, .all_events = true};
    const System system = two_regions();
    const WeatherLibrary library = two_weathers();
    const StateBuffer whole = state_of(run_all(settings));
    for (std::size_t stop = 1; stop < 5; ++stop) {
        CAPTURE(stop);
        Sampling state = start_sampling(system, library, settings);
        for (std::size_t batch = 0; batch < stop; ++batch) next_batch(settings, state);
        CHECK(!state.done);
        Sampling again = sampling_of(state_of(state), {3, 3, 2}, settings);
        CHECK(state_of(again) == state_of(state));
        while (!again.done) next_batch(settings, again);
        CHECK(state_of(again) == whole);
    }
}

TEST_CASE("the parts of a run together have the bits of the whole, however many they are") {
    const SamplingSettings settings{.samples = 230, .batch = 30, .worst_events = 20};
    const StateBuffer whole = state_of(run_all(settings));
    for (const std::uint64_t parts : {1U, 2U, 3U, 8U}) {
        CAPTURE(parts);
        std::vector<Sampling> done;
        std::uint64_t samples = 0;
        for (std::uint64_t part = 1; part <= parts; ++part) {
            const SamplingSettings own = settings_of_part(settings, part, parts);
            CHECK(own.first_sample == samples);
            samples += own.samples;
            done.push_back(run_all(own));
        }
        CHECK(samples == 230);
        CHECK(state_of(merge_parts(done, settings)) == whole);
    }
    CHECK_THROWS_AS(settings_of_part(settings, 9, 9), base::LogicError);  // eight batches
    CHECK_THROWS_AS(settings_of_part(settings, 4, 3), base::LogicError);
}

TEST_CASE("a long run looks at its error a thousand times at most, at its parts' ends too") {
    const SamplingSettings settings{.samples = 10'000'000, .batch = 500};
    std::size_t looks = 0;
    for (std::uint64_t batch = 1; batch <= 20'000; ++batch) looks += looks_after(settings, batch) ? 1U : 0U;
    CHECK(looks == kMostConvergencePoints);
    CHECK(looks_after(settings, 20'000));
    const SamplingSettings part = settings_of_part(settings, 2, 7);
    for (std::uint64_t batch = 1; batch <= 20'000; ++batch)
        CHECK(looks_after(settings, batch) == looks_after(part, batch));
}

TEST_CASE("all events of a batch come in the order of samples, and the worst of them are kept") {
    const SamplingSettings settings{.samples = 100, .batch = 60, .worst_events = 5, .all_events = true};
    const System system = two_regions();
    const WeatherLibrary library = two_weathers();
    Sampling state = start_sampling(system, library, settings);
    std::vector<Event> all;
    while (!state.done) {
        next_batch(settings, state);
        all.insert(all.end(), state.batch_events.begin(), state.batch_events.end());
    }
    CHECK(all.size() == state.event_count);
    CHECK(std::ranges::is_sorted(all, {}, &Event::sample));
    double hours = 0.0, events = 0.0, depth_mw = 0.0;
    for (const Event& event : all)
        if (event.place == 0) hours += static_cast<double>(event.hours), events += 1.0, depth_mw += event.deepest_mw;
    CHECK(events > 50.0);
    CHECK(state.tally.per_year(Metric::events, 0).mean == doctest::Approx(events / 300.0));  // 100 futures of 3 years
    CHECK(state.tally.event_mean(Metric::hours, 0).mean == doctest::Approx(hours / events));
    CHECK(state.tally.event_mean(Metric::depth, 0).mean == doctest::Approx(depth_mw / events));
    keep_worst(all, 5);
    REQUIRE(state.events.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(all[i].energy_mwh == state.events[i].energy_mwh);
        CHECK(all[i].sample == state.events[i].sample);
    }
}

TEST_CASE("the system loses what its regions lose") {
    const Sampling state = run_all({.samples = 100, .batch = 50});
    double sum = 0.0;
    for (std::size_t y = 0; y < 3; ++y) {
        const double system = state.tally.of(Metric::energy, y, 0).mean;
        CHECK(system > 0.0);
        CHECK(system ==
              doctest::Approx(state.tally.of(Metric::energy, y, 1).mean + state.tally.of(Metric::energy, y, 2).mean));
        sum += system;
    }
    CHECK(state.tally.per_year(Metric::energy, 0).mean == doctest::Approx(sum / 3.0));
    CHECK(state.tally.of(Metric::hours, 0, 0).mean <=
          state.tally.of(Metric::hours, 0, 1).mean + state.tally.of(Metric::hours, 0, 2).mean);
}

TEST_CASE("sampling stops when the error is small, and when the library is the limit") {
    const Sampling small = run_all({.samples = 100000, .batch = 200, .relative_error = 2.0});
    CHECK(small.enough);
    CHECK(!small.library_limits);
    CHECK(small.next_sample == 200);
    const Sampling limited = run_all({.samples = 100000, .batch = 200, .relative_error = 0.1});  // two weather years
    CHECK(!limited.enough);
    CHECK(limited.library_limits);
    CHECK(limited.next_sample < 100000);
}

// Futures whose loss is the effect of the weather alone: what sampling cannot reduce is the library's.
TEST_CASE("the error of the library is that of its years") {
    constexpr std::size_t kWeathers = 40, kYears = 5;
    constexpr std::uint32_t kSamples = 4000;
    std::vector<double> effect;
    const base::RandomStream stream(21, base::Purpose::test, 0, 0);
    for (std::size_t w = 0; w < kWeathers; ++w) effect.push_back(10.0 + 2.0 * stream.normals(w)[0]);
    double mean = 0.0, variance = 0.0;
    for (const double e : effect) mean += e / kWeathers;
    for (const double e : effect) variance += (e - mean) * (e - mean) / (kWeathers - 1);
    Tally tally(kYears, 1, kWeathers);
    LossRecord record(kYears, 1);
    const base::RandomStream draws(22, base::Purpose::test, 0, 0);
    for (std::uint32_t i = 0; i < kSamples; ++i) {
        record.clear();
        Future future{.sample = i, .weather = {}, .load_factor = {}, .center_factor = {}};
        for (std::size_t y = 0; y < kYears; ++y) {
            const auto w = static_cast<std::size_t>(draws.uniform(i * kYears + y) * kWeathers);
            future.weather.push_back(WeatherIndex{w});
            record.add(y, 0, static_cast<std::int64_t>(100 * y), 0,
                       effect[w] + draws.normals(1000000 + i * kYears + y)[0]);
        }
        tally.add(future, record);
    }
    const Estimate found = tally.per_year(Metric::energy, 0);
    CHECK(std::abs(found.mean - mean) <= 4.0 * found.error);
    CHECK(found.error == doctest::Approx(std::sqrt((variance + 1.0) / kYears / kSamples)).epsilon(0.1));
    // 40 years: the spread between them is known to 1 / sqrt(2 * 39) = 11 %, but this one is the library's own.
    CHECK(std::sqrt(found.error_total * found.error_total - found.error * found.error) ==
          doctest::Approx(std::sqrt(variance / kWeathers)).epsilon(0.03));
}

// Years that lose more and more, all weather years alike: no error is the library's.
TEST_CASE("growth over the horizon is no error of the library") {
    constexpr std::size_t kWeathers = 200, kYears = 10;
    Tally tally(kYears, 1, kWeathers);
    LossRecord record(kYears, 1);
    const base::RandomStream draws(23, base::Purpose::test, 0, 0);
    for (std::uint32_t i = 0; i < 2000; ++i) {
        record.clear();
        Future future{.sample = i, .weather = {}, .load_factor = {}, .center_factor = {}};
        for (std::size_t y = 0; y < kYears; ++y) {
            future.weather.push_back(static_cast<WeatherIndex>(draws.uniform(i * kYears + y) * kWeathers));
            record.add(y, 0, static_cast<std::int64_t>(100 * y), 0,
                       100.0 + 10.0 * static_cast<double>(y) + 15.0 * draws.normals(1000000 + i * kYears + y)[0]);
        }
        record.finish();
        tally.add(future, record);
    }
    const Estimate found = tally.per_year(Metric::energy, 0);
    // Means of 100 draws each: their variance is known to sqrt(2 / 199) = 10 %, 0.47 error^2 here; four times that is
    // allowed. With the growth in it the total would be 2.2 errors.
    CHECK(found.error == doctest::Approx(15.0 / std::sqrt(10.0 * 2000.0)).epsilon(0.1));
    CHECK(found.error_total <= std::sqrt(1.0 + 4.0 * 0.47) * found.error);
}

TEST_CASE("a single sample tells no error, and is never enough") {
    const Sampling one = run_all({.samples = 1, .batch = 1, .relative_error = 0.5});
    CHECK(one.tally.per_year(Metric::energy, 0).mean > 0.0);
    CHECK(std::isnan(one.tally.per_year(Metric::energy, 0).error));
    CHECK(std::isnan(one.tally.lost_wh(0).value_at_risk(0.9).error));
    CHECK(!one.enough);
}

TEST_CASE("the value at risk counts an atom in part") {
    const std::vector<double> values = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 4.0, 10.0};
    CHECK(made::conditional_value_at_risk(values, 0.9) == doctest::Approx(10.0));
    CHECK(made::conditional_value_at_risk(values, 0.8) == doctest::Approx(7.0));
    CHECK(made::conditional_value_at_risk(values, 0.5) ==
          doctest::Approx(14.0 / 5.0));  // three of the five are the atom's
    CHECK(made::conditional_value_at_risk(values, 0.85) == doctest::Approx((10.0 + 0.5 * 4.0) / 1.5));
    CHECK(made::conditional_value_at_risk(values, 0.0) == doctest::Approx(1.4));
}
