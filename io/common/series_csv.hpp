// Named series of one axis as a CSV file.
#pragma once

#include <filesystem>
#include <span>

#include "base/time_axis.hpp"
#include "profiles/trace.hpp"

namespace decawatt::io {

// Columns time_utc and time_local (ISO 8601, the start of each interval), then one for each series: numbers with the
// digits that give the same bits back, nothing where a value is NaN. Whole or not at all. Throws base::ResourceError.
void write_series_csv(const std::filesystem::path& path, const base::TimeAxis& axis, int utc_offset_s,
                      std::span<const profiles::TraceColumn> columns);

}  // namespace decawatt::io
