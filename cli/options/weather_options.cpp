#include "cli/options/weather_options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>

#include "base/error.hpp"
#include "io/common/utc_offset.hpp"

namespace decawatt::cli {

namespace {
constexpr int kMostGapH = 8784, kEarliestYear = 1900, kLatestYear = 2200;

std::optional<double> number(const std::string& text, double low, double high) {
    double value = 0.0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || !(value >= low && value <= high)) return {};
    return value;
}
}  // namespace

void add_weather_options(CLI::App& command, Options& options) {
    command.add_option("--format", options.weather_format,
                       "the format of the file; default: detected from its content");
    command.add_option("--longest-gap-h", options.longest_gap_h, "longest gap that is filled, in hours; default: 3")
        ->check(CLI::Range(0, kMostGapH));
    command.add_option("--year", options.file_year, "the year to read, of a file that holds several")
        ->check(CLI::Range(kEarliestYear, kLatestYear));
}

io::WeatherRequest weather_request(const Options& options) {
    io::WeatherRequest request;
    request.format = options.weather_format;
    request.longest_gap_h = options.longest_gap_h;
    request.whole_year = false;  // statistics and single models accept any period
    if (options.file_year > 0) request.year = options.file_year;
    if (const auto place = stated_place(options)) {
        request.latitude_deg = place->latitude_deg;
        request.longitude_deg = place->longitude_deg;
        request.elevation_m = place->elevation_m;
        request.utc_offset_s = place->utc_offset_s;
        request.replaces_place = true;
    }
    return request;
}

std::optional<profiles::Location> stated_place(const Options& options) {
    if (options.place.empty()) return std::nullopt;
    std::vector<std::string> parts(1);
    for (const char c : options.place)
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    if (parts.size() == 4) {
        const auto latitude = number(parts[0], -90.0, 90.0), longitude = number(parts[1], -180.0, 180.0);
        const auto elevation = number(parts[2], -500.0, 9000.0);
        const auto offset_s = io::parse_utc_offset(parts[3]);
        if (latitude && longitude && elevation && offset_s)
            return profiles::Location{.name = {},
                                      .latitude_deg = *latitude,
                                      .longitude_deg = *longitude,
                                      .elevation_m = *elevation,
                                      .utc_offset_s = *offset_s};
    }
    throw base::InputError(
        {{"command line", "--place", 0, options.place, "latitude,longitude,elevation_m,offset: 37.5,126.9,70,+09:00"}});
}

}  // namespace decawatt::cli
