#include "io/study/read_study_weather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/error.hpp"
#include "base/index.hpp"
#include "io/study/raw_study.hpp"
#include "io/study/sections.hpp"
#include "io/weather/read_any_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/weather_variables.hpp"
#include "io/weather/write_climate.hpp"

namespace decawatt::io {

namespace {
using profiles::WeatherYear;
constexpr double kOneSeventh = 1.0 / 7.0;  // the common exponent over open land, for files with wind at one height

// For each hour of `axis` the place of the same date and hour among those of the file; 28 February stands in for a 29th
// that the file has not. Without a place for an hour: none.
std::optional<std::vector<std::size_t>> same_dates(const base::TimeAxis& file, const base::TimeAxis& axis,
                                                   int utc_offset_s) {
    std::map<std::tuple<int, int, int>, std::size_t> place;  // month, day, hour; the first of two of a date
    for (std::int64_t t = 0; t < file.count; ++t) {
        const base::CivilTime civil = base::civil_time(file.instant(t), utc_offset_s);
        place.emplace(std::tuple(civil.month, civil.day, civil.hour), static_cast<std::size_t>(t));
    }
    std::vector<std::size_t> places;
    for (std::int64_t t = 0; t < axis.count; ++t) {
        const base::CivilTime civil = base::civil_time(axis.instant(t), utc_offset_s);
        auto found = place.find({civil.month, civil.day, civil.hour});
        if (found == place.end() && civil.month == 2 && civil.day == 29) found = place.find({2, 28, civil.hour});
        if (found == place.end()) return std::nullopt;
        places.push_back(found->second);
    }
    return places;
}

base::Series picked(const base::Series& from, const std::vector<std::size_t>& places) {
    if (from.empty()) return {};
    base::Series to(places.size(), from.entities());
    for (std::size_t s = 0; s < from.entities(); ++s)
        for (std::size_t t = 0; t < places.size(); ++t) to(t, s) = from(places[t], s);
    return to;
}

bool same_hours(const base::TimeAxis& a, const base::TimeAxis& b) {
    return a.start_utc_s == b.start_utc_s && a.step_s == b.step_s && a.count == b.count;
}

WeatherYear on_year(const WeatherYear& weather, const base::TimeAxis& axis, int utc_offset_s,
                    const std::string& where) {
    if (same_hours(weather.axis, axis)) return weather;
    const auto places = weather.axis.step_s == axis.step_s ? same_dates(weather.axis, axis, utc_offset_s)
                                                           : std::optional<std::vector<std::size_t>>();
    if (!places)
        throw base::InputError({{where, "time", 0,
                                 fmt::format("{} intervals of {} s from {}", weather.axis.count, weather.axis.step_s,
                                             base::format_utc(weather.axis.start_utc_s)),
                                 "every hour of a year"}});
    WeatherYear laid;
    laid.axis = axis;
    laid.sun_offset_s = weather.sun_offset_s;
    for (const WeatherVariable& variable : weather_variables())
        laid.*variable.member = picked(weather.*variable.member, *places);
    for (const profiles::WindLevel& level : weather.wind)
        laid.wind.push_back(
            {level.height_m, picked(level.speed_m_per_s, *places), picked(level.direction_deg, *places)});
    return laid;
}

// Every file once, however many sites and years of the study it holds.
class WeatherFiles {
  public:
    explicit WeatherFiles(LoadedStudy& loaded) : loaded_(loaded) {}

    // The weather years of the study in its order, each with all sites.
    std::vector<WeatherYear> read() {
        std::vector<WeatherYear> years;
        for (const int year : loaded_.study.weather.years) years.push_back(one_year(year));
        if (!faults_.empty()) throw base::InputError(std::move(faults_));
        if (!loaded_.has_climate)
            for (std::size_t s = 0; s < fitted_.size(); ++s) set_climate(loaded_.study.sites, s, fitted_[s]);
        return years;
    }

  private:
    const WeatherFile& file_of(std::size_t site, int year) const {
        const auto found = std::ranges::find_if(loaded_.weather_files, [&](const WeatherFile& file) {
            return base::at(file.site) == site && file.weather_year == year;
        });
        base::expects(found != loaded_.weather_files.end(),
                      "a study with weather files has one for each site and year");
        return *found;
    }

    WeatherYear one_year(int year) {
        std::vector<WeatherReading> readings;
        std::vector<std::string> sources;
        const std::vector<std::string>& names = loaded_.study.sites.name;
        for (std::size_t s = 0; s < names.size(); ++s) {
            const WeatherFile& file = file_of(s, year);
            try {
                readings.push_back(read_site(file, names[s]));
            } catch (const base::InputError& error) {  // of all files together
                faults_.insert(faults_.end(), error.faults.begin(), error.faults.end());
                continue;
            }
            sources.push_back(file.file);
            if (fitted_.size() <= s) fitted_.emplace_back(readings.back().place, kOneSeventh);
            fitted_[s].files.push_back(file.file);
            fitted_[s].gatherer.add(readings.back().weather, 0, loaded_.study.utc_offset_s);
        }
        return faults_.empty() ? joined(readings, sources).weather : WeatherYear{};
    }

    WeatherReading read_site(const WeatherFile& file, const std::string& site) {
        const std::filesystem::path path = loaded_.folder / file.file;
        WeatherRequest request;
        request.format = file.format;
        WeatherReading reading = read_any_weather(path, request, site);
        expect_variables(reading, path,
                         {"temperature_deg_c", "relative_humidity_frac", "ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2",
                          "pressure_pa", "wind_speed_m_per_s"},
                         "a study");
        keep_hash(file.file, path);
        return reading;
    }

    void keep_hash(const std::string& name, const std::filesystem::path& path) {
        const std::string marked = kWeatherFilePrefix + name;
        if (std::ranges::find(loaded_.files, marked, &StudyFile::name) != loaded_.files.end()) return;
        loaded_.files.push_back({marked, "", read_study_file(path, marked).hash});  // its text would be most of a result
    }

    LoadedStudy& loaded_;
    std::vector<FittedSite> fitted_;
    std::vector<base::InputFault> faults_;
};
}  // namespace

profiles::WeatherSource read_study_weather(LoadedStudy& loaded) {
    if (loaded.study.weather.source != kFiles) return profiles::generated_weather(loaded.study);
    const auto years = std::make_shared<const std::vector<WeatherYear>>(WeatherFiles(loaded).read());
    const int utc_offset_s = loaded.study.utc_offset_s;
    return [years, utc_offset_s](std::size_t index, const base::TimeAxis& axis) {
        return on_year(years->at(index), axis, utc_offset_s,
                       fmt::format("weather files of weather year {}", index + 1));
    };
}

}  // namespace decawatt::io
