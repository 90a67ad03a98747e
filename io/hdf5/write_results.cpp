#include "io/hdf5/write_results.hpp"

#include <fmt/format.h>

#include "io/common/utc_offset.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"
#include "io/hdf5/results_battery.hpp"
#include "io/hdf5/results_capacity.hpp"
#include "io/hdf5/results_certificate.hpp"
#include "io/hdf5/results_costs.hpp"
#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_foresight.hpp"
#include "io/hdf5/results_provenance.hpp"
#include "io/hdf5/results_series.hpp"
#include "io/hdf5/results_solver_log.hpp"
#include "io/hdf5/results_summary.hpp"

namespace decawatt::io {

namespace {

void put_global_attributes(Group& root, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    root.attribute("Conventions", "CF-1.8");
    root.attribute("title",
                   fmt::format("{}: plan {}-{}", study.name, study.horizon.first_year, study.horizon.last_year));
    root.attribute("source", fmt::format("decawatt {}", provenance.version));
    root.attribute("study", study.name);
    root.attribute("currency", study.currency);
    root.attribute("price_year", study.price_year);
    root.attribute("utc_offset", format_utc_offset(study.utc_offset_s));
    root.attribute("utc_offset_s", study.utc_offset_s);
    if (study.horizon.lengths.empty()) root.attribute("step_s", study.horizon.step_s);  // otherwise variable step_h
    root.attribute("status", lp::text(plan.status));
    root.attribute(
        "signs",
        "generation, discharge and import positive; load positive when consuming; flow positive from `from` to `to`");
    root.attribute("store_cycle",
                   plan.foresight.windowed()
                       ? "the content before the first hour of a year is weather/initial_content_mwh"
                       : "the content before the first hour of a year is that after its last, in each weather year");
}

}  // namespace

void write_results(const std::filesystem::path& path, const model::Study& study, const planning::Plan& plan,
                   const Provenance& provenance, const base::Progress& progress) {
    const ResultSource source{study, plan, provenance};
    NetcdfFile file(path);
    {
        Group root = file.root();
        put_global_attributes(root, source);
        put_entity_coordinates(root, source);
        put_entity_tables(root, source);
        put_series(root, source, progress);
        put_capacity(root.group("capacity"), source);
        put_summary(root.group("summary"), source);
        put_costs(root.group("costs"), source);
        put_targets(root.group("targets"), source);
        put_plan(root.group("plan"), source);
        if (!plan.weather.empty()) put_weather(root.group("weather"), source);
        if (!plan.battery.empty()) put_battery(root.group("battery"), source);
        put_certificate(root.group("certificate"), source);
        if (!plan.solver_log.empty()) put_solver_log(root.group("solver_log"), source);
        put_provenance(root.group("provenance"), source);
    }
    if (progress && !progress("write", 1.0, "sync")) throw base::Interrupted("interrupted while writing results");
    file.commit();
}

void expect_writable(const std::filesystem::path& path) {
    std::error_code ignored;  // a path that does not exist is not a folder
    if (std::filesystem::is_directory(path, ignored))
        throw base::ResourceError(fmt::format("{}: is a folder; a result is one file", path.string()));
    NetcdfFile file(path);  // removed because it is not committed
}

}  // namespace decawatt::io
