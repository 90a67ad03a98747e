// Sweeps and their comparison.
#include "app/sweep/sweep.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <optional>

#include "app/compare.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"

namespace decawatt::python {

namespace {
// The latest report of the cases, which come from their own threads: only the calling thread talks to Python.
struct LatestReport {
    std::mutex access;
    std::size_t cases = 0, finished = 0;
    std::string text;
    std::atomic<bool> stops = false;

    app::SweepCallbacks callbacks() {
        app::SweepCallbacks calls;
        calls.stop = [this] { return stops.load(); };
        calls.begin = [this](std::size_t count) {
            const std::scoped_lock lock(access);
            cases = count;
        };
        calls.progress = [this](const std::string& name, const std::string& phase, double) {
            const std::scoped_lock lock(access);
            text = name + ": " + phase;
            return !stops.load();
        };
        calls.finished = [this](const app::CaseOutcome& outcome) {
            const std::scoped_lock lock(access);
            ++finished;
            text = outcome.name + ": " + outcome.status;
        };
        return calls;
    }

    bool pass_on(const base::Progress& report) {
        std::unique_lock lock(access);
        const double done = cases == 0 ? 0.0 : static_cast<double>(finished) / static_cast<double>(cases);
        const std::string detail = text;
        lock.unlock();
        return report("sweep", done, detail);
    }
};

app::SweepResult sweep_on_a_thread(const app::SweepSettings& settings, const base::Progress& report) {
    constexpr std::chrono::milliseconds kPause{100};
    LatestReport latest;
    std::future<app::SweepResult> result =
        std::async(std::launch::async, [&] { return app::sweep(settings, latest.callbacks()); });
    while (result.wait_for(kPause) != std::future_status::ready)
        if (!latest.pass_on(report)) latest.stops = true;
    return result.get();
}

py::list sweep(const std::string& file, const std::string& folder, const py::dict& stated, py::object progress) {
    const app::SweepSettings settings{.file = file,
                                      .folder = folder,
                                      .allow_outside = stated["allow_outside"].cast<bool>(),
                                      .replace = stated["replace"].cast<bool>(),
                                      .at_once = stated["at_once"].cast<int>(),
                                      .threads = stated["threads"].cast<int>()};
    const app::SweepResult result = without_lock(
        std::move(progress), [&](const base::Progress& report) { return sweep_on_a_thread(settings, report); });
    if (result.stopped) throw base::Interrupted("finished cases are kept, and the same call solves the rest");
    py::list cases;
    for (const app::CaseOutcome& one : result.cases) {
        py::dict row;
        row["case"] = one.name;
        row["status"] = one.status;
        row["message"] = one.message;
        row["kept"] = one.kept;
        row["objective"] = one.objective;
        row["relative_gap"] = one.relative_gap;
        row["iterations"] = one.iterations;
        row["time_s"] = one.seconds;
        cases.append(row);
    }
    return cases;
}

// The files written: CSV, HDF5.
py::tuple compare(const std::string& folder) {
    const app::Compared compared = [&] {
        const Unlocked unlocked;
        return app::compare(folder);
    }();
    return py::make_tuple(compared.csv, compared.hdf5);
}
}  // namespace

void add_sweep(py::module_& module) {
    module.def("sweep", &sweep);
    module.def("compare", &compare);
}

}  // namespace decawatt::python
