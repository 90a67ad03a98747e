// Data from which an adequacy file is written.
#pragma once

#include <vector>

#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::io {

struct AdequacySource {  // references must be valid while writing
    const AdequacyReport& report;
    const adequacy::SamplingSettings& settings;
    const adequacy::Sampling& state;
    const std::vector<EventSource>& all_events;
};

}  // namespace decawatt::io
