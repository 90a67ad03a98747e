// The hourly series of a result file: time × entity, or weather year × time × entity.
#include "io/hdf5/results_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <span>

#include "base/nearest_name.hpp"
#include "io/common/series_fields.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using planning::YearDispatch;

constexpr hsize_t kChunkHours = 8784;  // a year
constexpr hsize_t kChunkEntities = 8;  // 8784 × 8 float32: 281 kB, a few entities per read

// Position of one (calendar year, weather year) in the file.
struct Place {
    const YearDispatch* dispatch;
    hsize_t weather, start;
};

struct Grid {
    std::vector<std::int64_t> times_s, weather_years;
    std::vector<double> weights, step_h;  // step_h: of every time, where steps differ
    std::vector<Place> places;
    bool has_weather_dimension() const { return weather_years.size() > 1; }
};

hsize_t weather_slot(Grid& grid, const YearDispatch& dispatch) {
    const auto found = std::ranges::find(grid.weather_years, dispatch.weather_year);
    if (found != grid.weather_years.end()) return static_cast<hsize_t>(found - grid.weather_years.begin());
    grid.weather_years.push_back(dispatch.weather_year);
    grid.weights.push_back(dispatch.weight);
    return grid.weather_years.size() - 1;
}

// Calendar years are consecutive; weather years share the same instants along another dimension.
Grid lay_out(const planning::Plan& plan) {
    Grid grid;
    std::map<int, hsize_t> start_of_year;
    for (const YearDispatch& dispatch : plan.dispatch) {
        const auto [year, is_new] = start_of_year.try_emplace(dispatch.year, grid.times_s.size());
        for (std::int64_t t = 0; is_new && t < dispatch.axis.count; ++t) {
            grid.times_s.push_back(dispatch.axis.instant(t));
            if (!dispatch.axis.is_regular()) grid.step_h.push_back(dispatch.axis.step_h(static_cast<std::size_t>(t)));
        }
        grid.places.push_back({&dispatch, weather_slot(grid, dispatch), year->second});
    }
    base::expects(std::ranges::is_sorted(grid.times_s), "the years of a plan follow one another");
    return grid;
}

void check_names(const model::Study& study) {
    const std::vector<std::string> known = series_names();
    std::vector<base::InputFault> faults;
    for (const std::string& name : study.output.series)
        if (std::ranges::find(known, name) == known.end())
            faults.push_back({"study.toml", "output.series", 0, name, base::one_of(name, known)});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

bool is_requested(const model::Study& study, const SeriesField& field) {
    const auto& requested = study.output.series;
    return requested.empty() || std::ranges::find(requested, field.name) != requested.end();
}

bool is_left_out(const planning::Plan& plan, const SeriesField& field) {
    return field.where_stated && std::ranges::all_of(plan.dispatch, [&](const YearDispatch& dispatch) {
               return (dispatch.*field.values).empty();
           });
}

// One window of time of one weather year: only series that the plan has are copied; the rest stays NaN.
struct Window {
    hsize_t weather, begin, end;
};

template <typename Value>
bool gather(const Grid& grid, const SeriesField& field, const Window& window, hsize_t entities,
            std::vector<Value>& block) {
    block.assign((window.end - window.begin) * entities, std::numeric_limits<Value>::quiet_NaN());
    bool any = false;
    for (const Place& place : grid.places) {
        const base::Series& series = place.dispatch->*field.values;
        const hsize_t begin = std::max(window.begin, place.start),
                      end = std::min(window.end, place.start + series.times());
        if (place.weather != window.weather || begin >= end) continue;
        base::expects(
            series.entities() == entities && series.times() == static_cast<std::size_t>(place.dispatch->axis.count),
            std::string("a series has its axis' length and its entities: ") + field.name);
        for (hsize_t e = 0; e < entities; ++e)
            for (hsize_t t = begin; t < end; ++t)
                block[(t - window.begin) * entities + e] = static_cast<Value>(series(t - place.start, e));
        any = true;
    }
    return any;
}

template <typename Value>
void write_field(Group& root, const Grid& grid, const SeriesField& field, const std::function<void(double)>& report) {
    const hsize_t times = grid.times_s.size(), entities = root.size(field.entity), weathers = grid.weather_years.size();
    std::vector<Value> block;
    for (hsize_t w = 0; w < weathers; ++w)
        for (hsize_t begin = 0; begin < times;
             begin += kChunkHours) {  // aligned with chunks, so that each is compressed once
            const hsize_t end = std::min(times, begin + kChunkHours);
            report((static_cast<double>(w) + static_cast<double>(begin) / static_cast<double>(times)) /
                   static_cast<double>(weathers));
            if (!gather(grid, field, {w, begin, end}, entities, block)) continue;
            std::vector<hsize_t> start = {begin, 0}, count = {end - begin, entities};
            if (grid.has_weather_dimension()) start.insert(start.begin(), w), count.insert(count.begin(), 1);
            root.write_block(field.name, start, count, std::span<const Value>(block));
        }
}

void put_axes(Group& root, const Grid& grid) {
    root.coordinate("time", {"seconds since 1970-01-01 00:00:00", "start of the interval, UTC"}, grid.times_s);
    root.attribute("time", "calendar", "proleptic_gregorian");
    root.attribute("time", "standard_name", "time");
    root.attribute("time", "axis", "T");
    if (!grid.step_h.empty()) root.put("step_h", {"time"}, {"h", "length of the interval"}, grid.step_h);
    if (!grid.has_weather_dimension()) return;
    root.coordinate("weather_year", {kNoUnit, "weather year"}, grid.weather_years);
    root.put("weather_weight", {"weather_year"}, {kFraction, "weight of the weather year in costs and means"},
             grid.weights);
}

void create_field(Group& root, const Grid& grid, const SeriesField& field, const model::Study& study) {
    Dimensions dimensions = {"time", field.entity};
    std::vector<hsize_t> chunk = {std::min<hsize_t>(kChunkHours, grid.times_s.size()),
                                  std::min(kChunkEntities, root.size(field.entity))};
    if (grid.has_weather_dimension())
        dimensions.insert(dimensions.begin(), "weather_year"), chunk.insert(chunk.begin(), 1);
    const std::string units = field.units == std::string("price") ? per_energy(study.currency) : field.units;
    root.create_chunked(field.name, dimensions, {units, field.long_name}, chunk, study.output.precision == "float32");
    root.attribute(field.name, "cell_methods", field.cell_methods);
}

}  // namespace

void put_series(Group& root, const ResultSource& source, const base::Progress& progress) {
    check_names(source.study);
    const Grid grid = lay_out(source.plan);
    if (grid.times_s.empty()) return;
    put_axes(root, grid);
    const bool single_precision = source.study.output.precision == "float32";
    const std::span<const SeriesField> fields = series_fields();
    for (std::size_t f = 0; f < fields.size(); ++f) {
        const SeriesField& field = fields[f];
        if (!is_requested(source.study, field) || !root.has_dimension(field.entity) || is_left_out(source.plan, field))
            continue;
        const auto report = [&](double part) {
            const double done = (static_cast<double>(f) + part) / static_cast<double>(fields.size());
            if (progress && !progress("write", done, field.name))
                throw base::Interrupted("interrupted while writing results");
        };
        create_field(root, grid, field, source.study);
        if (single_precision)
            write_field<float>(root, grid, field, report);
        else
            write_field<double>(root, grid, field, report);
    }
}

}  // namespace decawatt::io
