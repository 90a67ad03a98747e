#include "app/weather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "app/file_access.hpp"
#include "app/provenance.hpp"
#include "base/error.hpp"
#include "io/study/study_weather_checks.hpp"
#include "io/weather/read_any_weather.hpp"
#include "parallel/blocks.hpp"
#include "profiles/generator/weather_generator.hpp"

namespace decawatt::app {

namespace {

std::string program() {
    return fmt::format("decawatt {}", version());
}

// Makes names of sites unique; sites without a name, or with a duplicate one, are named after their file.
void name_sites(std::vector<io::WeatherReading>& readings, const std::vector<std::string>& sources) {
    std::map<std::string, int> count;
    for (const io::WeatherReading& reading : readings) ++count[reading.place.name];
    for (std::size_t i = 0; i < readings.size(); ++i)
        if (readings[i].place.name.empty() || count[readings[i].place.name] > 1)
            readings[i].place.name = std::filesystem::path(sources[i]).stem().string();
}

DescribedSite described(io::WeatherReading reading) {
    DescribedSite site;
    for (const profiles::WindLevel& level : reading.weather.wind) site.heights_m.push_back(level.height_m);
    profiles::MonthGatherer gatherer(site.heights_m, model::WindFarmRules{}.shear_exponent);
    gatherer.add(reading.weather, 0, reading.place.utc_offset_s);
    site.months = gatherer.months();
    site.reading = std::move(reading);
    return site;
}

std::vector<io::WeatherReading> read_sites(const std::string& file, const std::string& site,
                                           const io::WeatherRequest& request) {
    const auto lock = file_access();
    if (!site.empty()) return {io::read_any_weather(file, request, site)};
    return io::read_all_sites(file, request);
}

void write(const std::string& file, const io::CommonWeather& common) {
    const auto lock = file_access();
    io::write_common_weather(file, common);
}

}  // namespace

io::CommonWeather convert_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                  const std::string& out, const std::string& command_line) {
    std::vector<io::WeatherReading> readings;
    std::vector<std::string> sources;
    for (const std::string& file : files)
        for (io::WeatherReading& reading : read_sites(file, {}, request)) {
            readings.push_back(std::move(reading));
            sources.push_back(file);
        }
    name_sites(readings, sources);
    io::CommonWeather common = io::joined(readings, sources);
    common.program = program();
    common.command_line = command_line;
    write(out, common);
    return common;
}

std::vector<DescribedSite> describe_weather(const std::string& file, const std::string& site,
                                            const io::WeatherRequest& request) {
    std::vector<DescribedSite> sites;
    for (io::WeatherReading& reading : read_sites(file, site, request)) sites.push_back(described(std::move(reading)));
    return sites;
}

std::vector<io::FittedSite> fit_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                        const std::string& out) {
    std::vector<io::FittedSite> sites;
    for (const std::string& file : files)
        for (const io::WeatherReading& reading : read_sites(file, {}, request)) {
            io::expect_variables(reading, file,
                                 {"temperature_deg_c", "relative_humidity_frac", "ghi_w_per_m2", "wind_speed_m_per_s"},
                                 "a climate table");
            io::FittedSite& site =
                io::site_of_reading(sites, reading.place, model::WindFarmRules{}.shear_exponent, file);
            site.files.push_back(file);
            site.gatherer.add(reading.weather, 0, reading.place.utc_offset_s);
        }
    io::write_climate(out, sites);
    return sites;
}

int generate_weather(const io::LoadedStudy& loaded, const GenerateSettings& settings, const base::Progress& progress) {
    const parallel::ThreadCount count(settings.threads);
    const model::Study& study = loaded.study;
    const std::vector<int>& years = study.weather.years;
    base::expects(settings.files.size() == years.size(), "one file for each weather year");
    const int calendar_year = settings.calendar_year > 0 ? settings.calendar_year : study.horizon.first_year;
    const base::TimeAxis axis = base::year_axis(calendar_year, study.utc_offset_s, base::kSecondsPerHour);

    io::CommonWeather common;
    for (std::size_t s = 0; s < study.sites.name.size(); ++s) common.places.push_back(io::site_place(study, s));
    common.made_from = "generator";
    common.program = program();
    common.command_line = settings.command_line;
    common.sources = {settings.source};
    common.notes = {
        fmt::format("weather of the generator with seed {}, laid on {}", study.weather.seed, calendar_year)};
    const profiles::ScoreGenerator scores(study.sites, study.weather.memory);
    const profiles::WeatherGenerator generator(study.sites, study.weather.memory, axis, study.utc_offset_s);
    const auto batch = static_cast<std::size_t>(parallel::threads());
    for (std::size_t first = 0; first < years.size(); first += batch) {
        std::vector<profiles::WeatherYear> made(std::min(batch, years.size() - first));
        parallel::for_each_block(static_cast<std::int64_t>(made.size()), [&](std::int64_t block) {
            const auto b = static_cast<std::size_t>(block);
            made[b] = generator.make(scores.draw(study.weather.seed, years[first + b]));
        });
        for (std::size_t b = 0; b < made.size(); ++b) {
            common.weather = std::move(made[b]);
            common.weather_year = years[first + b];
            write(settings.files[first + b], common);
            const double share = static_cast<double>(first + b + 1) / static_cast<double>(years.size());
            if (progress && !progress("weather", share, std::to_string(years[first + b])))
                throw base::Interrupted(
                    fmt::format("after {} of {} years, which are kept", first + b + 1, years.size()));
        }
    }
    return calendar_year;
}

}  // namespace decawatt::app
