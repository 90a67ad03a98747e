// Many futures: batches of samples over threads and ranks, until there are enough or they say enough.
#pragma once

#include "adequacy/sampling_state.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::adequacy {

// Goes on from `state` to the end of its next batch. All ranks call it and hold the same afterwards: the same bits for
// any number of threads and ranks.
void run_batch(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
               const SamplingSettings& settings, const parallel::Communicator& ranks, Sampling& state);

Sampling start_sampling(const System& system, const WeatherLibrary& library, const SamplingSettings& settings);

}  // namespace decawatt::adequacy
