// Writes named series with a common time axis to a CSV file.
#pragma once

#include <filesystem>
#include <span>

#include "base/time_axis.hpp"
#include "profiles/trace.hpp"

namespace decawatt::io {

// Columns time_utc and time_local (ISO 8601, the start of each interval), then one for each series: numbers with enough
// digits to restore the same bits, empty for NaN. The file is complete or absent. Throws base::ResourceError.
void write_series_csv(const std::filesystem::path& path, const base::TimeAxis& axis, int utc_offset_s,
                      std::span<const profiles::TraceColumn> columns);

}  // namespace decawatt::io
