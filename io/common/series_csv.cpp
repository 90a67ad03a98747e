#include "io/common/series_csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "base/error.hpp"
#include "io/common/utc_offset.hpp"
#include "io/partial_file.hpp"

namespace decawatt::io {

void write_series_csv(const std::filesystem::path& path, const base::TimeAxis& axis, int utc_offset_s,
                      std::span<const profiles::TraceColumn> columns) {
    PartialFile file(path);
    std::string line = "time_utc,time_local";
    for (const profiles::TraceColumn& column : columns) {
        base::expects(std::ssize(column.values) == axis.count, "one value per interval: " + column.name);
        line += "," + column.name;
    }
    file.append(line + "\n");
    const std::string zone = format_utc_offset(utc_offset_s);
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const base::UtcSeconds instant = axis.instant(t);
        std::string local = base::format_utc(instant + utc_offset_s);
        local.replace(local.size() - 1, 1, zone);  // replaces the Z
        line = base::format_utc(instant) + "," + local;
        for (const profiles::TraceColumn& column : columns) {
            const double value = column.values[static_cast<std::size_t>(t)];
            line += ',';
            if (!std::isnan(value)) fmt::format_to(std::back_inserter(line), "{}", value);
        }
        file.append(line + "\n");
    }
    file.commit();
}

}  // namespace decawatt::io
