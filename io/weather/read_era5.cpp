// ERA5 hourly on single levels, as the Copernicus Climate Data Store gives it. Hersbach et al., "The ERA5 global
// reanalysis", QJRMS 146, 2020; ECMWF, "ERA5: data documentation": times are UTC; temperature, wind and pressure are of
// that instant; radiation is accumulated over the hour that ends there.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/time_axis.hpp"
#include "io/weather/netcdf_input.hpp"
#include "io/weather/readers.hpp"
#include "profiles/sun/air_mass.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;
constexpr double kKelvin = 273.15, kHourS = base::kSecondsPerHour, kGravityMPerS2 = 9.80665;
constexpr double kRadians = std::numbers::pi / 180.0;

struct Cell {
    std::size_t latitude, longitude;
};

// Any of the names under which the store has written a variable.
std::string name_of(const NetcdfInput& file, std::initializer_list<const char*> names, WeatherFaults& faults) {
    for (const char* name : names)
        if (file.has(name)) return name;
    faults.stop(*names.begin(), 0, "no such variable", "one, as in netCDF files of ERA5");
}

double around(double degrees) {  // to -180 .. 180
    return degrees - 360.0 * std::round(degrees / 360.0);
}

std::size_t nearest(const std::vector<double>& grid, double degrees) {
    const auto distance = [&](double node) { return std::abs(around(node - degrees)); };
    return static_cast<std::size_t>(std::ranges::min_element(grid, {}, distance) - grid.begin());
}

void check_inside(const std::vector<double>& grid, double degrees, const char* name, WeatherFaults& faults) {
    const double found = std::abs(around(grid[nearest(grid, degrees)] - degrees));
    const double step = grid.size() > 1 ? std::abs(grid[1] - grid[0]) : 0.25;  // ERA5's own
    if (found > 0.51 * step)
        faults.add(name, 0, fmt::format("{:g}, {:g} degrees off the grid of the file", degrees, found),
                   "a place within the grid");
}

Cell find_cell(const NetcdfInput& file, const WeatherRequest& request, RawWeather& raw, WeatherFaults& faults) {
    const auto latitudes = file.read(name_of(file, {"latitude", "lat"}, faults)),
               longitudes = file.read(name_of(file, {"longitude", "lon"}, faults));
    if (latitudes.empty() || longitudes.empty()) faults.stop("latitude", 0, "an empty grid", "a grid");
    if (!request.latitude_deg || !request.longitude_deg) {
        if (latitudes.size() * longitudes.size() > 1)
            faults.stop("place", 0, fmt::format("{} × {} cells", latitudes.size(), longitudes.size()),
                        "latitude and longitude to be given along with the file (weather convert --place, [place] of a "
                        "profile, the site of a study), to choose one");
    }
    const double latitude = request.latitude_deg.value_or(latitudes.front()),
                 longitude = request.longitude_deg.value_or(longitudes.front());
    check_inside(latitudes, latitude, "latitude", faults);
    check_inside(longitudes, longitude, "longitude", faults);
    faults.throw_if_any();
    const Cell cell{nearest(latitudes, latitude), nearest(longitudes, longitude)};
    raw.place.latitude_deg = latitudes[cell.latitude];
    raw.place.longitude_deg = around(longitudes[cell.longitude]);
    raw.notes.push_back(
        fmt::format("the grid cell at {:g} N, {:g} E is read", raw.place.latitude_deg, raw.place.longitude_deg));
    return cell;
}

// All times of a variable at one cell.
std::vector<double> at_cell(const NetcdfInput& file, const std::string& variable, Cell cell, WeatherFaults& faults) {
    std::vector<std::size_t> start, count;
    for (const auto& dimension : file.dimensions(variable)) {
        const bool time = dimension.name == "valid_time" || dimension.name == "time";
        const bool latitude = dimension.name == "latitude" || dimension.name == "lat";
        const bool longitude = dimension.name == "longitude" || dimension.name == "lon";
        if (!time && !latitude && !longitude && dimension.size != 1)
            faults.stop(variable, 0, fmt::format("dimension {} of {}", dimension.name, dimension.size),
                        "time, latitude and longitude alone (of expver: final or preliminary data, not both)");
        start.push_back(latitude ? cell.latitude : longitude ? cell.longitude : 0);
        count.push_back(time ? dimension.size : 1);
    }
    return file.read(variable, start, count);
}

// "seconds since 1970-01-01" or "hours since 1900-01-01 00:00:00.0"
void read_times(const NetcdfInput& file, RawWeather& raw, WeatherFaults& faults) {
    const std::string name = name_of(file, {"valid_time", "time"}, faults);
    const std::string units = file.text_attribute(name, "units").value_or("");
    const auto since = units.find(" since ");
    const std::string step = units.substr(0, since);
    const double scale_s = step == "seconds" ? 1.0 : step == "hours" ? kHourS : step == "days" ? 24.0 * kHourS : 0.0;
    const auto origin = since == std::string::npos ? std::nullopt : base::parse_date(units.substr(since + 7, 10), 0);
    const auto clock =
        plain_name(since == std::string::npos || units.size() < since + 17 ? "" : units.substr(since + 17));
    if (scale_s == 0.0 || !origin || clock.find_first_not_of('0') != std::string::npos)
        faults.stop(name, 0, units.empty() ? "no units" : shown(units), "hours or seconds since a date at 0 h");
    for (const double value : file.read(name)) {
        if (!(std::abs(value * scale_s) < 1e11)) faults.stop(name, 0, "a time without a value", "a time");
        // The label ends the hour over which radiation was accumulated.
        raw.start_local_s.push_back(*origin + std::llround(value * scale_s) - base::kSecondsPerHour);
        raw.line.push_back(static_cast<int>(raw.start_local_s.size()));
    }
}

struct Reader {
    const NetcdfInput& file;
    Cell cell;
    RawWeather& raw;
    WeatherFaults& faults;

    std::vector<double> values(const char* variable) const {
        std::vector<double> all = at_cell(file, variable, cell, faults);
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
    void add_scaled(Quantity quantity, const char* name, double scale, double offset) const {
        if (!file.has(name)) return;
        std::vector<double> all = values(name);
        for (double& value : all) value = value * scale + offset;
        add(quantity, name, std::move(all));
    }
    void add_wind(const char* east, const char* north, double height_m) const {
        if (!file.has(east) || !file.has(north)) return;
        const std::vector<double> u = values(east), v = values(north);
        std::vector<double> speed(u.size()), direction(u.size());
        for (std::size_t t = 0; t < u.size(); ++t) {
            speed[t] = std::hypot(u[t], v[t]);
            direction[t] = std::atan2(-u[t], -v[t]) / kRadians;  // from where it blows
            if (direction[t] < 0.0) direction[t] += 360.0;
        }
        add(wind_speed_m_per_s, east, std::move(speed), height_m);
        add(wind_direction_deg, north, std::move(direction), height_m);
    }
    // Diffuse is what is left of the global; direct normal follows from both when the year is put together.
    void add_radiation() const {
        add_scaled(ghi_w_per_m2, "ssrd", 1.0 / kHourS, 0.0);
        if (!file.has("ssrd") || !file.has("fdir")) return;
        std::vector<double> diffuse = values("ssrd");
        const std::vector<double> beam = values("fdir");
        for (std::size_t t = 0; t < diffuse.size(); ++t) diffuse[t] = (diffuse[t] - beam[t]) / kHourS;
        add(dhi_w_per_m2, "fdir", std::move(diffuse));
    }
};

double elevation(const Reader& reader, const WeatherRequest& request) {
    if (reader.file.has("z")) return at_cell(reader.file, "z", reader.cell, reader.faults).front() / kGravityMPerS2;
    if (request.elevation_m) return *request.elevation_m;
    if (!reader.file.has("sp")) {
        reader.faults.add("elevation", 0, "neither z nor sp in the file, and none given", "one of them");
        return 0.0;
    }
    double sum = 0.0, count = 0.0;
    for (const double value : reader.values("sp"))
        if (!std::isnan(value)) sum += value, count += 1.0;
    const double metres = profiles::standard_elevation_m(sum / std::max(1.0, count));
    reader.raw.notes.push_back(fmt::format(
        "the file holds no elevation: {:.0f} m, where the standard atmosphere has its mean pressure", metres));
    return metres;
}
}  // namespace

RawWeather read_era5(const std::filesystem::path& path, const WeatherRequest& request, WeatherFaults& faults) {
    const NetcdfInput file(path);
    RawWeather raw;
    raw.format = "era5";
    raw.rows_in_utc = true;
    raw.step_s = base::kSecondsPerHour;
    if (!file.has("t2m") && !file.has("ssrd") && !file.has("u10"))
        faults.stop("variables", 0, "none of t2m, ssrd, u10", "a netCDF file of ERA5 single levels");
    const Cell cell = find_cell(file, request, raw, faults);
    read_times(file, raw, faults);
    const Reader reader{file, cell, raw, faults};
    reader.add_scaled(temperature_deg_c, "t2m", 1.0, -kKelvin);
    reader.add_scaled(dew_point_deg_c, "d2m", 1.0, -kKelvin);
    reader.add_scaled(pressure_pa, "sp", 1.0, 0.0);
    reader.add_wind("u10", "v10", 10.0);
    reader.add_wind("u100", "v100", 100.0);
    reader.add_radiation();
    raw.place.elevation_m = elevation(reader, request);
    raw.notes.emplace_back("temperature, wind and pressure are of the instant at the end of each hour");
    return raw;
}

}  // namespace decawatt::io
