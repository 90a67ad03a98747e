// Finance of a plan.
#include "app/finance/finance.hpp"

#include <pybind11/stl.h>

#include "app/finance/results_file.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"

namespace decawatt::python {

namespace {
// Returns what a reader has to know: differences between the plan's study and this one, then notes on its assets.
std::vector<std::string> finance(const io::LoadedStudy& study, const std::string& plan, const std::string& out) {
    expect_outputs({out}, study, {plan});
    const Unlocked unlocked;
    const app::FinanceReport report = app::finance(study, {.plan = plan});
    app::write_finance(out, report);
    std::vector<std::string> notes = report.differences;
    notes.insert(notes.end(), report.notes.begin(), report.notes.end());
    return notes;
}
}  // namespace

void add_finance(py::module_& module) {
    module.def("finance", &finance);
}

}  // namespace decawatt::python
