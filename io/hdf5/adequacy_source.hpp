// What an adequacy file is made from.
#pragma once

#include <vector>

#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::io {

struct AdequacySource {  // lives as long as the writing
    const AdequacyReport& report;
    const adequacy::SamplingSettings& settings;
    const adequacy::Sampling& state;
    const std::vector<EventSource>& all_events;
};

}  // namespace decawatt::io
