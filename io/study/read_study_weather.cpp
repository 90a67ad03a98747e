#include "io/study/read_study_weather.hpp"
#include "io/weather/common_site.hpp"
#include "io/weather/read_common_weather.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "base/index.hpp"
#include "io/study/raw_study.hpp"
#include "io/study/schema/settings.hpp"
#include "io/study/study_weather_checks.hpp"
#include "io/weather/read_any_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/write_climate.hpp"
#include "profiles/weather/align_to_year.hpp"

namespace decawatt::io {

namespace {
using profiles::WeatherYear;

struct FileYear {  // one weather year: a reading for each site, and its file
    std::vector<WeatherReading> readings;
    std::vector<std::string> sources;
};

// The steps on which profiles ask for weather.
base::TimeAxis computed_axis(const model::Study& study, int year) {
    return base::year_axis(year, study.utc_offset_s, std::min(study.horizon.step_s, base::kSecondsPerHour));
}

// The axis itself, or that of the next longer steps that those of every file divide.
base::TimeAxis axis_with_data(const FileYear& year, const base::TimeAxis& axis) {
    for (const int step_s : {axis.step_s, base::kSecondsPerHour / 2}) {
        if (step_s % axis.step_s != 0) continue;
        const auto divides = [&](const WeatherReading& site) { return step_s % site.weather.axis.step_s == 0; };
        if (std::ranges::all_of(year.readings, divides))
            return {axis.start_utc_s, step_s, (axis.end() - axis.start_utc_s) / step_s};
    }
    return {axis.start_utc_s, base::kSecondsPerHour, (axis.end() - axis.start_utc_s) / base::kSecondsPerHour};
}

// The sites combined on the axis, with notes on changes by mapping and combining (those of reading are reported
// already).
profiles::AlignedYear aligned_to(const FileYear& year, const base::TimeAxis& requested) {
    const base::TimeAxis axis = axis_with_data(year, requested);
    std::vector<WeatherReading> laid = year.readings;
    std::vector<std::string> notes;
    for (std::size_t s = 0; s < laid.size(); ++s) {
        profiles::AlignedYear made = profiles::align_to_year(laid[s].weather, axis);
        laid[s].weather = std::move(made.weather);
        laid[s].notes.clear();
        for (const std::string& note : made.notes)
            notes.push_back(fmt::format("{}, {}: {}", laid[s].place.name, year.sources[s], note));
    }
    CommonWeather all = joined(laid, year.sources);
    for (const std::string& note : all.notes) notes.push_back(fmt::format("all sites: {}", note));
    return {std::move(all.weather), std::move(notes)};
}

// The first year of the horizon, and the first year of different length: their notes apply to all years of the same
// length.
std::vector<int> years_unlike(const model::Horizon& horizon) {
    std::vector<int> years = {horizon.first_year};
    for (int year = horizon.first_year; year <= horizon.last_year && years.size() < 2; ++year)
        if (base::is_leap_year(year) != base::is_leap_year(horizon.first_year)) years.push_back(year);
    return years;
}

// The files of a study: readings by weather year and site.
class WeatherFiles {
  public:
    explicit WeatherFiles(LoadedStudy& loaded) : loaded_(loaded) {}

    // The weather years of the study in its order.
    std::vector<FileYear> read() {
        const model::Study& study = loaded_.study;
        std::vector<FileYear> years;
        for (const int year : study.weather.years) years.push_back(read_year(year));
        if (!faults_.empty()) throw base::InputError(std::move(faults_));
        // Years are mapped now, so that inconsistencies are reported before the computation, and changes are noted.
        for (const int calendar_year : years_unlike(study.horizon)) {
            const base::TimeAxis axis = computed_axis(study, calendar_year);
            for (const FileYear& year : years)
                for (const std::string& text : aligned_to(year, axis).notes) note(text);
        }
        if (!loaded_.has_climate)
            for (std::size_t s = 0; s < fitted_.size(); ++s) set_climate(loaded_.study.sites, s, fitted_[s]);
        return years;
    }

  private:
    void note(const std::string& text) {
        std::vector<std::string>& notes = loaded_.weather_notes;
        if (std::ranges::find(notes, text) == notes.end()) notes.push_back(text);
    }

    const WeatherFile& file_of(std::size_t site, int year) const {
        const auto found = std::ranges::find_if(loaded_.weather_files, [&](const WeatherFile& file) {
            return base::at(file.site) == site && file.weather_year == year;
        });
        base::expects(found != loaded_.weather_files.end(),
                      "a study with weather files has one for each site and year");
        return *found;
    }

    FileYear read_year(int year) {
        FileYear made;
        const std::vector<std::string>& names = loaded_.study.sites.name;
        for (std::size_t s = 0; s < names.size(); ++s) {
            const WeatherFile& file = file_of(s, year);
            try {
                made.readings.push_back(read_site(file, site_place(loaded_.study, s)));
            } catch (const base::InputError& error) {  // faults of all files are reported together
                faults_.insert(faults_.end(), error.faults.begin(), error.faults.end());
                continue;
            }
            if (!faults_.empty()) continue;  // other files are read only to find their faults
            made.sources.push_back(file.file);
            const WeatherReading& reading = made.readings.back();
            if (fitted_.size() <= s) fitted_.emplace_back(reading.place, model::WindFarmRules{}.shear_exponent);
            fitted_[s].files.push_back(file.file);
            fitted_[s].gatherer.add(reading.weather, 0, loaded_.study.utc_offset_s);
            for (const std::string& text : reading.notes) note(fmt::format("{}, {}: {}", names[s], file.file, text));
        }
        return made;
    }

    // A common file is read once for consecutive sites.
    WeatherReading read_any(const std::filesystem::path& path, const WeatherRequest& request, const std::string& site) {
        if (!is_common(path, request)) return read_weather(path, request);
        if (path != common_path_) {
            common_ = read_common_sites(path);
            common_path_ = path;
        }
        return judged_site_of(common_, site, path);
    }

    WeatherReading read_site(const WeatherFile& file, const profiles::Location& site) {
        const std::filesystem::path path = loaded_.folder / file.file;
        WeatherReading reading = read_any(path, site_request(site, file.format), site.name);
        expect_place(reading, site, path);
        reading.place.name = site.name;
        expect_variables(
            reading, path,
            {"temperature_deg_c", "relative_humidity_frac", "ghi_w_per_m2", "pressure_pa", "wind_speed_m_per_s"},
            "a study");
        expect_year(reading.weather.axis, computed_axis(loaded_.study, loaded_.study.horizon.first_year), path);
        keep_hash(file.file, path);
        return reading;
    }

    void keep_hash(const std::string& name, const std::filesystem::path& path) {
        const std::string marked = kWeatherFilePrefix + name;
        if (std::ranges::find(loaded_.files, marked, &StudyFile::name) != loaded_.files.end()) return;
        loaded_.files.push_back(
            {marked, "", read_study_file(path, marked).hash});  // the text is omitted because of its size
    }

    LoadedStudy& loaded_;
    CommonWeather common_;  // content of the file read last
    std::filesystem::path common_path_;
    std::vector<FittedSite> fitted_;
    std::vector<base::InputFault> faults_;
};
}  // namespace

profiles::WeatherSource read_study_weather(LoadedStudy& loaded) {
    if (loaded.study.weather.source != kFiles) return profiles::generated_weather(loaded.study);
    const auto years = std::make_shared<const std::vector<FileYear>>(WeatherFiles(loaded).read());
    return
        [years](std::size_t index, const base::TimeAxis& axis) { return aligned_to(years->at(index), axis).weather; };
}

}  // namespace decawatt::io
