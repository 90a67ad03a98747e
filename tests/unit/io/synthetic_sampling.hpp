// A sampling run without a system: losses drawn by hand, in the shape of real ones (winter evenings, some weather years
// worse than others, growing over a decade), to be written, read and plotted.
#pragma once

#include "adequacy/sampling_state.hpp"
#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::test {

inline constexpr std::size_t kSyntheticYears = 10, kSyntheticWeathers = 20, kSyntheticNodes = 4;
inline constexpr adequacy::TallyShape kSyntheticShape{kSyntheticYears, 1 + kSyntheticNodes + 2, kSyntheticWeathers};

// Three regions, a node of its own of the second data centre, and two data centres.
io::AdequacyReport synthetic_report();

adequacy::Sampling start_synthetic(const adequacy::SamplingSettings& settings);
void run_synthetic_batch(const adequacy::SamplingSettings& settings, adequacy::Sampling& state);
adequacy::Sampling run_synthetic(const adequacy::SamplingSettings& settings);

}  // namespace decawatt::test
