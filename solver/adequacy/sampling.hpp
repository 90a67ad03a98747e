// Many futures: batches of samples over threads and ranks, until there are enough or they say enough.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "adequacy/simulate.hpp"
#include "adequacy/statistics/tally.hpp"
#include "base/progress.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::adequacy {

struct SamplingSettings {
    std::uint64_t first_sample = 0, samples = 1000;  // [first, first + samples): a part of a larger run has its own
    std::uint64_t batch = 500;                       // between two looks at the error, and two checkpoints
    Metric metric = Metric::energy;                  // of the system, per year
    double relative_error = 0.0;                     // stop once error_total / mean is at most this; 0: never
    std::size_t worst_events = 1000;                 // kept, by energy
};

// What is known after some batches; with the settings and the study it is all that a later run needs to go on.
struct Sampling {
    Tally tally;
    std::vector<Event> events;          // the worst, largest energy first
    std::vector<Estimate> convergence;  // of the metric, after each batch
    std::uint64_t next_sample = 0;
    bool done = false;
    bool enough = false;          // done, because the error is small
    bool library_limits = false;  // done, because more samples cannot make it small: the library is too small for that
};

// Goes on from `state` to the end of its next batch. All ranks call it and hold the same afterwards: the same bits for
// any number of threads and ranks.
void run_batch(const System& system, const WeatherLibrary& library, const Chance& chance,
               const SamplingSettings& settings, const parallel::Communicator& ranks, Sampling& state);

Sampling start_sampling(const System& system, const WeatherLibrary& library, const SamplingSettings& settings);

}  // namespace decawatt::adequacy
