// Capacity expansion planning.
#include "app/size.hpp"

#include <fmt/format.h>
#include <pybind11/stl.h>

#include "app/explanation_text.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/errors.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"

namespace decawatt::python {

namespace {
// Of a program without an optimal solution, or whose solution has no plan within the tolerances.
NotSolved not_solved(const app::Sized& sized) {
    const model::Study& study = sized.study.loaded.study;
    if (sized.plan)
        return {fmt::format("{}: {}: {}", study.name, lp::text(sized.plan->status), sized.plan->message),
                lp::text(sized.plan->status)};
    const bool proven = sized.explanation && sized.explanation->proven_infeasible;
    const std::string status = lp::text(proven ? lp::Status::infeasible : sized.solution.status);
    return {
        fmt::format("{}: {} after {} iterations: {}\n{}", study.name, status, sized.solution.iterations,
                    sized.solution.message, sized.explanation ? app::explanation_text(study, *sized.explanation) : ""),
        status};
}

// Returns the result file.
std::string run(const io::LoadedStudy& study, const std::string& out, int threads, const std::string& warm_start,
                const std::string& save_start, py::object progress) {
    expect_outputs({out, save_start}, study, {warm_start});
    return without_lock(std::move(progress), [&](const base::Progress& report) {
        const app::Sized sized = app::size(study, {.threads = threads, .warm_start = warm_start}, report);
        if (!sized.sized()) throw not_solved(sized);
        app::write_results(out, sized.study.loaded, *sized.plan, {}, report);
        if (!save_start.empty()) app::save_start(save_start, sized, report);
        return out;
    });
}

std::string export_mps(const io::LoadedStudy& study, const std::string& out, int threads, py::object progress) {
    expect_outputs({out}, study, {});
    return without_lock(std::move(progress), [&](const base::Progress& report) {
        app::export_mps(out, app::make_program(study, threads, report), {}, report);
        return out;
    });
}
}  // namespace

void add_size(py::module_& module) {
    module.def("run", &run);
    module.def("export_mps", &export_mps);
}

}  // namespace decawatt::python
