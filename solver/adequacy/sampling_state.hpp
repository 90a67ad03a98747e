// What is known after some batches of samples, and how it is cut into parts and put together again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/statistics/tally.hpp"

namespace decawatt::adequacy {

struct SamplingSettings {
    std::uint64_t first_sample = 0, samples = 1000;  // [first, first + samples): a part of a larger run has its own
    std::uint64_t run_samples = 0;                   // of the whole run, from sample 0; 0: these are all
    std::uint64_t batch = 500;                       // between two looks at the error, and two checkpoints
    Metric metric = Metric::energy;                  // per year, of
    std::size_t place = 0;                           // this place of the tally
    double relative_error = 0.0;      // stop once error_total / mean is at most this; 0: never. Not in a part
    std::size_t worst_events = 1000;  // kept, by energy
    std::size_t worst_samples = 20;   // kept, by unserved energy of the system
    bool all_events = false;          // hand out every event in Sampling::batch_events
};

// What samples up to the end of a batch say of the metric of the place. Counted from the first sample of the part.
struct ConvergencePoint {
    std::uint64_t batch = 0;  // of the whole run, from 1
    Evidence evidence;
};

// With the settings and the study all that a later run needs to go on.
struct Sampling {
    Tally tally;
    std::vector<Event> events;  // the worst, largest energy first
    std::vector<ConvergencePoint>
        convergence;                // after each batch, or every second, third, ... of more than kMostConvergencePoints
    std::uint64_t event_count = 0;  // of all samples and places
    std::uint64_t next_sample = 0;
    bool done = false;
    bool enough = false;          // done, because the error is small
    bool library_limits = false;  // done, because more samples cannot make it small: the library is too small for that
    // Every event of the last batch in the order of samples, where the settings ask for them; not of the state.
    std::vector<Event> batch_events = {};
};

inline constexpr std::uint64_t kMostConvergencePoints = 1000;

// Whether the whole run looks at its error after this batch, so that parts look where the whole does.
bool looks_after(const SamplingSettings& settings, std::uint64_t batch);

// The estimate after each look, per year.
std::vector<Estimate> convergence(const Sampling& state, Metric metric);

// Keeps the worst `count` events, largest energy first.
void keep_worst(std::vector<Event>& events, std::size_t count);

// Part `part` (from 1) of `parts` of the whole run in `settings`: a contiguous run of whole batches. Needs as many
// batches as parts, and relative_error = 0: a part does not know when the whole has enough. Else base::LogicError.
SamplingSettings settings_of_part(const SamplingSettings& settings, std::uint64_t part, std::uint64_t parts);

// The finished parts of one run, in order: the same bits as the run in one piece.
Sampling merge_parts(std::span<const Sampling> parts, const SamplingSettings& settings);

// Plain words: the same state comes back (batch_events left out). The shape is that of the study. Throws
// base::LogicError where the words are not those of a state of that shape.
StateBuffer state_of(const Sampling& state);
struct TallyShape {
    std::size_t years, places, weathers;
};
Sampling sampling_of(std::span<const std::uint64_t> words, const TallyShape& shape, const SamplingSettings& settings);

// Events as words.
void put_events(StateWriter& out, std::span<const Event> events);
std::vector<Event> get_events(StateReader& in);

}  // namespace decawatt::adequacy
