// Single models with one weather file.
#include "app/profile.hpp"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/weather_request.hpp"

namespace decawatt::python {

namespace {
io::ProfileModel model_of(const std::string& name) {
    if (name == "pv") return io::ProfileModel::pv;
    if (name == "wind") return io::ProfileModel::wind;
    if (name == "load") return io::ProfileModel::load;
    throw base::InputError({{"profile", "model", 0, name, "pv, wind or load"}});
}

py::dict profile(const std::string& model, const std::string& config, const std::string& weather,
                 const std::string& site, bool allow_outside, const py::dict& options) {
    const app::ProfileSettings settings{.model = model_of(model),
                                        .config = config,
                                        .weather = weather,
                                        .site = site,
                                        .request = weather_request(options),
                                        .allow_outside = allow_outside};
    refuse_within_report();
    py::gil_scoped_release released;
    const app::ProfileInput input = app::read_profile_input(settings);
    const app::Profile made = app::profile(input);
    const py::gil_scoped_acquire lock;
    const base::TimeAxis& axis = input.reading.weather.axis;
    py::dict columns, sums, result;
    for (const profiles::TraceColumn& column : made.columns.all())
        columns[column.name.c_str()] =
            py::array_t<double>(static_cast<py::ssize_t>(column.values.size()), column.values.data());
    for (const auto& [name, value] : made.sums) sums[name.c_str()] = value;
    result["columns"] = columns;
    result["sums"] = sums;
    result["start_utc_s"] = axis.start_utc_s;
    result["step_s"] = axis.step_s;
    result["utc_offset_s"] = input.config.place.utc_offset_s;
    result["notes"] = input.reading.notes;
    return result;
}
}  // namespace

void add_profile(py::module_& module) {
    module.def("profile", &profile);
}

}  // namespace decawatt::python
