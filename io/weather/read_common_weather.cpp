// Reads the common weather file. Files of other writers are accepted (xarray chooses its own units, types and order of
// dimensions), so everything is checked.
#include "io/weather/read_common_weather.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "base/error.hpp"
#include "io/hdf5/netcdf_length.hpp"
#include "io/weather/cf_time.hpp"
#include "io/weather/netcdf_input.hpp"
#include "io/weather/weather_text.hpp"
#include "io/weather/weather_units.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

namespace {

// One of the dimensions time, site and height: that of its coordinate variable, which may have a single value.
struct Extent {
    std::string dimension;  // "": none
    std::size_t size = 1;
};

// Values row-major over the requested dimensions, from a variable with another order of dimensions.
std::vector<double> in_order(const std::vector<double>& values, const std::vector<NetcdfInput::Dimension>& own,
                             const std::vector<Extent>& wanted) {
    std::vector<std::size_t> stride(wanted.size(), 0);  // 0: the variable does not have the dimension
    std::size_t step = 1;
    for (std::size_t i = own.size(); i-- > 0; step *= own[i].size)
        for (std::size_t w = 0; w < wanted.size(); ++w)
            if (own[i].name == wanted[w].dimension) stride[w] = step;
    std::vector<double> ordered(values.size());
    std::vector<std::size_t> place(wanted.size(), 0);
    for (double& value : ordered) {
        std::size_t from = 0;
        for (std::size_t w = 0; w < wanted.size(); ++w) from += place[w] * stride[w];
        value = values[from];
        for (std::size_t w = wanted.size(); w-- > 0;) {
            if (++place[w] < wanted[w].size) break;
            place[w] = 0;
        }
    }
    return ordered;
}

// In HDF5 files without dimension names the library names dimensions by size, so that height and site may have the same
// name. Then the order of docs/weather_file.md applies.
bool is_in_stated_order(const std::vector<NetcdfInput::Dimension>& own, const std::vector<Extent>& wanted) {
    const auto unnamed = [](const NetcdfInput::Dimension& dimension) {
        return dimension.name.starts_with("phony_dim");
    };
    return std::ranges::any_of(own, unnamed) &&
           std::ranges::equal(own, wanted, {}, &NetcdfInput::Dimension::size, &Extent::size);
}

class CommonReader {
  public:
    explicit CommonReader(const std::filesystem::path& path) : name_(path.string()), file_(path) {}

    CommonWeather read() {
        read_heading();
        read_axis();
        read_places();
        stop_at_faults();  // other variables need the coordinates
        for (const WeatherVariable& variable : weather_variables())
            if (const auto values = numbers(variable.name, variable.units, {time_, site_}, variable.required))
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

    // Values are converted only if their units differ from those of Decawatt, so that bits are kept otherwise.
    std::optional<UnitConversion> conversion(const std::string& name, const std::string& units) {
        const std::string stated = file_.text_attribute(name, "units").value_or("");
        if (stated == units) return UnitConversion{};
        const auto known = conversion_of(kind_of_unit(units), stated);
        if (!known)
            fault(name, stated.empty() ? "no units" : fmt::format("units = \"{}\"", shown(stated)),
                  fmt::format("units = \"{}\" (known are {})", units, known_units(kind_of_unit(units))));
        else if (known->scale != 1.0 || known->offset != 0.0)
            common_.notes.push_back(fmt::format("{}: converted from {} to {}", name, shown(stated), units));
        return known;
    }

    static bool fits(const std::vector<NetcdfInput::Dimension>& own, const std::vector<Extent>& wanted) {
        for (const NetcdfInput::Dimension& dimension : own) {
            const auto same = std::ranges::find(wanted, dimension.name, &Extent::dimension);
            if (same == wanted.end() ? dimension.size != 1 : dimension.size != same->size) return false;
        }
        return std::ranges::all_of(wanted, [&](const Extent& extent) {  // an absent dimension has size 1
            return extent.size == 1 || std::ranges::count(own, extent.dimension, &NetcdfInput::Dimension::name) == 1;
        });
    }

    // A variable over these dimensions, in Decawatt's units; none if it is absent or faulty.
    std::optional<std::vector<double>> numbers(const std::string& name, const std::string& units,
                                               const std::vector<Extent>& wanted, bool required) {
        if (!file_.has(name)) {
            if (required) fault(name, "no such variable", "this variable");
            return std::nullopt;
        }
        const auto own = file_.dimensions(name);
        const auto known = conversion(name, units);
        const bool as_stated = is_in_stated_order(own, wanted);
        if (!as_stated && !fits(own, wanted)) {
            const auto text = [](const auto& dimension) { return fmt::format("{}", dimension.size); };
            std::vector<std::string> found, expected;
            std::ranges::transform(own, std::back_inserter(found), text);
            std::ranges::transform(wanted, std::back_inserter(expected), text);
            fault(
                name,
                fmt::format("a shape of {}", found.empty() ? "one value" : fmt::format("{}", fmt::join(found, " × "))),
                fmt::format("a shape of {}", fmt::join(expected, " × ")));
            return std::nullopt;
        }
        if (!known) return std::nullopt;
        std::vector<double> values = as_stated ? file_.read(name) : in_order(file_.read(name), own, wanted);
        if (known->scale != 1.0 || known->offset != 0.0)
            for (double& value : values) value = value * known->scale + known->offset;
        return values;
    }

    // The dimension of a coordinate variable. `has_letters`: its texts may be stored as characters along another one.
    Extent extent_of(const std::string& name, bool has_letters) {
        auto own = file_.dimensions(name);
        if (has_letters && own.size() == 2) own.pop_back();
        if (own.empty()) return {};
        if (own.size() > 1 || own.front().size == 0) {
            fault(name, own.size() > 1 ? fmt::format("{} dimensions", own.size()) : "no value", "a list of values");
            return {};
        }
        return {own.front().name, own.front().size};
    }

    // An integer attribute of the root; a fault if it is out of range.
    std::optional<int> whole_attribute(const char* name, double low, double high) {
        const auto value = file_.number_attribute("", name);
        if (!value) return std::nullopt;
        if (*value >= low && *value <= high && *value == std::floor(*value)) return static_cast<int>(*value);
        fault(name, fmt::format("{}", *value), fmt::format("a whole number from {:.0f} to {:.0f}", low, high));
        return std::nullopt;
    }

    void read_heading() {
        common_.program = file_.text_attribute("", "source").value_or("");
        common_.command_line = file_.text_attribute("", "history").value_or("");
        common_.made_from = file_.text_attribute("", "made_from").value_or("");
        constexpr double kMostYears = 1e9, kMostOffsetS = base::kSecondsPerHour;
        common_.weather_year = whole_attribute("weather_year", 0.0, kMostYears).value_or(0);
        common_.weather.sun_offset_s = whole_attribute("sun_offset_s", -kMostOffsetS, kMostOffsetS);
        if (file_.has("provenance/file")) common_.sources = file_.texts("provenance/file");
        if (file_.has("provenance/note")) common_.notes = file_.texts("provenance/note");
    }

    void read_axis() {
        if (!file_.has("time")) return fault("time", "no such variable", "this variable");
        time_ = extent_of("time", false);
        const DecodedTimes times = decode_times(file_.read("time"), file_.text_attribute("time", "units").value_or(""),
                                                file_.text_attribute("time", "calendar").value_or(""));
        if (times.problem) return fault("time", times.problem->found, times.problem->expected);
        common_.notes.insert(common_.notes.end(), times.notes.begin(), times.notes.end());
        const std::vector<base::UtcSeconds>& instants = times.instants;
        const double second =
            instants.size() > 1 ? static_cast<double>(instants[1] - instants[0]) : base::kSecondsPerHour;
        const double step_s = file_.number_attribute("", "step_s").value_or(second);
        if (!(step_s >= 1.0) || step_s > base::kSecondsPerHour * base::kHoursPerDay || step_s != std::floor(step_s))
            return fault("step_s", fmt::format("{}", step_s), "whole seconds from 1 to a day");
        const auto step = static_cast<std::int32_t>(step_s);
        for (std::size_t t = 1; t < instants.size(); ++t)
            if (instants[t] != instants[0] + static_cast<base::UtcSeconds>(t) * step)
                return fault("time", fmt::format("{} at place {}", base::format_utc(instants[t]), t + 1),
                             fmt::format("{} s after the one before it, none missing", step));
        common_.weather.axis = {.start_utc_s = instants.empty() ? 0 : instants[0],
                                .step_s = step,
                                .count = static_cast<std::int64_t>(instants.size())};
    }

    void read_places() {
        if (!file_.has("site")) return fault("site", "no such variable", "the names of the sites");
        const std::vector<std::string> names = file_.texts("site");
        site_ = extent_of("site", true);
        common_.places.resize(names.size());
        for (std::size_t s = 0; s < names.size(); ++s) {
            common_.places[s].name = names[s];
            if (std::count(names.begin(), names.end(), names[s]) > 1)
                fault("site", "two sites " + names[s], "sites of different names");
        }
        for (const PlaceVariable& variable : place_variables()) {
            const auto values = numbers(variable.name, variable.units, {site_}, true);
            for (std::size_t s = 0; values && s < values->size(); ++s) {
                const double value = common_.places[s].*variable.member = (*values)[s];
                if (!(value >= variable.low && value <= variable.high))
                    fault(variable.name, fmt::format("{} (site {})", value, names[s]),
                          fmt::format("{} from {} to {}", variable.units, variable.low, variable.high));
            }
        }
        constexpr double kMostOffsetS = 18.0 * base::kSecondsPerHour;
        const auto offsets = numbers("utc_offset_s", "s", {site_}, true);
        for (std::size_t s = 0; offsets && s < offsets->size(); ++s) {
            if (std::abs((*offsets)[s]) <= kMostOffsetS)
                common_.places[s].utc_offset_s = static_cast<int>((*offsets)[s]);
            else
                fault("utc_offset_s", fmt::format("{} (site {})", (*offsets)[s], names[s]), "seconds within 18 hours");
        }
    }

    // Values of height `level`, row-major over time × site, within the variable's range. Values beyond it by a
    // billionth, due to packing as integers, are clipped.
    base::Series series(const std::vector<double>& values, std::size_t level, const WeatherVariable& variable) {
        constexpr double kRounding = 1e-9;
        const double slack = kRounding * (variable.high - variable.low);
        base::Series all(time_.size, site_.size);
        for (std::size_t t = 0; t < time_.size; ++t)
            for (std::size_t s = 0; s < site_.size; ++s) {
                const double value = values[(level * time_.size + t) * site_.size + s];
                all(t, s) = value;
                if (value >= variable.low && value <= variable.high) continue;
                if (value >= variable.low - slack && value <= variable.high + slack) {
                    all(t, s) = std::clamp(value, variable.low, variable.high);
                    continue;
                }
                fault(variable.name,
                      fmt::format("{} at {} (site {})", value,
                                  base::format_utc(common_.weather.axis.instant(static_cast<std::int64_t>(t))),
                                  common_.places[s].name),
                      fmt::format("{} from {} to {}", variable.units, variable.low, variable.high));
                return all;  // one fault per variable suffices
            }
        return all;
    }

    void read_wind() {
        if (!file_.has("height")) return;  // weather without wind
        const Extent height = extent_of("height", false);
        const auto heights = numbers("height", "m", {height}, true);
        if (!heights) return;
        const std::vector<Extent> shape = {height, time_, site_};
        const WeatherVariable speed = wind_speed_variable(), direction = wind_direction_variable();
        const auto speeds = numbers(speed.name, speed.units, shape, true);
        const auto directions = numbers(direction.name, direction.units, shape, false);
        const std::size_t of_level = time_.size * site_.size;
        for (std::size_t level = 0; speeds && level < heights->size(); ++level) {
            if (!((*heights)[level] > (level == 0 ? 0.0 : (*heights)[level - 1])))
                fault("height", fmt::format("{}", (*heights)[level]), "metres above 0, rising");
            common_.weather.wind.push_back(
                {.height_m = (*heights)[level], .speed_m_per_s = series(*speeds, level, speed), .direction_deg = {}});
            const auto unknown = [&] {  // for all hours and sites: a NaN among numbers is a fault
                const auto block = std::span(*directions).subspan(level * of_level, of_level);
                return std::ranges::all_of(block, [](double value) { return std::isnan(value); });
            };
            if (directions && !unknown())
                common_.weather.wind.back().direction_deg = series(*directions, level, direction);
        }
    }

    std::string name_;
    NetcdfInput file_;
    CommonWeather common_;
    Extent time_, site_;
    std::vector<base::InputFault> faults_;
};

}  // namespace

bool is_common_weather(const std::filesystem::path& path) {
    return is_netcdf_file(path) && NetcdfInput(path).number_attribute("", kWeatherFileMark).has_value();
}

CommonWeather read_common_sites(const std::filesystem::path& path) {
    const auto version = NetcdfInput(path).number_attribute("", kWeatherFileMark);
    if (!version || *version != kWeatherFileVersion)
        throw base::InputError(
            {{path.string(), kWeatherFileMark, 0, version ? fmt::format("{}", *version) : "no such attribute",
              fmt::format("{}: a file that decawatt weather convert wrote", kWeatherFileVersion)}});
    return CommonReader(path).read();
}

}  // namespace decawatt::io
