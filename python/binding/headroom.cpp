// Curtailment-enabled headroom.
#include "app/headroom.hpp"

#include <pybind11/stl.h>

#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"

namespace decawatt::python {

namespace {
// One dictionary per region, year and limit.
py::list headroom(const io::LoadedStudy& study, const std::vector<double>& curtailed_frac, bool with_data_centers,
                  int threads, py::object progress) {
    const app::HeadroomReport found = without_lock(std::move(progress), [&](const base::Progress& report) {
        return app::headroom(
            study, {.curtailed_frac = curtailed_frac, .with_data_centers = with_data_centers, .threads = threads},
            report);
    });
    py::list rows;
    for (const app::RegionHeadroom& of : found.rows)
        for (std::size_t i = 0; i < of.headroom.size(); ++i) {
            const profiles::Headroom& one = of.headroom[i];
            py::dict row;
            row["region"] = of.region;
            row["year"] = of.year;
            row["curtailed_frac"] = found.curtailed_frac[i];
            row["headroom_mw"] = one.load_mw;
            row["mean_demand_mw"] = of.mean_demand_mw;
            row["june_to_august_peak_mw"] = of.peaks.june_to_august_mw;
            row["december_to_february_peak_mw"] = of.peaks.december_to_february_mw;
            row["curtailed_h_per_year"] = one.curtailed_h_per_year;
            row["curtailed_mwh_per_year"] = one.curtailed_mwh_per_year;
            row["events_per_year"] = one.events_per_year;
            row["mean_event_h"] = one.mean_event_h;
            row["longest_event_h"] = one.longest_event_h;
            row["half_served_frac"] = one.half_served_frac;
            rows.append(row);
        }
    return rows;
}
}  // namespace

void add_headroom(py::module_& module) {
    module.def("headroom", &headroom);
}

}  // namespace decawatt::python
