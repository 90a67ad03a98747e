// Sampling of many futures in batches over threads and ranks, up to a stated number or until the error is small.
#pragma once

#include "adequacy/sampling_state.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::adequacy {

// Continues from `state` to the end of its next batch. Collective: all ranks call it and have the same state
// afterwards, with the same bits for any number of threads and ranks.
void run_batch(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
               const SamplingSettings& settings, const parallel::Communicator& ranks, Sampling& state);

Sampling start_sampling(const System& system, const WeatherLibrary& library, const SamplingSettings& settings);

}  // namespace decawatt::adequacy
