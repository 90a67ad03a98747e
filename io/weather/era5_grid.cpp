#include "io/weather/era5_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "io/weather/cf_time.hpp"
#include "io/weather/weather_units.hpp"

namespace decawatt::io {

namespace {
struct Axis {
    std::string dimension;
    std::vector<double> degrees;
};

// The first existing one of the names that the data store uses for a variable.
std::string name_of(const NetcdfInput& file, std::initializer_list<const char*> names, WeatherFaults& faults) {
    for (const char* name : names)
        if (file.has(name)) return name;
    faults.stop(*names.begin(), 0, "no such variable", "one, as in netCDF files of ERA5");
}

// The dimension of a coordinate variable: "" if it has a single value.
std::string only_dimension(const NetcdfInput& file, const std::string& name, WeatherFaults& faults) {
    const auto dimensions = file.dimensions(name);
    if (dimensions.empty()) return "";
    if (dimensions.size() > 1)
        faults.stop(name, 0, fmt::format("{} dimensions", dimensions.size()),
                    "one: a regular grid of latitudes and longitudes, and a list of times");
    return dimensions.front().name;
}

double around(double degrees) {  // to -180 .. 180
    return degrees - 360.0 * std::round(degrees / 360.0);
}

Axis read_axis(const NetcdfInput& file, std::initializer_list<const char*> names, UnitKind kind, RawWeather& raw,
               WeatherFaults& faults) {
    const std::string name = name_of(file, names, faults);
    Axis axis{only_dimension(file, name, faults), file.read(name)};
    if (axis.degrees.empty()) faults.stop(name, 0, "no value", "the degrees of a grid");
    const std::string units = file.text_attribute(name, "units").value_or("");
    if (units.empty())
        raw.notes.push_back(fmt::format("{} has no units: {} are assumed", name, known_units(kind)));
    else if (!conversion_of(kind, units))
        faults.stop(name, 0, fmt::format("units = \"{}\"", shown(units)), known_units(kind));
    const double low = kind == UnitKind::latitude ? -90.0 : -180.0, high = kind == UnitKind::latitude ? 90.0 : 360.0;
    for (const double value : axis.degrees)
        if (!(value >= low && value <= high))
            faults.stop(name, 0, std::isnan(value) ? "no value at a place of the grid" : fmt::format("{:g}", value),
                        fmt::format("degrees from {:g} to {:g}", low, high));
    return axis;
}

std::size_t nearest(const std::vector<double>& grid, double degrees) {
    const auto distance = [&](double node) { return std::abs(around(node - degrees)); };
    return static_cast<std::size_t>(std::ranges::min_element(grid, {}, distance) - grid.begin());
}

void check_inside(const std::vector<double>& grid, double degrees, const char* name, WeatherFaults& faults) {
    const double found = std::abs(around(grid[nearest(grid, degrees)] - degrees));
    const double step = grid.size() > 1 ? std::abs(around(grid[1] - grid[0])) : 0.25;  // the step of ERA5
    if (found > 0.51 * step)
        faults.add(name, 0, fmt::format("{:g}, {:g} degrees off the grid of the file", degrees, found),
                   "a place within the grid");
}

void find_cell(const NetcdfInput& file, const WeatherRequest& request, Era5Grid& grid, RawWeather& raw,
               WeatherFaults& faults) {
    const Axis latitudes = read_axis(file, {"latitude", "lat"}, UnitKind::latitude, raw, faults),
               longitudes = read_axis(file, {"longitude", "lon"}, UnitKind::longitude, raw, faults);
    if (!latitudes.dimension.empty() && latitudes.dimension == longitudes.dimension)
        faults.stop("latitude", 0, fmt::format("a list of places along {}", latitudes.dimension),
                    "a regular grid: latitude and longitude with dimensions of their own");
    const std::size_t cells = latitudes.degrees.size() * longitudes.degrees.size();
    if (cells > 1 && (!request.latitude_deg || !request.longitude_deg))
        faults.stop("place", 0, fmt::format("{} × {} cells", latitudes.degrees.size(), longitudes.degrees.size()),
                    "latitude and longitude to be given along with the file (weather convert --place, [place] of a "
                    "profile, the site of a study), to choose one");
    const double latitude = request.latitude_deg.value_or(latitudes.degrees.front()),
                 longitude = request.longitude_deg.value_or(longitudes.degrees.front());
    check_inside(latitudes.degrees, latitude, "latitude", faults);
    check_inside(longitudes.degrees, longitude, "longitude", faults);
    faults.throw_if_any();
    grid.latitude = latitudes.dimension, grid.longitude = longitudes.dimension;
    grid.row = nearest(latitudes.degrees, latitude), grid.column = nearest(longitudes.degrees, longitude);
    raw.place.latitude_deg = latitudes.degrees[grid.row];
    raw.place.longitude_deg = around(longitudes.degrees[grid.column]);
    raw.notes.push_back(
        fmt::format("the grid cell at {:g} N, {:g} E is read", raw.place.latitude_deg, raw.place.longitude_deg));
}

// Radiation of ERA5 is that of the hour before each label: a file of every third hour lacks two thirds of it.
void require_hours(const std::vector<base::UtcSeconds>& starts, const std::string& name, WeatherFaults& faults) {
    std::vector<base::UtcSeconds> steps;
    for (std::size_t t = 1; t < starts.size(); ++t) {
        steps.push_back(starts[t] - starts[t - 1]);
        if (steps.back() <= 0)
            faults.stop(name, static_cast<int>(t + 1),
                        fmt::format("{} after {}", base::format_utc(starts[t] + base::kSecondsPerHour),
                                    base::format_utc(starts[t - 1] + base::kSecondsPerHour)),
                        "increasing times without duplicates: sort them and drop the duplicates");
    }
    if (steps.empty()) return;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::ranges::nth_element(steps, middle);
    if (*middle == base::kSecondsPerHour) return;
    constexpr base::UtcSeconds kDayS = 24 * base::kSecondsPerHour, kShortestMonthS = 28 * kDayS;
    const double hours = static_cast<double>(*middle) / base::kSecondsPerHour;
    faults.stop(name, 0,
                *middle >= kShortestMonthS ? "monthly means"
                : *middle == kDayS         ? "steps of a day"
                                           : fmt::format("steps of {:g} h", hours),
                "hourly data: download all 24 hours of each day");
}

void read_times(const NetcdfInput& file, Era5Grid& grid, RawWeather& raw, WeatherFaults& faults) {
    const std::string name = name_of(file, {"valid_time", "time"}, faults);
    grid.time = only_dimension(file, name, faults);
    DecodedTimes times = decode_times(file.read(name), file.text_attribute(name, "units").value_or(""),
                                      file.text_attribute(name, "calendar").value_or(""), -base::kSecondsPerHour);
    if (times.problem) faults.stop(name, 0, times.problem->found, times.problem->expected);
    require_hours(times.instants, name, faults);
    raw.notes.insert(raw.notes.end(), times.notes.begin(), times.notes.end());
    grid.starts = std::move(times.instants);
}

// Files since 2024 state the version of every hour: 0001 of final data, 0005 of preliminary ones.
void note_preliminary(const NetcdfInput& file, RawWeather& raw) {
    if (!file.has("expver") || !file.holds_texts("expver")) return;
    const std::vector<std::string> versions = file.texts("expver");
    const auto count = std::ranges::count(versions, "0005");
    if (count > 0 && versions.size() == 1)
        raw.notes.emplace_back("expver: the data are preliminary (ERA5T)");
    else if (count > 0)
        raw.notes.push_back(fmt::format("expver: {} hours are preliminary data (ERA5T)", count));
}

std::string dimension_hint(const std::string& dimension) {
    if (dimension == "number") return "one member of the ensemble: choose one first (xarray: .isel(number=0))";
    if (dimension == "step") return "times alone: one forecast step, or valid_time as the dimension";
    return "time, latitude and longitude alone";
}

// The order of preference of versions: final data are expver 1, preliminary ones (ERA5T) 5. ECMWF, "ERA5: data
// documentation", section on mixed final and preliminary data.
std::vector<std::size_t> versions_of(const NetcdfInput& file, std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!file.has("expver") || file.holds_texts("expver") || file.dimensions("expver").size() != 1) return order;
    const std::vector<double> version = file.read("expver");
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return k < version.size() ? version[k] : 0.0; });
    return order;
}

void note_once(std::string note, RawWeather& raw) {
    if (std::ranges::find(raw.notes, note) == raw.notes.end()) raw.notes.push_back(std::move(note));
}
}  // namespace

Era5Grid read_era5_grid(const NetcdfInput& file, const WeatherRequest& request, RawWeather& raw,
                        WeatherFaults& faults) {
    Era5Grid grid;
    find_cell(file, request, grid, raw, faults);
    read_times(file, grid, raw, faults);
    note_preliminary(file, raw);
    return grid;
}

std::vector<double> at_cell(const NetcdfInput& file, const std::string& variable, const Era5Grid& grid, RawWeather& raw,
                            WeatherFaults& faults) {
    std::vector<std::size_t> start, count;
    std::optional<std::size_t> version_dimension;
    std::size_t versions = 1;
    for (const auto& dimension : file.dimensions(variable)) {
        const bool time = dimension.name == grid.time, row = dimension.name == grid.latitude,
                   column = dimension.name == grid.longitude, version = dimension.name == "expver";
        if (version) version_dimension = start.size(), versions = dimension.size;
        if (!time && !row && !column && !version && dimension.size != 1)
            faults.stop(variable, 0, fmt::format("dimension {} of {}", dimension.name, dimension.size),
                        dimension_hint(dimension.name));
        start.push_back(row ? grid.row : column ? grid.column : 0);
        count.push_back(time ? dimension.size : 1);
    }
    if (versions < 2) return file.read(variable, start, count);
    std::vector<double> all;
    for (const std::size_t version : versions_of(file, versions)) {
        start[*version_dimension] = version;
        const std::vector<double> part = file.read(variable, start, count);
        if (all.empty()) all.assign(part.size(), kMissing);
        for (std::size_t t = 0; t < part.size(); ++t)
            if (std::isnan(all[t])) all[t] = part[t];
    }
    note_once("expver: final data are used where available, preliminary ones (ERA5T) elsewhere", raw);
    return all;
}

}  // namespace decawatt::io
