// Statistics of losses against sums done by hand.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <vector>

#include "adequacy/statistics/distribution.hpp"
#include "adequacy/statistics/estimate.hpp"
#include "adequacy/statistics/state_buffer.hpp"
#include "adequacy/statistics/tally.hpp"
#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "value_at_risk.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;

namespace {

Future future_of(std::uint32_t sample, const std::vector<std::size_t>& weather) {
    Future future;
    future.sample = sample;
    for (const std::size_t drawn : weather) future.weather.push_back(WeatherIndex{drawn});
    return future;
}

// Two years, the system alone. The first sample loses 2 + 3 + 1 MWh in hours 22..24 of the first year (one event over
// two days) and 4 MWh in hour 30; the second loses nothing; the third 10 MWh in the last hour of the first year and 5
// in the first of the second (one event).
Tally by_hand() {
    Tally tally(2, 1, 2);
    LossRecord record(2, 1);
    const auto add = [&](std::uint32_t sample, const std::vector<std::size_t>& weather) {
        record.finish();
        tally.add(future_of(sample, weather), record);
        record.clear();
    };
    record.add(0, 0, 22, 22, 2.0);
    record.add(0, 0, 23, 23, 3.0);
    record.add(0, 0, 24, 0, 1.0);
    record.add(0, 0, 30, 6, 4.0);
    add(0, {0, 1});
    add(1, {1, 0});
    record.add(0, 0, 47, 23, 10.0);
    record.add(1, 0, 48, 0, 5.0);
    add(2, {1, 1});
    return tally;
}

}  // namespace

TEST_CASE("hours, days, events, energy, duration and depth of three samples") {
    const Tally tally = by_hand();
    CHECK(tally.of(Metric::hours, 0, 0).mean == doctest::Approx(5.0 / 3.0));
    CHECK(tally.of(Metric::hours, 1, 0).mean == doctest::Approx(1.0 / 3.0));
    CHECK(tally.of(Metric::days, 0, 0).mean == doctest::Approx(3.0 / 3.0));
    CHECK(tally.of(Metric::days, 1, 0).mean == doctest::Approx(1.0 / 3.0));
    CHECK(tally.of(Metric::events, 0, 0).mean == doctest::Approx(3.0 / 3.0));
    CHECK(tally.of(Metric::events, 1, 0).mean == 0.0);  // it began in the year before
    CHECK(tally.of(Metric::energy, 0, 0).mean == doctest::Approx(20.0 / 3.0));
    CHECK(tally.per_year(Metric::energy, 0).mean == doctest::Approx(25.0 / 6.0));
    // Horizons lose 10, 0 and 15 MWh: variance 175 / 3, of their mean a third of it, half of that a year.
    CHECK(tally.per_year(Metric::energy, 0).error == doctest::Approx(std::sqrt(175.0 / 9.0) / 2.0));
    CHECK(tally.event_mean(Metric::hours, 0).mean == doctest::Approx(6.0 / 3.0));
    CHECK(tally.event_mean(Metric::depth, 0).mean == doctest::Approx((3.0 + 4.0 + 10.0) / 3.0));
    CHECK(std::isnan(tally.event_mean(Metric::depth, 1, 0).mean));
    // Hours less 2 × events: 4 - 4, 0 - 0, 2 - 2: the ratio is the same in all samples, so that it has no error.
    CHECK(tally.event_mean(Metric::hours, 0).error == doctest::Approx(0.0));
    // Depth less 17/3 × events: -13/3, 0, 13/3; variance 169/9; of a mean of 1 event.
    CHECK(tally.event_mean(Metric::depth, 0).error == doctest::Approx(std::sqrt(169.0 / 9.0 / 3.0)));
    // Weather 0: years of 10 and 0 MWh; weather 1: 0, 0, 10, 5.
    CHECK(tally.weather_mean(Metric::energy, 0, 0) == doctest::Approx(5.0));
    CHECK(tally.weather_mean(Metric::energy, 0, 1) == doctest::Approx(15.0 / 4.0));
    CHECK(tally.weather_draws(1) == 4);
    REQUIRE(tally.worst().size() == 3);
    CHECK(tally.worst()[0].sample == 2);
    CHECK(tally.worst()[0].lost_wh == 15'000'000);
    CHECK(tally.worst()[2].sample == 1);
}

TEST_CASE("the variance between weather years beyond that of their samples is the error of the set of weather years") {
    // Four samples of one year: 10 and 14 of the first weather year, 2 and 6 of the second. Mean 8, variance 80 / 3.
    // Between: 2 × 4² + 2 × 4² = 64 on one degree of freedom; each group has 2; none between years of the horizon.
    Sums sums{.samples = 4.0,
              .sum = 32.0,
              .square = 100.0 + 196.0 + 4.0 + 36.0,
              .by_weather = {24.0, 8.0},
              .weather_count = {2.0, 2.0},
              .by_year = {32.0}};
    const Estimate found = estimate(sums, 10.0);
    CHECK(found.mean == doctest::Approx(80.0));
    CHECK(found.error == doctest::Approx(10.0 * std::sqrt(80.0 / 3.0 / 4.0)));
    const double library = (64.0 - 80.0 / 3.0) / (2.0 - 1.0);
    CHECK(found.error_total == doctest::Approx(10.0 * std::sqrt(80.0 / 3.0 / 4.0 + library / 2.0)));
    sums.by_weather.push_back(0.0);  // a weather year that was not drawn
    sums.weather_count.push_back(0.0);
    CHECK(estimate(sums, 10.0).error_total == doctest::Approx(10.0 * std::sqrt(80.0 / 3.0 / 4.0 + library / 3.0)));
    sums.by_weather = {32.0};
    sums.weather_count = {4.0};
    CHECK(estimate(sums, 10.0).error_total == doctest::Approx(found.error));  // one weather year tells nothing
}

TEST_CASE("the probability of loss by month and hour has its error") {
    const Tally tally = by_hand();
    std::vector<double> hours(kSlots, 0.0);
    hours[23] = 4.0, hours[6] = 4.0;
    const auto found = tally.loss_probability(0, hours);
    CHECK(found[23].mean == doctest::Approx(2.0 / 12.0));
    CHECK(found[23].error == doctest::Approx(std::sqrt(1.0 / 3.0 / 3.0) / 4.0));  // 1, 0, 1: variance 1/3
    CHECK(found[6].mean == doctest::Approx(1.0 / 12.0));
    CHECK(std::isnan(found[0].mean));  // no hour of the horizon is in that slot
}

TEST_CASE("tallies merge in any order and grouping to the same bits, and are restored from their words") {
    const base::RandomStream draws(5, base::Purpose::test, 0, 0);
    std::vector<Tally> single;
    Tally whole(2, 1, 3);
    for (std::uint32_t i = 0; i < 60; ++i) {
        LossRecord record(2, 1);
        if (draws.uniform(i) < 0.7) record.add(0, 0, i, 0, 1e3 * draws.uniform(100 + i));
        record.finish();
        Tally one(2, 1, 3);
        for (Tally* tally : {&one, &whole}) tally->add(future_of(i, {i % 3, i % 2}), record);
        single.push_back(one);
    }
    Tally backwards(2, 1, 3), halves(2, 1, 3), odd(2, 1, 3);
    for (std::size_t i = 60; i-- > 0;) backwards.merge(single[i]);
    for (std::size_t i = 0; i < 60; ++i) (i % 2 == 0 ? halves : odd).merge(single[i]);
    halves.merge(odd);
    CHECK(backwards.numbers() == whole.numbers());
    CHECK(halves.numbers() == whole.numbers());
    Tally again(2, 1, 3);
    const StateBuffer words = whole.numbers();
    StateReader in(words);
    again.get(in);
    CHECK(in.at_end());
    CHECK(again.numbers() == words);
    CHECK(whole.worst().size() == 20);
    StateReader cut(std::span<const std::uint64_t>(words).first(words.size() - 1));
    CHECK_THROWS_AS(again.get(cut), base::LogicError);
}

TEST_CASE("bins cover all amounts in order, with a relative width of at most 1/256") {
    std::uint64_t before = 0;
    for (std::uint64_t index = 1; index < 14'592; ++index) {
        const std::uint64_t least = Distribution::least(index);
        CHECK(least > before);
        CHECK((index <= 512 || (least - before) * 256 <= before));
        before = least;
        for (const std::uint64_t amount : {least, least - 1}) {
            Distribution one;
            one.add(amount);
            CHECK(one.bins()[0].index == (amount == least ? index : index - 1));
        }
    }
    Distribution greatest;
    greatest.add(~std::uint64_t{0});
    CHECK(greatest.bins()[0].index == 14'591);
}

TEST_CASE("the value at risk counts an atom in part, and is that of the amounts themselves") {
    Distribution ten;
    for (const std::uint64_t amount : {0U, 0U, 0U, 0U, 0U, 0U, 0U, 0U, 4000U, 10000U}) ten.add(amount);
    CHECK(ten.value_at_risk(0.9).value == doctest::Approx(10000.0));
    CHECK(ten.value_at_risk(0.8).value == doctest::Approx(7000.0));
    CHECK(ten.value_at_risk(0.5).value == doctest::Approx(14000.0 / 5.0));
    CHECK(ten.value_at_risk(0.85).value == doctest::Approx(12000.0 / 1.5));
    // At 0.8 the quantile is 4000; (L - 4000)^+ is 6000 once: variance 3.6e6; / 10, root, / 0.2.
    CHECK(ten.value_at_risk(0.8).error == doctest::Approx(std::sqrt(3.6e6 / 10.0) / 0.2));
    CHECK(ten.quantile(0.8) == 0.0);
    CHECK(ten.quantile(0.9) == 4000.0);
    CHECK(ten.quantile(1.0) == 10000.0);
    const base::RandomStream draws(6, base::Purpose::test, 0, 0);
    Distribution many;
    std::vector<double> values;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const double value = std::floor(1e6 * std::exp(2.0 * draws.normals(i)[0]));
        values.push_back(value);
        many.add(static_cast<std::uint64_t>(value));
    }
    for (const double level : {0.0, 0.5, 0.9, 0.99, 0.999}) {
        const double exact = made::conditional_value_at_risk(values, level), binned = many.value_at_risk(level).value;
        CHECK(binned <= exact * (1.0 + 1e-12));
        CHECK(binned >= exact - many.quantile(level) / 256.0);
    }
    CHECK(many.bins().size() < 5'000);
}

TEST_CASE("an event's depth belongs to the year in which it begins") {
    Tally tally(2, 1, 1);
    LossRecord record(2, 1);
    record.add(0, 0, 23, 0, 1.0);
    record.add(1, 0, 24, 0, 7.0);  // deepest after the turn of the year
    record.add(1, 0, 40, 0, 3.0);
    record.finish();
    tally.add(future_of(0, {0, 0}), record);
    CHECK(tally.event_mean(Metric::depth, 0, 0).mean == doctest::Approx(7.0));
    CHECK(tally.event_mean(Metric::depth, 1, 0).mean == doctest::Approx(3.0));
    CHECK(tally.event_mean(Metric::depth, 0).mean == doctest::Approx(5.0));
}

TEST_CASE("a distribution in a state has bins in order, each with amounts of its own") {
    Distribution distribution;
    for (const std::uint64_t amount : std::initializer_list<std::uint64_t>{3, 3, 5000, 1'000'000'000})
        distribution.add(amount);
    StateWriter out;
    distribution.put(out);
    const StateBuffer words = out.take();
    const auto read = [](const StateBuffer& state) {
        StateReader in(state);
        return Distribution::get(in);
    };
    CHECK(read(words).quantile(0.5) == 3.0);
    const auto refuses = [&](std::size_t word, std::uint64_t value) {  // bin i: words 1 + 4 i: index, count, sum (2)
        StateBuffer forged = words;
        forged[word] = value;
        CHECK_THROWS_AS(read(forged), base::LogicError);
    };
    refuses(1, 4);                       // another bin's index
    refuses(9, std::uint64_t{1} << 60);  // of no amount
    refuses(2, 0);                       // an empty bin
    refuses(4, 7000);                    // a sum of larger amounts
    refuses(3, std::numeric_limits<std::uint64_t>::max());
    StateBuffer swapped = words;
    std::swap_ranges(swapped.begin() + 1, swapped.begin() + 5, swapped.begin() + 5);
    CHECK_THROWS_AS(read(swapped), base::LogicError);
}
