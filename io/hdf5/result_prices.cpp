#include "io/hdf5/result_prices.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/time_axis.hpp"
#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kPlace = "/price_per_mwh";

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + "\"";
}
}  // namespace

std::string result_prices(const std::filesystem::path& path) {
    const ResultReader file(path);
    for (const char* place : {kPlace, "/region", "/time"})
        if (!file.has(place)) file.refuse(place, "no such series", "a result file with prices of regions");
    const std::vector<std::string> regions = file.texts("/region");
    const NumberArray time_s = file.numbers("/time");
    const Extent extent = file.extent(kPlace);
    if (extent.size() == 3)
        file.refuse(kPlace, fmt::format("{} weather years", extent.front()), "one: prices of a market have no weather");
    const std::vector<double> prices = file.numbers(kPlace, {time_s.values.size(), regions.size()});
    std::string text = "utc";
    for (const std::string& region : regions) text += "," + quoted(region);
    for (std::size_t t = 0; t < time_s.values.size(); ++t) {
        text += "\n" + base::format_utc(static_cast<base::UtcSeconds>(time_s.values[t]));
        for (std::size_t r = 0; r < regions.size(); ++r) {
            const double price = prices[t * regions.size() + r];
            text += std::isfinite(price) ? fmt::format(",{}", price) : ",";
        }
    }
    return text + "\n";
}

}  // namespace decawatt::io
