// States of sampling runs back from the words of a file, which may be damaged or forged although its checksum is right.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/state_file.hpp"

namespace decawatt::io {

// Throws DamagedFile, naming `file`, where the words are not those of a state of that shape, or an event has no place
// in it.
adequacy::Sampling sampling_in(const std::string& file, std::span<const std::uint64_t> words,
                               const adequacy::TallyShape& shape, const adequacy::SamplingSettings& settings);

adequacy::TallyShape shape_of(const AdequacyReport& report);

// The finished parts of a run, in order, joined. Throws DamagedFile, naming `folder`, where they do not fit together.
struct Joined {
    adequacy::Sampling whole;
    std::vector<std::uint64_t> events;  // by part
};
Joined joined(const std::string& folder, const std::vector<StateFile>& parts, const RunDescription& run);

}  // namespace decawatt::io
