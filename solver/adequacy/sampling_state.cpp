#include "adequacy/sampling_state.hpp"

#include <algorithm>
#include <iterator>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
std::uint64_t batches(const SamplingSettings& settings) {
    const std::uint64_t samples =
        settings.run_samples > 0 ? settings.run_samples : settings.first_sample + settings.samples;
    return (samples + settings.batch - 1) / settings.batch;
}
}  // namespace

bool looks_after(const SamplingSettings& settings, std::uint64_t batch) {
    const std::uint64_t all = batches(settings), stride = (all + kMostConvergencePoints - 1) / kMostConvergencePoints;
    return batch % stride == 0 || batch == all;
}

std::vector<Estimate> convergence(const Sampling& state, Metric metric) {
    std::vector<Estimate> estimates;
    for (const ConvergencePoint& look : state.convergence)
        estimates.push_back(state.tally.per_year(look.evidence, metric));
    return estimates;
}

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

SamplingSettings settings_of_part(const SamplingSettings& settings, std::uint64_t part, std::uint64_t parts) {
    const std::uint64_t all = batches(settings), run_samples = settings.samples;
    base::expects(part >= 1 && part <= parts && parts <= all, "a part is one of at most as many as there are batches");
    base::expects(settings.first_sample == 0 && settings.relative_error == 0.0,
                  "a run in parts has all its samples, whatever they say");
    const auto sample = [&](std::uint64_t p) { return std::min(run_samples, p * all / parts * settings.batch); };
    SamplingSettings own = settings;
    own.first_sample = sample(part - 1);
    own.samples = sample(part) - own.first_sample;
    own.run_samples = run_samples;
    return own;
}

Sampling merge_parts(std::span<const Sampling> parts, const SamplingSettings& settings) {
    base::expects(!parts.empty(), "a run has a part at least");
    Sampling whole = parts[0];
    for (const Sampling& part : parts.subspan(1)) {
        const Evidence before = whole.tally.evidence(settings.metric, settings.place);
        for (ConvergencePoint look : part.convergence) {
            look.evidence.add(before);
            whole.convergence.push_back(std::move(look));
        }
        whole.tally.merge(part.tally);
        std::ranges::copy(part.events, std::back_inserter(whole.events));
        keep_worst(whole.events, settings.worst_events);
        whole.event_count += part.event_count;
        whole.next_sample = part.next_sample;
    }
    whole.batch_events.clear();
    return whole;
}

void put_events(StateWriter& out, std::span<const Event> events) {
    out.put(std::uint64_t{events.size()});
    for (const Event& e : events) {
        out.put(std::uint64_t{e.sample} << 32U | e.place);
        out.put(static_cast<std::uint64_t>(e.first_hour)), out.put(static_cast<std::uint64_t>(e.hours));
        out.put(e.deepest_mw), out.put(e.energy_mwh);
    }
}

std::vector<Event> get_events(StateReader& in) {
    const std::size_t count = in.size(5);
    std::vector<Event> events;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t who = in.word();
        Event event{.sample = static_cast<std::uint32_t>(who >> 32U), .place = static_cast<std::uint32_t>(who)};
        event.first_hour = static_cast<std::int64_t>(in.word());
        event.hours = static_cast<std::int64_t>(in.word());
        event.deepest_mw = in.number();
        event.energy_mwh = in.number();
        events.push_back(event);
    }
    return events;
}

StateBuffer state_of(const Sampling& state) {
    StateWriter out;
    state.tally.put(out);
    put_events(out, state.events);
    out.put(std::uint64_t{state.convergence.size()});
    for (const ConvergencePoint& look : state.convergence) out.put(look.batch), look.evidence.put(out);
    out.put(state.event_count), out.put(state.next_sample);
    out.put(std::uint64_t{state.done} | std::uint64_t{state.enough} << 1U | std::uint64_t{state.library_limits} << 2U);
    return out.take();
}

Sampling sampling_of(std::span<const std::uint64_t> words, const TallyShape& shape, const SamplingSettings& settings) {
    StateReader in(words);
    Sampling state{Tally(shape.years, shape.places, shape.weathers, settings.worst_samples, settings.place), {}, {}};
    state.tally.get(in);
    state.events = get_events(in);
    state.convergence.resize(in.size(4));
    for (ConvergencePoint& look : state.convergence)
        in.get(look.batch), look.evidence = Evidence::get(in, shape.weathers, shape.years);
    in.get(state.event_count), in.get(state.next_sample);
    const std::uint64_t flags = in.word();
    state.done = (flags & 1U) != 0, state.enough = (flags & 2U) != 0, state.library_limits = (flags & 4U) != 0;
    base::expects(in.at_end(), "a state's words are no more than its own");
    return state;
}

}  // namespace decawatt::adequacy
