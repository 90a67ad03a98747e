// profile_series STUDY: time of hourly series at many sites, in total and for each model, a JSON line each.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "base/index.hpp"
#include "benchmarks/report.hpp"
#include "benchmarks/study_program.hpp"
#include "benchmarks/wide_study.hpp"
#include "io/study/read_study.hpp"
#include "parallel/blocks.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/generator/generated_weather.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/profiles.hpp"
#include "profiles/wind/wind_power.hpp"

namespace {

using namespace decawatt;

struct Part {
    const char* name;
    std::int64_t site_years;
    std::function<std::uint64_t()> work;  // returns a checksum of its results
};

std::uint64_t all_series(const model::Study& study) {
    std::uint64_t sum = benchmarks::kEmptySum;
    for (const profiles::YearProfiles& year : profiles::make_profiles(study, {}).years) {
        sum = benchmarks::checksum(year.resource_frac.all(), sum);
        sum = benchmarks::checksum(year.data_center_mw.all(), sum);
    }
    return sum;
}

std::uint64_t weather_years(const model::Study& study) {
    std::uint64_t sum = benchmarks::kEmptySum;
    const profiles::WeatherSource source = profiles::generated_weather(study);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        sum = benchmarks::checksum(
            source(0, base::year_axis(year, study.utc_offset_s, study.horizon.step_s)).temperature_deg_c.all(), sum);
    return sum;
}

// The models one after another on one weather year.
std::vector<Part> parts_of(const model::Study& study, const profiles::WeatherYear& weather) {
    const auto sites = static_cast<std::int64_t>(study.sites.name.size());
    const auto at_each_site = [&study](const auto& model) {
        std::uint64_t sum = benchmarks::kEmptySum;
        for (std::size_t s = 0; s < study.sites.name.size(); ++s)
            sum = benchmarks::checksum(model(static_cast<model::SiteIndex>(s)), sum);
        return sum;
    };
    const auto years = static_cast<std::int64_t>(study.horizon.year_count());
    return {{"all", sites * years, [&study] { return all_series(study); }},
            {"weather", sites * years, [&study] { return weather_years(study); }},
            {"photovoltaics", sites,
             [&study, &weather, at_each_site] {
                 const profiles::PvSystem system = profiles::pv_system(study.pv_systems, model::PvSystemIndex{0});
                 return at_each_site([&](model::SiteIndex site) {
                     return profiles::pv_output_frac(weather, site, study.sites, system);
                 });
             }},
            {"wind", sites,
             [&study, &weather, at_each_site] {
                 const profiles::WindFarm farm(study.turbines, model::TurbineIndex{0});
                 return at_each_site(
                     [&](model::SiteIndex site) { return profiles::wind_output_frac(weather, site, farm); });
             }},
            {"data_center", sites, [&study, &weather] {
                 return benchmarks::checksum(profiles::data_center_load(study, weather, 1).facility_mw.all(),
                                             benchmarks::kEmptySum);
             }}};
}

void measure(const Part& part, int repeat) {
    benchmarks::Measured measured{
        std::string("profile_series/") + part.name, part.site_years, parallel::threads(), {}, 0};
    for (int i = 0; i < repeat; ++i) {
        const auto start = std::chrono::steady_clock::now();
        measured.checksum = part.work();
        measured.seconds.push_back(benchmarks::seconds_since(start));
    }
    auto line = benchmarks::report(measured);
    const double fastest = line["min_s"];
    line["site_years_per_s"] = static_cast<double>(part.site_years) / fastest;
    fmt::print("{}\n", line.dump());
}

void measure_all(const std::string& folder, std::size_t sites, int repeat) {
    const model::Study study =
        benchmarks::wide_study(io::read_study({.path = folder, .variant = {}, .overrides = {}}).study, sites);
    const base::TimeAxis last = base::year_axis(study.horizon.last_year, study.utc_offset_s, study.horizon.step_s);
    const profiles::WeatherYear weather = profiles::generated_weather(study)(0, last);
    for (const Part& part : parts_of(study, weather)) measure(part, repeat);
}

}  // namespace

int main(int count, char** words) {
    std::string folder;
    std::size_t sites = 30;
    int threads = 0, repeat = 3;
    CLI::App app{"Times hourly series: weather, sun, wind and data centres at many sites"};
    app.add_option("study", folder, "a folder with study.toml, or that file")->required();
    app.add_option("--sites", sites, "those of the study, repeated")->check(CLI::PositiveNumber);
    app.add_option("--threads", threads, "default, 0: all; the models alone run on one")->check(CLI::NonNegativeNumber);
    app.add_option("--repeat", repeat, "repetitions")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, words);
    try {
        parallel::set_threads(threads);
        measure_all(folder, sites, repeat);
    } catch (const std::exception& error) {
        fmt::print(stderr, "profile_series: {}\n", error.what());
        return 1;
    }
}
