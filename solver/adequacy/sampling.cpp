#include "adequacy/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <mutex>
#include <utility>

#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/places.hpp"
#include "base/error.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::adequacy {

namespace {
constexpr std::uint64_t kMostInBlock = 20;  // samples of one thread in one go
constexpr std::uint64_t kLeastBlocks = 32;  // of a rank's part of a batch, where it has so many samples

TallyShape shape_of(const System& system, const WeatherLibrary& library) {
    return {library.years(), place_count(system), library.weathers()};
}

// What some samples of a batch add.
struct BatchResult {
    Tally tally;
    std::vector<Event> worst, all;  // all: in the order of samples, where requested
    std::uint64_t event_count = 0;
};

BatchResult nothing(const TallyShape& shape, const SamplingSettings& settings) {
    return {Tally(shape.years, shape.places, shape.weathers, settings.worst_samples, settings.place), {}, {}};
}

BatchResult run_block(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                      const SamplingSettings& settings, std::uint64_t first, std::uint64_t end) {
    const TallyShape shape = shape_of(system, library);
    BatchResult block = nothing(shape, settings);
    Simulator simulator(system, library, uncertainty);
    LossRecord record(shape.years, shape.places);
    for (std::uint64_t i = first; i < end; ++i) {
        record.clear();
        const Future future = draw_future(uncertainty, library, static_cast<std::uint32_t>(i));
        simulator.run(future, record);
        block.tally.add(future, record);
        block.event_count += record.events().size();
        for (Event event : record.events()) {
            event.sample = future.sample;
            block.worst.push_back(event);
            if (settings.all_events) block.all.push_back(event);
        }
        if (block.worst.size() > 2 * settings.worst_events) keep_worst(block.worst, settings.worst_events);
    }
    keep_worst(block.worst, settings.worst_events);
    return block;
}

// All but the list of all events, in any order: sums are exact, and the order of the worst is total.
void gather(BatchResult& sum, const BatchResult& more, std::size_t worst_events) {
    sum.tally.merge(more.tally);
    std::ranges::copy(more.worst, std::back_inserter(sum.worst));
    keep_worst(sum.worst, worst_events);
    sum.event_count += more.event_count;
}

// This rank's samples of [first, end).
BatchResult run_own(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                    const SamplingSettings& settings, const parallel::Communicator& ranks, std::uint64_t first,
                    std::uint64_t end) {
    const auto parts = kLeastBlocks * static_cast<std::uint64_t>(ranks.size());
    const std::uint64_t size = std::clamp((end - first) / parts, std::uint64_t{1}, kMostInBlock);
    const auto count = static_cast<std::size_t>((end - first + size - 1) / size);
    BatchResult own = nothing(shape_of(system, library), settings);
    std::vector<std::vector<Event>> all(count);
    std::mutex gathering;
    parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t b) {
        const auto block = static_cast<std::size_t>(b);
        if (!ranks.owns(block, count)) return;
        const std::uint64_t begin = first + block * size;
        BatchResult result = run_block(system, library, uncertainty, settings, begin, std::min(end, begin + size));
        all[block] = std::move(result.all);
        const std::lock_guard lock(gathering);
        gather(own, result, settings.worst_events);
    });
    for (const std::vector<Event>& events : all) std::ranges::copy(events, std::back_inserter(own.all));
    return own;
}

StateBuffer state_of(const BatchResult& result) {
    StateWriter out;
    result.tally.put(out);
    put_events(out, result.worst);
    put_events(out, result.all);
    out.put(result.event_count);
    return out.take();
}

BatchResult batch_of(const StateBuffer& words, const TallyShape& shape, const SamplingSettings& settings) {
    BatchResult result = nothing(shape, settings);
    StateReader in(words);
    result.tally.get(in);
    result.worst = get_events(in);
    result.all = get_events(in);
    in.get(result.event_count);
    return result;
}

void judge(const SamplingSettings& settings, Sampling& state) {
    const Estimate estimate = state.tally.per_year(settings.metric, settings.place);
    if (settings.relative_error <= 0.0 || estimate.mean <= 0.0) return;
    const double target = settings.relative_error * estimate.mean;
    const double library = std::sqrt(estimate.error_total * estimate.error_total - estimate.error * estimate.error);
    state.enough = estimate.error_total <= target;
    // Judged once sampling adds little to it: before, the library's part is itself uncertain.
    state.library_limits = library > target && estimate.error <= 0.5 * library;
}
}  // namespace

Sampling start_sampling(const System& system, const WeatherLibrary& library, const SamplingSettings& settings) {
    base::expects(settings.relative_error == 0.0 || settings.run_samples == 0, "a part runs to its end");
    return {.tally =
                Tally(library.years(), place_count(system), library.weathers(), settings.worst_samples, settings.place),
            .events = {},
            .convergence = {},
            .next_sample = settings.first_sample,
            .done = settings.samples == 0};
}

void run_batch(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
               const SamplingSettings& settings, const parallel::Communicator& ranks, Sampling& state) {
    base::expects(!state.done, "a run that is done has no next batch");
    const std::uint64_t first = state.next_sample, last = settings.first_sample + settings.samples;
    const std::uint64_t end = std::min(last, first + settings.batch);
    const TallyShape shape = shape_of(system, library);
    BatchResult own = run_own(system, library, uncertainty, settings, ranks, first, end);
    BatchResult batch = nothing(shape, settings);
    for (int rank = 0; rank < ranks.size(); ++rank) {  // each owns a contiguous run of samples: events are in order
        StateBuffer words;                             // of one at a time, however many ranks there are
        if (rank == ranks.rank()) words = state_of(std::exchange(own, nothing(shape, settings)));
        ranks.share(words, rank);
        const BatchResult share = batch_of(words, shape, settings);
        gather(batch, share, settings.worst_events);
        std::ranges::copy(share.all, std::back_inserter(batch.all));
    }
    state.tally.merge(batch.tally);
    std::ranges::copy(batch.worst, std::back_inserter(state.events));
    keep_worst(state.events, settings.worst_events);
    state.event_count += batch.event_count;
    state.batch_events = std::move(batch.all);
    state.next_sample = end;
    judge(settings, state);
    state.done = state.enough || state.library_limits || end == last;
    const std::uint64_t number = (end + settings.batch - 1) / settings.batch;
    const bool ends = state.done && settings.run_samples == 0;
    if (ends || looks_after(settings, number))
        state.convergence.push_back({number, state.tally.evidence(settings.metric, settings.place)});
}

}  // namespace decawatt::adequacy
