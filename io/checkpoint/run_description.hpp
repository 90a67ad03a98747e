// What the numbers of a sampling run are about, as text beside them: who joins parts needs no study.
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

// Throws base::ResourceError where the text is none that `text_of` made; `where` names its file.
RunDescription run_description(const std::string& text, const std::string& where);

}  // namespace decawatt::io
