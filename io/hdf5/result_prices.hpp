// Prices of regions in a result file, as a table of hourly series.
#pragma once

#include <filesystem>
#include <string>

namespace decawatt::io {

// CSV as hourly.csv names it: a column `utc`, and one for each region with its price. A price that the file lacks is
// empty. Throws base::ResourceError where the file cannot be read, has no prices, or those of several weather years:
// prices of a market are the same in all.
std::string result_prices(const std::filesystem::path& path);

}  // namespace decawatt::io
