#include "io/hdf5/write_future.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "io/common/utc_offset.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/results_provenance.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {
constexpr hsize_t kChunkHours = 8784;  // a year

// Columns [first, first + entities of the dimension) of a series.
void put_series(Group& root, const std::string& name, const std::string& dimension, const Meaning& meaning,
                const base::Series& series, std::size_t first = 0) {
    const hsize_t times = series.times(), entities = dimension.empty() ? 1 : root.size(dimension);
    const Dimensions dimensions = dimension.empty() ? Dimensions{"time"} : Dimensions{"time", dimension};
    std::vector<hsize_t> chunk = {std::min(kChunkHours, times)}, start = {0}, count = {0};
    if (!dimension.empty()) chunk.push_back(entities), start.push_back(0), count.push_back(entities);
    root.create_chunked(name, dimensions, meaning, chunk, true);
    root.attribute(name, "cell_methods", name == "content_mwh" || name == "waiting_mwh" ? "time: point" : "time: mean");
    std::vector<float> values;
    for (hsize_t begin = 0; begin < times; begin += kChunkHours) {
        const hsize_t end = std::min(times, begin + kChunkHours);
        values.clear();
        for (hsize_t t = begin; t < end; ++t)
            for (std::size_t e = 0; e < entities; ++e) values.push_back(static_cast<float>(series(t, first + e)));
        start[0] = begin;
        count[0] = end - begin;
        root.write_block(name, start, count, std::span<const float>(values));
    }
}

void put_coordinates(Group& root, const FutureNames& names) {
    root.coordinate("time", {"seconds since 1970-01-01 00:00:00", "start of the hour, UTC"},
                    std::span<const std::int64_t>(names.time_s));
    root.attribute("time", "calendar", "proleptic_gregorian");
    root.attribute("time", "standard_name", "time");
    root.coordinate("node", {kNoUnit, "region, or data centre with a node of its own"},
                    std::span<const std::string>(names.nodes));
    std::vector<std::int64_t> is_data_center(names.nodes.size(), 1);  // a data centre may have the name of a region
    std::fill_n(is_data_center.begin(), names.regions, 0);
    root.put("node_is_data_center", {"node"}, {kNoUnit, "1: node of a data centre; 0: region"},
             std::span<const std::int64_t>(is_data_center));
    if (!names.stores.empty()) root.coordinate("store", {kNoUnit, "store"}, std::span<const std::string>(names.stores));
    if (!names.data_centers.empty())
        root.coordinate("data_center", {kNoUnit, "data centre"}, std::span<const std::string>(names.data_centers));
    root.coordinate("year", {kNoUnit, "calendar year"}, std::span<const std::int64_t>(names.years));
}

}  // namespace

void write_future(const std::filesystem::path& path, const FutureNames& names, const adequacy::FutureSeries& series,
                  const Provenance& provenance) {
    base::expects(names.time_s.size() == series.units_mw.times(), "every hour has its instant");
    NetcdfFile file(path);
    {
        Group root = file.root();
        root.attribute("Conventions", "CF-1.8");
        root.attribute("title", fmt::format("{}: sample {}", names.study, series.future.sample));
        root.attribute("source", fmt::format("decawatt {}", provenance.version));
        root.attribute("study", names.study);
        root.attribute("kind", "adequacy sample");
        root.attribute("utc_offset", format_utc_offset(names.utc_offset_s));
        root.attribute("utc_offset_s", names.utc_offset_s);
        root.attribute("sample", series.future.sample);
        put_coordinates(root, names);
        root.put("weather_year", {"year"}, {kNoUnit, "weather year drawn"},
                 std::span<const std::int64_t>(names.weather_years));
        root.put("load_factor", {"year"}, {kFraction, "demand of regions relative to the study's"},
                 std::span<const double>(series.future.load_factor));
        root.put("data_center_load_factor", {"year"}, {kFraction, "load of data centres relative to the study's"},
                 std::span<const double>(series.future.center_factor));
        put_series(root, "units_mw", "node", {kMegawatt, "power of units that are available"}, series.units_mw);
        put_series(root, "weather_mw", "node", {kMegawatt, "output that follows the weather"}, series.weather_mw);
        put_series(root, "load_mw", "node", {kMegawatt, "load with data centres"}, series.load_mw);
        put_series(root, "lost_mw", "", {kMegawatt, "unserved power of the grid: regions without data centres"},
                   series.lost_mw);
        put_series(root, "node_lost_mw", "node", {kMegawatt, "unserved power without data centres"}, series.lost_mw, 1);
        if (!names.stores.empty())
            put_series(root, "content_mwh", "store", {kMegawattHour, "energy held at the end of the hour"},
                       series.content_mwh);
        if (!names.data_centers.empty()) {
            put_series(root, "data_center_load_mw", "data_center", {kMegawatt, "load requested"},
                       series.center_load_mw);
            put_series(root, "data_center_lost_mw", "data_center", {kMegawatt, "unserved power"}, series.lost_mw,
                       1 + names.nodes.size());
            put_series(root, "waiting_mwh", "data_center", {kMegawattHour, "deferred work at the end of the hour"},
                       series.waiting_mwh);
        }
        Group origin = root.group("provenance");
        put_origin(origin, provenance);
    }
    file.commit();
}

}  // namespace decawatt::io
