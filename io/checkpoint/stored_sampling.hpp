// Reconstructs states of sampling runs from the words of a file, which may be damaged or forged although its checksum
// is right.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/state_file.hpp"

namespace decawatt::io {

// Throws DamagedFile, naming `file`, if the words are not a state of that shape, or if an event is outside it.
adequacy::Sampling sampling_in(const std::string& file, std::span<const std::uint64_t> words,
                               const adequacy::TallyShape& shape, const adequacy::SamplingSettings& settings);

adequacy::TallyShape shape_of(const AdequacyReport& report);

// The finished parts of a run, merged in order. Throws DamagedFile, naming `folder`, if they are inconsistent.
struct Joined {
    adequacy::Sampling whole;
    std::vector<std::uint64_t> events;  // number of events by part
};
Joined joined(const std::string& folder, const std::vector<StateFile>& parts, const RunDescription& run);

}  // namespace decawatt::io
