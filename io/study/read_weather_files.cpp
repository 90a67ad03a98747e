#include "io/study/read_weather_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "io/study/schema/settings.hpp"

namespace decawatt::io {

std::vector<WeatherFile> read_weather_files(const Reading& reading, const model::Study& study) {
    const Names sites = reading.names("sites", study.sites.name);
    std::vector<WeatherFile> files;
    for (const Row& row : reading.rows("weather_files")) {
        files.push_back({.site = row.reference<model::SiteIndex>("site", sites),
                         .weather_year = row.integer("weather_year"),
                         .file = row.text("file"),
                         .format = row.text("format")});
        if (study.weather.source != kFiles || row.empty("file")) continue;
        if (auto refused = reading.raw.source.scope().refusal(files.back().file,
                                                              "a file, as a path relative to the "
                                                              "study's folder"))
            row.fault("file", refused->found(), std::move(refused->expected));
    }
    if (study.weather.source != kFiles) return files;
    for (std::size_t s = 0; s < study.sites.name.size(); ++s) {
        std::vector<int> missing;
        for (const int year : study.weather.years)
            if (std::ranges::none_of(files, [&](const WeatherFile& file) {
                    return file.site == static_cast<model::SiteIndex>(s) && file.weather_year == year;
                }))
                missing.push_back(year);
        if (!missing.empty())
            reading.fault(
                "weather_files", "site",
                fmt::format("no file for {} in weather years {}", study.sites.name[s], fmt::join(missing, ", ")),
                "a file for every site and weather year: with source = \"files\" none is generated");
    }
    return files;
}

}  // namespace decawatt::io
