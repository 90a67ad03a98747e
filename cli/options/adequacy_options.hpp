// Options of `decawatt adequacy`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adequacy/sampling_state.hpp"
#include "cli/options/options.hpp"
#include "io/checkpoint/state_file.hpp"

namespace CLI {
class App;
}

namespace decawatt::cli {

struct AdequacyOptions {
    std::uint64_t samples = 1000, batch = 200;
    std::string of;  // the place for --metric; empty: the grid
    std::string metric = "eue", events = "worst:1000", part, method = "sampling", credit;
    double relative_error = 0.0;  // 0: all samples
    bool resume = false, fresh = false;
    std::optional<std::uint32_t> replay;
    std::optional<std::uint32_t> seed;  // replaces that of the study
};

void add_adequacy_options(CLI::App& command, AdequacyOptions& adequacy, Options& options);

// Request for the whole run. Throws base::InputError with all invalid and contradictory options.
struct AdequacyRequest {
    adequacy::SamplingSettings settings;
    io::Part part;
};
AdequacyRequest adequacy_request(const AdequacyOptions& adequacy, const Options& options);

}  // namespace decawatt::cli
