// Dispatch of a fixed plan.
#include "app/dispatch.hpp"

#include <fmt/format.h>

#include "python/binding/calling.hpp"
#include "python/binding/errors.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"

namespace decawatt::python {

namespace {
struct Foresight {
    int window_h = 0, step_h = 0;
    bool values_content = true;
};

// Returns the result file.
std::string dispatch(const io::LoadedStudy& study, const std::string& plan, const std::string& out,
                     const Foresight& foresight, int threads, py::object progress) {
    const app::DispatchSettings settings{.plan = plan,
                                         .window_h = foresight.window_h,
                                         .step_h = foresight.step_h,
                                         .values_content = foresight.values_content,
                                         .threads = threads};
    app::expect_foresight(settings);
    expect_outputs({out}, study, {plan});
    return without_lock(std::move(progress), [&](const base::Progress& report) {
        const app::Dispatched dispatched = app::dispatch(study, settings, report);
        const planning::Plan& operated = dispatched.operation.plan;
        if (!dispatched.solved())
            throw NotSolved(fmt::format("{}: {}: {}", study.study.name, lp::text(operated.status), operated.message),
                            lp::text(operated.status));
        app::write_dispatch(out, dispatched, {}, report);
        return out;
    });
}
}  // namespace

void add_dispatch(py::module_& module) {
    module.def("dispatch", [](const io::LoadedStudy& study, const std::string& plan, const std::string& out,
                              int window_h, int step_h, bool values_content, int threads, py::object progress) {
        return dispatch(study, plan, out, {window_h, step_h, values_content}, threads, std::move(progress));
    });
}

}  // namespace decawatt::python
