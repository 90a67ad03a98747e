// Description of the results of a sampling run as text, stored with them, so that parts can be merged without the
// study.
#pragma once

#include <string>

#include "adequacy/sampling_state.hpp"
#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::io {

struct RunDescription {
    AdequacyReport report;
    Provenance provenance;
    adequacy::SamplingSettings settings;  // of the whole run
};

std::string text_of(const RunDescription& run);

// Throws base::ResourceError if the text was not made by `text_of`; `where` names its file.
RunDescription run_description(const std::string& text, const std::string& where);

}  // namespace decawatt::io
