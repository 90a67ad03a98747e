// ERA5 hourly on single levels, as provided by the Copernicus Climate Data Store. Hersbach et al., "The ERA5 global
// reanalysis", QJRMS 146, 2020; ECMWF, "ERA5: data documentation": times are UTC; temperature, wind and pressure are of
// that instant; radiation is accumulated over the hour that ends there, that of ERA5-Land from 00 UTC on (ECMWF,
// "Conversion table for accumulated variables").
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/weather/era5_grid.hpp"
#include "io/weather/readers.hpp"
#include "io/weather/weather_units.hpp"
#include "profiles/sun/air_mass.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kRadians = std::numbers::pi / 180.0;

// Whether energies are sums since 00 UTC, which never decrease within a day, unlike hourly energies. The tolerance is
// that of packed numbers.
bool accumulates_over_day(const std::vector<double>& values, const std::vector<base::UtcSeconds>& starts) {
    constexpr double kPacking = 1e-4;
    double most = 0.0;
    for (const double value : values)
        if (value > most) most = value;
    std::size_t rises = 0, falls = 0;
    for (std::size_t t = 1; t < values.size(); ++t) {
        const bool next = starts[t] - starts[t - 1] == base::kSecondsPerHour;
        if (!next || base::civil_time(starts[t], 0).hour == 0) continue;  // the sum restarts at 00 UTC
        if (values[t] > values[t - 1] + kPacking * most) ++rises;
        if (values[t] < values[t - 1] - kPacking * most) ++falls;
    }
    return rises > 0 && falls == 0;
}

// Differences of sums since 00 UTC; missing if the previous sum is missing.
std::vector<double> of_each_hour(const std::vector<double>& sums, const std::vector<base::UtcSeconds>& starts) {
    std::vector<double> hours(sums.size(), kMissing);
    for (std::size_t t = 0; t < sums.size(); ++t) {
        const bool first_of_day = base::civil_time(starts[t], 0).hour == 0;
        const bool has_before = t > 0 && starts[t] - starts[t - 1] == base::kSecondsPerHour;
        if (first_of_day)
            hours[t] = sums[t];
        else if (has_before)
            hours[t] = sums[t] - sums[t - 1];
    }
    return hours;
}

struct Reader {
    const NetcdfInput& file;
    const Era5Grid& grid;
    RawWeather& raw;
    WeatherFaults& faults;

    // Values in Decawatt's units, from the units of the variable. `usual` are those of ERA5; others are noted.
    std::vector<double> values(const char* variable, const std::vector<UnitKind>& kinds, std::string_view usual,
                               UnitKind* found = nullptr) const {
        const std::string units = file.text_attribute(variable, "units").value_or("");
        std::vector<std::string> known;
        for (const UnitKind kind : kinds) {
            const auto conversion = conversion_of(kind, units);
            known.push_back(known_units(kind));
            if (!conversion) continue;
            if (found) *found = kind;
            const auto own = conversion_of(kind, usual);
            if (!own || own->scale != conversion->scale || own->offset != conversion->offset)
                raw.notes.push_back(
                    fmt::format("{}: converted from {}, where ERA5 has {}", variable, shown(units), usual));
            std::vector<double> all = at_cell(file, variable, grid, raw, faults);
            for (double& value : all) value = value * conversion->scale + conversion->offset;
            return all;
        }
        faults.stop(variable, 0, units.empty() ? "no units" : fmt::format("units = \"{}\"", shown(units)),
                    fmt::format("units of {}", fmt::join(known, ", or ")));
    }

    std::vector<double> hours(const char* variable, const std::vector<UnitKind>& kinds, std::string_view usual,
                              UnitKind* found = nullptr) const {
        std::vector<double> all = values(variable, kinds, usual, found);
        if (all.size() != raw.rows())
            faults.stop(variable, 0, fmt::format("{} times", all.size()), fmt::format("{}", raw.rows()));
        return all;
    }

    void add(Quantity quantity, const char* name, std::vector<double> values, double height_m = kSurfaceM) const {
        WeatherColumn column;
        column.quantity = quantity;
        column.name = name;
        column.field = raw.columns.size();
        column.height_m = height_m;
        column.values = std::move(values);
        raw.columns.push_back(std::move(column));
    }

    void add_one(Quantity quantity, const char* name, UnitKind kind, std::string_view usual) const {
        if (file.has(name)) add(quantity, name, hours(name, {kind}, usual));
    }

    // A NaN in a component makes speed and direction NaN.
    void add_wind(const char* east, const char* north, double height_m) const {
        if (!file.has(east) || !file.has(north)) return;
        const std::vector<double> u = hours(east, {UnitKind::speed}, "m s-1"),
                                  v = hours(north, {UnitKind::speed}, "m s-1");
        std::vector<double> speed(u.size(), kMissing), direction(u.size(), kMissing);
        for (std::size_t t = 0; t < u.size(); ++t) {
            if (std::isnan(u[t]) || std::isnan(v[t])) continue;
            speed[t] = std::hypot(u[t], v[t]);
            direction[t] = std::atan2(-u[t], -v[t]) / kRadians;  // direction from which it blows
            if (direction[t] < 0.0) direction[t] += 360.0;
        }
        add(wind_speed_m_per_s, east, std::move(speed), height_m);
        add(wind_direction_deg, north, std::move(direction), height_m);
    }

    std::vector<double> radiation(const char* name) const {
        UnitKind kind{};
        std::vector<double> mean = hours(name, {UnitKind::hourly_irradiation, UnitKind::irradiance}, "J m-2", &kind);
        if (kind == UnitKind::irradiance)
            raw.notes.push_back(
                fmt::format("{}: powers in W/m2 are taken as means over the hour before each label", name));
        if (kind != UnitKind::hourly_irradiation || !accumulates_over_day(mean, grid.starts)) return mean;
        raw.notes.push_back(fmt::format(
            "{} is accumulated from 00 UTC on, as in ERA5-Land: the differences of successive hours are taken", name));
        return of_each_hour(mean, grid.starts);
    }

    // Diffuse is global less direct; direct normal is computed from both when the year is assembled.
    void add_radiation() const {
        if (!file.has("ssrd")) return;
        std::vector<double> global = radiation("ssrd");
        add(ghi_w_per_m2, "ssrd", global);
        if (!file.has("fdir")) return;
        const std::vector<double> beam = radiation("fdir");
        for (std::size_t t = 0; t < global.size(); ++t) global[t] -= beam[t];
        add(dhi_w_per_m2, "fdir", std::move(global));
    }

    double elevation_m(const WeatherRequest& request) const {
        if (file.has("z")) {
            const auto heights = values("z", {UnitKind::geopotential, UnitKind::length}, "m2 s-2");
            const auto known = std::ranges::find_if(heights, [](double height) { return !std::isnan(height); });
            constexpr double kLowestM = -500.0, kHighestM = 9000.0;
            if (known != heights.end() && (*known < kLowestM || *known > kHighestM))
                faults.add("z", 0, fmt::format("{:g} m", *known), fmt::format("{:g} to {:g} m", kLowestM, kHighestM));
            if (known != heights.end()) return *known;
        }
        if (request.elevation_m) return *request.elevation_m;
        double sum = 0.0, count = 0.0;
        if (file.has("sp"))
            for (const double value : hours("sp", {UnitKind::pressure}, "Pa"))
                if (!std::isnan(value)) sum += value, count += 1.0;
        if (count == 0.0) {
            faults.add("elevation", 0, "neither z nor sp in the file, and none given", "one of them");
            return 0.0;
        }
        const double metres = profiles::standard_elevation_m(sum / count);
        raw.notes.push_back(fmt::format(
            "the file holds no elevation: {:.0f} m, where the standard atmosphere has its mean pressure", metres));
        return metres;
    }
};

// The variables of a netCDF file that is not ERA5, for a message.
std::string shown_variables(const NetcdfInput& file) {
    constexpr std::size_t kShown = 12;
    std::vector<std::string> names = file.variables();
    const std::size_t more = names.size() > kShown ? names.size() - kShown : 0;
    if (more > 0) names.resize(kShown);
    for (std::string& name : names) name = shown(name);
    return names.empty() ? "no variables"
                         : fmt::format("a netCDF file of {}{}", fmt::join(names, ", "),
                                       more > 0 ? fmt::format(" and {} more", more) : "");
}
}  // namespace

RawWeather read_era5(const std::filesystem::path& path, const WeatherRequest& request, WeatherFaults& faults) {
    const NetcdfInput file(path);
    RawWeather raw;
    raw.format = "era5";
    raw.rows_in_utc = true;
    raw.step_s = base::kSecondsPerHour;
    if (!file.has("t2m") && !file.has("ssrd") && !file.has("u10"))
        faults.stop("variables", 0, shown_variables(file),
                    "ERA5 single levels (t2m, d2m, sp, u10, v10, u100, v100, ssrd, fdir), or a file that decawatt "
                    "weather convert wrote");
    const Era5Grid grid = read_era5_grid(file, request, raw, faults);
    raw.start_local_s = grid.starts;
    for (std::size_t t = 0; t < raw.rows(); ++t) raw.line.push_back(static_cast<int>(t + 1));
    const Reader reader{file, grid, raw, faults};
    reader.add_one(temperature_deg_c, "t2m", UnitKind::temperature, "K");
    reader.add_one(dew_point_deg_c, "d2m", UnitKind::temperature, "K");
    reader.add_one(pressure_pa, "sp", UnitKind::pressure, "Pa");
    reader.add_wind("u10", "v10", 10.0);
    reader.add_wind("u100", "v100", 100.0);
    reader.add_radiation();
    raw.place.elevation_m = reader.elevation_m(request);
    raw.notes.emplace_back("temperature, wind and pressure are of the instant at the end of each hour");
    return raw;
}

}  // namespace decawatt::io
