#include "adequacy/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/error.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::adequacy {

namespace {
constexpr std::uint64_t kBlock = 20;  // samples of one thread in one go; part of the order of sums

std::size_t places_of(const System& system) {
    return 1 + system.region.size() + system.centers.count();
}

struct Block {
    Tally tally;
    std::vector<Event> events;
};

void keep_worst(std::vector<Event>& events, std::size_t count) {
    const auto worse = [](const Event& a, const Event& b) {
        if (a.energy_mwh != b.energy_mwh) return a.energy_mwh > b.energy_mwh;
        if (a.sample != b.sample) return a.sample < b.sample;
        if (a.first_hour != b.first_hour) return a.first_hour < b.first_hour;
        return a.place < b.place;
    };
    const std::size_t kept = std::min(count, events.size());
    std::ranges::partial_sort(events, events.begin() + static_cast<std::ptrdiff_t>(kept), worse);
    events.resize(kept);
}

Block run_block(const System& system, const WeatherLibrary& library, const Chance& chance, std::uint64_t first,
                std::uint64_t end, std::size_t worst_events) {
    const std::size_t places = places_of(system);
    Block block{Tally(library.years(), places, library.weathers()), {}};
    Simulator simulator(system, library, chance);
    LossRecord record(library.years(), places);
    for (std::uint64_t i = first; i < end; ++i) {
        record.clear();
        const Future future = draw_future(chance, library, static_cast<std::uint32_t>(i));
        simulator.run(future, record);
        block.tally.add(future, record);
        for (Event event : record.events()) {
            event.sample = future.sample;
            block.events.push_back(event);
        }
        keep_worst(block.events, worst_events);
    }
    return block;
}

// A block as numbers, to travel between ranks.
constexpr std::size_t kEventNumbers = 6;

std::vector<double> numbers_of(const Block& block) {
    std::vector<double> numbers = {static_cast<double>(block.events.size())};
    for (const Event& e : block.events)
        numbers.insert(numbers.end(),
                       {static_cast<double>(e.sample), static_cast<double>(e.place), static_cast<double>(e.first_hour),
                        static_cast<double>(e.hours), e.deepest_mw, e.energy_mwh});
    std::ranges::copy(block.tally.numbers(), std::back_inserter(numbers));
    return numbers;
}

Block block_of(std::span<const double> numbers, std::size_t years, std::size_t places, std::size_t weathers) {
    const auto count = static_cast<std::size_t>(numbers[0]);
    std::vector<Event> events;
    for (std::size_t i = 0; i < count; ++i) {
        const auto e = numbers.subspan(1 + i * kEventNumbers, kEventNumbers);
        events.push_back({.sample = static_cast<std::uint32_t>(e[0]),
                          .place = static_cast<std::uint32_t>(e[1]),
                          .first_hour = static_cast<std::int64_t>(e[2]),
                          .hours = static_cast<std::int64_t>(e[3]),
                          .deepest_mw = e[4],
                          .energy_mwh = e[5]});
    }
    return {Tally::of_numbers(years, places, weathers, numbers.subspan(1 + count * kEventNumbers)), std::move(events)};
}
}  // namespace

Sampling start_sampling(const System& system, const WeatherLibrary& library, const SamplingSettings& settings) {
    return {.tally = Tally(library.years(), places_of(system), library.weathers()),
            .events = {},
            .convergence = {},
            .next_sample = settings.first_sample,
            .done = settings.samples == 0};
}

void run_batch(const System& system, const WeatherLibrary& library, const Chance& chance,
               const SamplingSettings& settings, const parallel::Communicator& ranks, Sampling& state) {
    base::expects(!state.done, "a run that is done has no next batch");
    const std::uint64_t first = state.next_sample, last = settings.first_sample + settings.samples;
    const std::uint64_t end = std::min(last, first + settings.batch);
    const auto count = static_cast<std::size_t>((end - first + kBlock - 1) / kBlock);
    std::vector<std::vector<double>> blocks(count);
    parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t b) {
        const auto block = static_cast<std::size_t>(b);
        if (!ranks.owns(block, count)) return;
        const std::uint64_t begin = first + block * kBlock;
        blocks[block] =
            numbers_of(run_block(system, library, chance, begin, std::min(end, begin + kBlock), settings.worst_events));
    });
    ranks.share(blocks);
    for (const std::vector<double>& numbers : blocks) {
        const Block block = block_of(numbers, library.years(), places_of(system), library.weathers());
        state.tally.merge(block.tally);
        std::ranges::copy(block.events, std::back_inserter(state.events));
    }
    keep_worst(state.events, settings.worst_events);
    state.next_sample = end;
    const Estimate estimate = state.tally.per_year(settings.metric, 0);
    state.convergence.push_back(estimate);
    if (settings.relative_error > 0.0 && estimate.mean > 0.0) {
        const double target = settings.relative_error * estimate.mean;
        const double of_library =
            std::sqrt(estimate.error_total * estimate.error_total - estimate.error * estimate.error);
        state.enough = estimate.error_total <= target;
        // Judged once sampling adds little to it: before, the library's part is itself uncertain.
        state.library_limits = of_library > target && estimate.error <= 0.5 * of_library;
    }
    state.done = state.enough || state.library_limits || end == last;
}

}  // namespace decawatt::adequacy
