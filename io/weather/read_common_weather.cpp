// Reading the common weather file. A file of another writer is welcome: everything is checked.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

#include "base/error.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

namespace {

constexpr std::size_t kMostValues = std::size_t{1} << 31U;  // of a variable: more is a broken header, not weather

class CommonReader {
  public:
    explicit CommonReader(const std::filesystem::path& path) : name_(path.string()), file_(path) {}

    CommonWeather read() {
        read_heading();
        read_axis();
        read_places();
        stop_at_faults();  // without coordinates nothing else can be placed
        for (const WeatherVariable& variable : weather_variables())
            if (const auto values = numbers(variable.name, variable.units, {times_, sites_}, variable.required))
                common_.weather.*variable.member = series(*values, 0, variable);
        read_wind();
        stop_at_faults();
        return std::move(common_);
    }

  private:
    void fault(std::string field, std::string found, std::string expected) {
        faults_.push_back({name_, std::move(field), 0, std::move(found), std::move(expected)});
    }

    void stop_at_faults() const {
        if (!faults_.empty()) throw base::InputError(faults_);
    }

    // A variable of this unit and shape (an extent of 0: any); none where it is not there or at fault.
    std::optional<std::vector<double>> numbers(const std::string& name, const std::string& units,
                                               const std::vector<std::size_t>& shape, bool required) {
        const std::string place = "/" + name;
        if (!file_.has(place)) {
            if (required) fault(name, "no such variable", "this variable");
            return std::nullopt;
        }
        const std::vector<std::size_t> extent = file_.extent(place);
        bool fits = extent.size() == shape.size();
        std::size_t count = 1;
        for (std::size_t i = 0; fits && i < shape.size(); ++i) {
            fits = extent[i] > 0 && extent[i] <= kMostValues / count && (shape[i] == 0 || extent[i] == shape[i]);
            if (fits) count *= extent[i];
        }
        const std::string stated = file_.text_attribute(place, "units").value_or("");
        if (stated != units) fault(name, stated.empty() ? "no units" : stated, fmt::format("units = \"{}\"", units));
        if (!fits)
            fault(name, fmt::format("a shape of {}", fmt::join(extent, " × ")),
                  shape[0] == 0 ? "a list of values" : fmt::format("a shape of {}", fmt::join(shape, " × ")));
        if (!fits || stated != units) return std::nullopt;
        return file_.numbers(place).values;
    }

    void read_heading() {
        common_.program = file_.text_attribute("/", "source").value_or("");
        common_.command_line = file_.text_attribute("/", "history").value_or("");
        common_.made_from = file_.text_attribute("/", "made_from").value_or("");
        common_.weather_year = static_cast<int>(file_.number_attribute("/", "weather_year").value_or(0.0));
        if (const auto offset = file_.number_attribute("/", "sun_offset_s"))
            common_.weather.sun_offset_s = static_cast<int>(*offset);
        if (file_.has("/provenance/file")) common_.sources = file_.texts("/provenance/file");
        if (file_.has("/provenance/note")) common_.notes = file_.texts("/provenance/note");
    }

    void read_axis() {
        const auto instants = numbers("time", kTimeUnits, {0}, true);
        if (!instants) return;
        times_ = instants->size();
        const double second = times_ > 1 ? (*instants)[1] - (*instants)[0] : base::kSecondsPerHour;
        const double step_s = file_.number_attribute("/", "step_s").value_or(second);
        if (!(step_s >= 1.0) || step_s > base::kSecondsPerHour * base::kHoursPerDay || step_s != std::floor(step_s))
            return fault("step_s", fmt::format("{}", step_s), "whole seconds from 1 to a day");
        for (std::size_t t = 0; t < times_; ++t)
            if ((*instants)[t] != (*instants)[0] + step_s * static_cast<double>(t))
                return fault("time", fmt::format("{} at place {}", (*instants)[t], t + 1),
                             fmt::format("{} s after the one before it, none missing", step_s));
        common_.weather.axis = {.start_utc_s = static_cast<base::UtcSeconds>((*instants)[0]),
                                .step_s = static_cast<std::int32_t>(step_s),
                                .count = static_cast<std::int64_t>(times_)};
    }

    void read_places() {
        if (!file_.has("/site")) return fault("site", "no such variable", "the names of the sites");
        const std::vector<std::string> names = file_.texts("/site");
        sites_ = names.size();
        common_.places.resize(sites_);
        for (std::size_t s = 0; s < sites_; ++s) {
            common_.places[s].name = names[s];
            if (std::count(names.begin(), names.end(), names[s]) > 1)
                fault("site", "two sites " + names[s], "sites of different names");
        }
        for (const PlaceVariable& variable : place_variables()) {
            const auto values = numbers(variable.name, variable.units, {sites_}, true);
            for (std::size_t s = 0; values && s < sites_; ++s) {
                const double value = common_.places[s].*variable.member = (*values)[s];
                if (!(value >= variable.low && value <= variable.high))
                    fault(variable.name, fmt::format("{} (site {})", value, names[s]),
                          fmt::format("{} from {} to {}", variable.units, variable.low, variable.high));
            }
        }
        constexpr double kMostOffsetS = 18.0 * base::kSecondsPerHour;
        const auto offsets = numbers("utc_offset_s", "s", {sites_}, true);
        for (std::size_t s = 0; offsets && s < sites_; ++s) {
            if (std::abs((*offsets)[s]) <= kMostOffsetS)
                common_.places[s].utc_offset_s = static_cast<int>((*offsets)[s]);
            else
                fault("utc_offset_s", fmt::format("{} (site {})", (*offsets)[s], names[s]), "seconds within 18 hours");
        }
    }

    // Values of height `level`, row-major over time × site, within the variable's range.
    base::Series series(const std::vector<double>& values, std::size_t level, const WeatherVariable& variable) {
        base::Series all(times_, sites_);
        for (std::size_t t = 0; t < times_; ++t)
            for (std::size_t s = 0; s < sites_; ++s) {
                const double value = all(t, s) = values[(level * times_ + t) * sites_ + s];
                if (value >= variable.low && value <= variable.high) continue;
                fault(variable.name,
                      fmt::format("{} at {} (site {})", value,
                                  base::format_utc(common_.weather.axis.instant(static_cast<std::int64_t>(t))),
                                  common_.places[s].name),
                      fmt::format("{} from {} to {}", variable.units, variable.low, variable.high));
                return all;  // the first of a variable tells enough
            }
        return all;
    }

    void read_wind() {
        if (!file_.has("/height")) return;  // weather without wind
        const auto heights = numbers("height", "m", {0}, true);
        if (!heights) return;
        const std::vector<std::size_t> shape = {heights->size(), times_, sites_};
        const WeatherVariable speed = wind_speed_variable(), direction = wind_direction_variable();
        const auto speeds = numbers(speed.name, speed.units, shape, true);
        const auto directions = numbers(direction.name, direction.units, shape, false);
        for (std::size_t level = 0; speeds && level < heights->size(); ++level) {
            if (!((*heights)[level] > (level == 0 ? 0.0 : (*heights)[level - 1])))
                fault("height", fmt::format("{}", (*heights)[level]), "metres above 0, rising");
            common_.weather.wind.push_back(
                {.height_m = (*heights)[level], .speed_m_per_s = series(*speeds, level, speed), .direction_deg = {}});
            const auto unknown = [&] {  // of all hours and sites: a NaN among numbers is a fault
                const auto block = std::span(*directions).subspan(level * times_ * sites_, times_ * sites_);
                return std::ranges::all_of(block, [](double value) { return std::isnan(value); });
            };
            if (directions && !unknown())
                common_.weather.wind.back().direction_deg = series(*directions, level, direction);
        }
    }

    std::string name_;
    ResultReader file_;
    CommonWeather common_;
    std::size_t times_ = 0, sites_ = 0;
    std::vector<base::InputFault> faults_;
};

base::Series column_of(const base::Series& all, std::size_t site) {
    if (all.empty()) return {};
    base::Series one(all.times(), 1);
    std::ranges::copy(all.of(site), one.of(0).begin());
    return one;
}

}  // namespace

bool is_common_weather(const std::filesystem::path& path) {
    const QuietErrors quiet;
    if (H5Fis_hdf5(path.c_str()) <= 0) return false;
    return ResultReader(path).number_attribute("/", kWeatherFileMark).has_value();
}

CommonWeather read_common_sites(const std::filesystem::path& path) {
    const ResultReader file(path);  // says what is wrong where it is no file of the library
    const auto version = file.number_attribute("/", kWeatherFileMark);
    if (!version || *version != kWeatherFileVersion)
        throw base::InputError(
            {{path.string(), kWeatherFileMark, 0, version ? fmt::format("{}", *version) : "no such attribute",
              fmt::format("{}: a file that decawatt weather convert wrote", kWeatherFileVersion)}});
    return CommonReader(path).read();
}

WeatherReading site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path) {
    const auto named = std::ranges::find(common.places, site, &profiles::Place::name);
    if (named == common.places.end() && common.places.size() != 1) {
        std::vector<std::string> names;
        for (const profiles::Place& place : common.places) names.push_back(place.name);
        throw base::InputError({{path.string(), "site", 0, site.empty() ? "several sites" : "no site " + site,
                                 fmt::format("one of {}", fmt::join(names, ", "))}});
    }
    const auto s = named == common.places.end() ? 0 : static_cast<std::size_t>(named - common.places.begin());
    WeatherReading reading;
    reading.place = common.places[s];
    reading.format = kCommonFormat;
    reading.notes = common.notes;
    reading.weather.axis = common.weather.axis;
    reading.weather.sun_offset_s = common.weather.sun_offset_s;
    for (const WeatherVariable& variable : weather_variables())
        reading.weather.*variable.member = column_of(common.weather.*variable.member, s);
    for (const profiles::WindLevel& level : common.weather.wind)
        reading.weather.wind.push_back({.height_m = level.height_m,
                                        .speed_m_per_s = column_of(level.speed_m_per_s, s),
                                        .direction_deg = column_of(level.direction_deg, s)});
    return reading;
}

WeatherReading read_common_weather(const std::filesystem::path& path) {
    return site_of(read_common_sites(path), "", path);
}

}  // namespace decawatt::io
