// Finance of a plan, and its risk.
#include "app/finance/finance.hpp"

#include <pybind11/stl.h>

#include "app/finance/results_file.hpp"
#include "io/study/read_finance_risks.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"
#include "python/binding/study_request.hpp"

namespace decawatt::python {

namespace {
// `stated` has the keys tornado (0: none), samples (0: none), seed, weather (empty: none), threads, and study: the
// study again, for the rows of finance_risks.csv, or None where neither the tornado nor samples are requested.
app::RiskSettings risk_settings(const py::dict& stated) {
    app::RiskSettings risk;
    risk.change_frac = stated["tornado"].cast<double>();
    risk.samples = stated["samples"].cast<int>();
    risk.seed = stated["seed"].cast<std::uint32_t>();
    risk.weather = stated["weather"].cast<std::string>();
    risk.threads = stated["threads"].cast<int>();
    if (!stated["study"].is_none()) risk.inputs = io::read_finance_risks(study_request(stated["study"]));
    return risk;
}

// Returns what a reader has to know: differences between the plan's study and this one, then notes on its assets.
std::vector<std::string> finance(const io::LoadedStudy& study, const std::string& plan, const std::string& out,
                                 const py::dict& stated, py::object progress) {
    const app::FinanceSettings settings{.plan = plan, .risk = risk_settings(stated)};
    expect_outputs({out}, study, {plan, settings.risk.weather});
    return without_lock(std::move(progress), [&](const base::Progress& report_progress) {
        const app::FinanceReport report = app::finance(study, settings, report_progress);
        app::write_finance(out, report);
        std::vector<std::string> notes = report.differences;
        notes.insert(notes.end(), report.notes.begin(), report.notes.end());
        return notes;
    });
}
}  // namespace

void add_finance(py::module_& module) {
    module.def("finance", &finance);
}

}  // namespace decawatt::python
