// Calls of use cases from Python: without the interpreter's lock, with progress reports and interrupts.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <string>
#include <type_traits>

#include "base/error.hpp"
#include "base/progress.hpp"

namespace decawatt::python {

namespace py = pybind11;

// Throws std::runtime_error on a thread that is inside a progress function: a use case called from there would wait for
// the one that reports.
void refuse_within_report();

// The interpreter's lock is released during the lifetime of this object, which every call of the library needs.
class Unlocked {
  public:
    Unlocked() {
        refuse_within_report();
        released_.emplace();
    }

  private:
    std::optional<py::gil_scoped_release> released_;
};

// Passes progress reports to a Python function(phase, done, detail), which returns False to stop; None: to none.
// Each report also looks for signals, so that Ctrl-C stops a use case that is called from the main thread.
class Reporter {
  public:
    explicit Reporter(py::object function) : function_(std::move(function)) {}

    // The returned function takes the lock; it must not outlive this object.
    base::Progress callback();

    // Raises again what the function, or a signal, raised during the call; nothing if there is none. Needs the lock.
    void rethrow() const;

  private:
    bool report(const std::string& phase, double done, const std::string& detail);

    py::object function_;
    std::optional<py::error_already_set> raised_;
};

// The value of `work(progress)`, which is called without the lock and must not touch Python objects.
template <typename Work>
std::invoke_result_t<Work, const base::Progress&> without_lock(py::object function, const Work& work) {
    Reporter reporter(std::move(function));
    try {
        auto result = [&] {
            const Unlocked unlocked;
            return work(reporter.callback());
        }();
        reporter.rethrow();  // of a use case that returns what it has when it is stopped
        return result;
    } catch (const base::Interrupted&) {
        reporter.rethrow();
        throw;
    }
}

}  // namespace decawatt::python
