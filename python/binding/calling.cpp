#include "python/binding/calling.hpp"

#include <stdexcept>

namespace decawatt::python {

namespace {
thread_local bool is_within_report = false;

struct WithinReport {
    WithinReport() { is_within_report = true; }
    ~WithinReport() { is_within_report = false; }
};
}  // namespace

void refuse_within_report() {
    if (is_within_report)
        throw std::runtime_error(
            "a function given as `progress` called decawatt while the call that reports is still running; return "
            "from it first");
}

base::Progress Reporter::callback() {
    return [this](const std::string& phase, double done, const std::string& detail) {
        return report(phase, done, detail);
    };
}

void Reporter::rethrow() const {
    if (raised_) throw py::error_already_set(*raised_);
}

bool Reporter::report(const std::string& phase, double done, const std::string& detail) {
    const py::gil_scoped_acquire lock;
    if (raised_) return false;
    try {
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        const WithinReport here;
        return function_.is_none() || function_(phase, done, detail).ptr() != Py_False;
    } catch (const py::error_already_set& error) {
        raised_.emplace(error);
        return false;
    }
}

}  // namespace decawatt::python
