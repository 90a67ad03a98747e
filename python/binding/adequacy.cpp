// Resource adequacy: sampling in a folder, capacity credits, single futures, exact metrics.
#include "app/adequacy/adequacy.hpp"

#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <tuple>

#include "app/adequacy/merge.hpp"
#include "app/adequacy/sampling_run.hpp"
#include "app/input_files.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"

namespace decawatt::python {

namespace {
using adequacy::Metric;

struct Request {
    std::string plan, out, of, metric;
    std::optional<std::uint32_t> seed;
    std::uint64_t samples = 1000, batch = 200;
    double relative_error = 0.0;
    bool all_events = false, resume = false;
    io::Part part = {};
    int threads = 0;
};

Request request_of(const py::dict& settings) {
    Request request;
    request.plan = settings["plan"].cast<std::string>();
    request.out = settings["out"].cast<std::string>();
    request.of = settings["of"].cast<std::string>();
    request.metric = settings["metric"].cast<std::string>();
    request.seed = settings["seed"].cast<std::optional<std::uint32_t>>();
    request.samples = settings["samples"].cast<std::uint64_t>();
    request.batch = settings["batch"].cast<std::uint64_t>();
    request.relative_error = settings["relative_error"].cast<double>();
    request.all_events = settings["all_events"].cast<bool>();
    request.resume = settings["resume"].cast<bool>();
    request.threads = settings["threads"].cast<int>();
    std::tie(request.part.number, request.part.of) = settings["part"].cast<std::pair<std::uint64_t, std::uint64_t>>();
    return request;
}

app::SamplingRunSettings run_settings(const Request& request) {
    static const std::map<std::string, Metric> kMetrics = {
        {"lole", Metric::hours}, {"days", Metric::days}, {"lolev", Metric::events}, {"eue", Metric::energy}};
    const auto metric = kMetrics.find(request.metric);
    if (metric == kMetrics.end())
        throw base::InputError({{"adequacy", "metric", 0, request.metric, "eue, lole, days or lolev"}});
    app::SamplingRunSettings settings{.folder = request.out, .of = request.of, .part = request.part};
    settings.sampling.samples = request.samples;
    settings.sampling.batch = request.batch;
    settings.sampling.metric = metric->second;
    settings.sampling.relative_error = request.relative_error;
    settings.sampling.all_events = request.all_events;
    if (request.resume) settings.start = io::RunFolder::Start::checkpoint;
    return settings;
}

app::AdequacySettings study_settings(const Request& request) {
    return {.plan = request.plan, .seed = request.seed, .threads = request.threads};
}

// Returns the file of the result or of the part; none if the caller stopped the run, whose last checkpoint is then in
// the folder.
std::optional<std::string> sample(const io::LoadedStudy& loaded, const py::dict& stated, py::object progress) {
    using File = std::optional<std::string>;
    const Request request = request_of(stated);
    const app::SamplingRunSettings settings = run_settings(request);
    const std::string file = app::result_file(request.out, request.part).string();
    app::expect_place(loaded.study, request.of);
    expect_outputs({file}, loaded, {request.plan});
    return without_lock(std::move(progress), [&](const base::Progress& report) -> File {
        const app::AdequacyStudy study(loaded, study_settings(request));
        app::SamplingRun run(study, settings);
        if (run.begin().is_finished) return file;
        return run.sample(app::assemble(study, report), report).stopped ? std::nullopt : File(file);
    });
}

// Merges the parts in the folder; returns the file of the result.
std::string merge(const std::string& folder, py::object progress) {
    without_lock(std::move(progress), [&](const base::Progress& report) { return app::merge(folder, report); });
    return app::result_file(folder, {}).string();
}

py::dict dictionary(const adequacy::Credit& credit) {
    py::dict values;
    values["mw"] = credit.mw;
    values["low_mw"] = credit.low_mw;
    values["high_mw"] = credit.high_mw;
    values["beyond"] = credit.beyond;
    return values;
}

py::dict credit(const io::LoadedStudy& loaded, const std::string& asset, const py::dict& stated, py::object progress) {
    const Request request = request_of(stated);
    const auto found = without_lock(std::move(progress), [&](const base::Progress& report) {
        const app::AdequacyStudy study(loaded, study_settings(request));
        return app::capacity_credit(study, app::assemble(study, report), asset, {.samples = request.samples}, report);
    });
    py::dict values;
    values["capacity_mw"] = found.capacity_mw;
    values["eue_with_mwh"] = found.eue_with_mwh;
    values["eue_without_mwh"] = found.eue_without_mwh;
    values["difference_mwh"] = found.difference_mwh;
    values["difference_error_mwh"] = found.difference_error_mwh;
    values["significant"] = found.significant;
    values["elcc"] = dictionary(found.elcc);
    values["efc"] = dictionary(found.efc);
    return values;
}

// The future that a run draws as sample `number`, in the file `out` of the settings.
void replay(const io::LoadedStudy& loaded, std::uint32_t number, const py::dict& stated, py::object progress) {
    const Request request = request_of(stated);
    expect_outputs({request.out}, loaded, {request.plan});
    without_lock(std::move(progress), [&](const base::Progress& report) {
        const app::AdequacyStudy study(loaded, study_settings(request));
        app::write_future(request.out, study, app::assemble(study, report), number);
        return true;
    });
}

py::dict exact_adequacy(const io::LoadedStudy& loaded, const py::dict& stated, py::object progress) {
    const Request request = request_of(stated);
    app::expect_inputs({request.plan});
    const adequacy::ExactYears exact = without_lock(std::move(progress), [&](const base::Progress& report) {
        const app::AdequacyStudy study(loaded, study_settings(request));
        return app::convolve(study, app::assemble(study, report), report);
    });
    py::list years;
    for (std::size_t y = 0; y < exact.of_year.size(); ++y) {
        py::dict year;
        year["year"] = loaded.study.horizon.first_year + static_cast<int>(y);
        year["lole_h"] = exact.of_year[y].lole_h;
        year["lole_d_peak"] = exact.of_year[y].lole_d;
        year["eue_mwh"] = exact.of_year[y].eue_mwh;
        years.append(year);
    }
    py::dict values;
    values["years"] = years;
    values["grid_mw"] = exact.grid_mw;
    values["on_grid"] = exact.on_grid;
    return values;
}
}  // namespace

void add_adequacy(py::module_& module) {
    module.def("sample", &sample);
    module.def("merge", &merge);
    module.def("capacity_credit", &credit);
    module.def("replay", &replay);
    module.def("exact_adequacy", &exact_adequacy);
}

}  // namespace decawatt::python
