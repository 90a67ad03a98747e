// One future of a Monte Carlo run, hour by hour: an HDF5 file that is also valid netCDF-4 (docs/adequacy_format.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "adequacy/future_series.hpp"
#include "io/hdf5/write_results.hpp"

namespace decawatt::io {

struct FutureNames {
    std::string study;
    int utc_offset_s = 0;  // of the study's local time
    std::vector<std::string> nodes, stores, data_centers;
    std::size_t regions = 0;                  // the first nodes; further ones are of data centres
    std::vector<std::int64_t> time_s;         // start of every hour, seconds since 1970-01-01T00:00Z
    std::vector<std::int64_t> years;          // of the horizon
    std::vector<std::int64_t> weather_years;  // weather year of the sample, by year
};

// Writes under a temporary name, syncs and renames. Throws base::ResourceError.
void write_future(const std::filesystem::path& path, const FutureNames& names, const adequacy::FutureSeries& series,
                  const Provenance& provenance);

}  // namespace decawatt::io
