// State of a sampling run after some batches, and its division into parts that are merged later.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/statistics/tally.hpp"

namespace decawatt::adequacy {

struct SamplingSettings {
    std::uint64_t first_sample = 0, samples = 1000;  // [first, first + samples): differs for each part of a larger run
    std::uint64_t run_samples = 0;                   // of the whole run, from sample 0; 0: this run is the whole
    std::uint64_t batch = 500;                       // samples between checks of the error and between checkpoints
    Metric metric = Metric::energy;                  // per year, whose error is checked,
    std::size_t place = 0;                           // at this place of the tally
    double relative_error = 0.0;      // stop once error_total / mean is at most this; 0: never. Must be 0 in a part
    std::size_t worst_events = 1000;  // kept, by energy
    std::size_t worst_samples = 20;   // kept, by unserved energy of the system
    bool all_events = false;          // keep every event in Sampling::batch_events
};

// Estimate of the metric of the place from all samples up to the end of a batch, from the first sample of the part.
struct ConvergencePoint {
    std::uint64_t batch = 0;  // of the whole run, from 1
    Evidence evidence;
};

// Together with the settings and the study, all data needed to resume the run.
struct Sampling {
    Tally tally;
    std::vector<Event> events;  // the worst, largest energy first
    std::vector<ConvergencePoint>
        convergence;                // after each batch, or every second, third, ... of more than kMostConvergencePoints
    std::uint64_t event_count = 0;  // of all samples and places
    std::uint64_t next_sample = 0;
    bool done = false;
    bool enough = false;  // stopped: the error is within the limit
    bool library_limits =
        false;  // stopped: more samples cannot reduce the error to the limit, because the library has too few years
    // Every event of the last batch in the order of samples, if `all_events` is set; not part of the stored state.
    std::vector<Event> batch_events = {};
};

inline constexpr std::uint64_t kMostConvergencePoints = 1000;

// Whether the whole run checks its error after this batch; parts check at the same batches.
bool looks_after(const SamplingSettings& settings, std::uint64_t batch);

// The estimate at each check, per year.
std::vector<Estimate> convergence(const Sampling& state, Metric metric);

// Keeps the worst `count` events, largest energy first.
void keep_worst(std::vector<Event>& events, std::size_t count);

// Part `part` (from 1) of `parts` of the whole run in `settings`: consecutive whole batches. Requires at least as many
// batches as parts, and relative_error = 0, because a part cannot know the error of the whole; throws base::LogicError
// otherwise.
SamplingSettings settings_of_part(const SamplingSettings& settings, std::uint64_t part, std::uint64_t parts);

// The finished parts of one run, in order: the same bits as the run in one piece.
Sampling merge_parts(std::span<const Sampling> parts, const SamplingSettings& settings);

// Conversion to 64-bit words and back, without batch_events. The shape is that of the study. Throws base::LogicError if
// the words are not a state of that shape.
StateBuffer state_of(const Sampling& state);
struct TallyShape {
    std::size_t years, places, weathers;
};
Sampling sampling_of(std::span<const std::uint64_t> words, const TallyShape& shape, const SamplingSettings& settings);

// Events as 64-bit words.
void put_events(StateWriter& out, std::span<const Event> events);
std::vector<Event> get_events(StateReader& in);

}  // namespace decawatt::adequacy
