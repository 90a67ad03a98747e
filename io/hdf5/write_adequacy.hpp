// The result of a Monte Carlo adequacy run: one HDF5 file that is also valid netCDF-4 (format:
// docs/adequacy_format.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "adequacy/sampling_state.hpp"
#include "base/progress.hpp"
#include "io/hdf5/write_results.hpp"

namespace decawatt::io {

// Description of a run. Places of the tally: the grid, the nodes (regions first, then data-centre nodes, which are not
// reported), the data centres.
struct AdequacyReport {
    std::string study;
    std::vector<std::string> regions, data_centers;
    std::size_t nodes = 0;
    int utc_offset_s = 0;               // of the study's local time
    std::int64_t begin_s = 0;           // of the horizon, seconds since 1970-01-01T00:00:00Z
    std::vector<std::int64_t> years;    // of the horizon
    std::vector<double> hours_of_year;  // by year
    std::vector<double> hours_of_slot;  // of the horizon, month × 24 + hour of the day, local time
    std::vector<std::int64_t> weather_years;
    std::vector<double> demand_mwh;             // year × place of the tally: mean demand
    std::vector<double> levels = {0.95, 0.99};  // of the conditional value at risk
    double growth_sd_frac = 0.0, center_growth_sd_frac = 0.0;
    std::string plan_digest = {};  // of the plan's file; empty: no plan, or none stated
};

// The event files of a run, one part after another: hash of its identity, and number of events (Sampling::event_count).
struct EventSource {
    std::filesystem::path file;
    std::uint64_t run = 0;
    std::uint64_t events = 0;
};

// Writes under a temporary name (TemporaryFile), syncs, then renames. If `all_events` is empty, the worst events of the
// state are written. Throws base::ResourceError and base::Interrupted like `write_results`.
void write_adequacy(const std::filesystem::path& path, const AdequacyReport& report,
                    const adequacy::SamplingSettings& whole_run, const adequacy::Sampling& state,
                    const std::vector<EventSource>& all_events, const Provenance& provenance,
                    const base::Progress& progress);

}  // namespace decawatt::io
