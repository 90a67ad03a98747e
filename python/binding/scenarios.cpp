// One sizing for several futures.
#include <fmt/format.h>
#include <pybind11/stl.h>

#include "app/file_access.hpp"
#include "app/size_scenarios.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/errors.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"
#include "python/binding/study_request.hpp"

namespace decawatt::python {

namespace {
template <typename Scenarios>
std::vector<std::string> files_of(const Scenarios& scenarios, const std::string& out) {
    std::vector<std::string> files;
    for (const auto& scenario : scenarios)
        files.push_back(files.empty() ? out : app::scenario_file(out, scenario.name));
    return files;
}

io::LoadedStudy base_case(const io::StudyRequest& request) {
    const auto lock = app::file_access();
    return io::read_study(request);
}

app::SizedScenarios sized_scenarios(const io::StudyRequest& request, const std::string& out,
                                    const app::ScenarioSettings& settings, const base::Progress& report) {
    const io::LoadedStudy base = base_case(request);
    expect_outputs(files_of(base.scenarios, out), base, {});
    app::SizedScenarios sized = app::size_scenarios(request, settings, report);
    if (!sized.sized())
        throw NotSolved(
            fmt::format("{}: {}: {}", base.study.name, lp::text(sized.solution.status), sized.solution.message),
            lp::text(sized.solution.status));
    const std::vector<std::string> files = files_of(sized.scenarios, out);
    for (std::size_t s = 0; s < files.size(); ++s)
        app::write_results(files[s], sized.scenarios[s].loaded, *sized.scenarios[s].plan, {}, report);
    return sized;
}

py::dict run_scenarios(const py::dict& words, const std::string& out, int threads, bool regret, py::object progress) {
    const io::StudyRequest request = study_request(words);
    const app::ScenarioSettings settings{.size = {.threads = threads}, .regret = regret};
    const app::SizedScenarios sized = without_lock(std::move(progress), [&](const base::Progress& report) {
        return sized_scenarios(request, out, settings, report);
    });
    const std::vector<std::string> files = files_of(sized.scenarios, out);
    py::list rows;
    for (std::size_t s = 0; s < files.size(); ++s) {
        const app::SizedScenario& one = sized.scenarios[s];
        py::dict row;
        row["scenario"] = one.name;
        row["probability"] = one.probability;
        row["cost"] = one.plan->objective;
        if (one.of_base_plan) row["cost_of_base_plan"] = one.of_base_plan->objective;
        row["file"] = files[s];
        rows.append(row);
    }
    py::dict result;
    result["scenarios"] = rows;
    result["expected_cost"] = sized.expected_cost();
    result["regret"] = sized.regret();
    return result;
}
}  // namespace

void add_scenarios(py::module_& module) {
    module.def("run_scenarios", &run_scenarios);
}

}  // namespace decawatt::python
