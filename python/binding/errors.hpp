// Exceptions of the library as those of the package (decawatt/errors.py).
#pragma once

#include <stdexcept>
#include <string>

namespace decawatt::python {

// There is no plan: an outcome of the library, an exception in Python.
struct NotSolved : std::runtime_error {
    NotSolved(const std::string& message, std::string status_of_solver)
        : std::runtime_error(message), status(std::move(status_of_solver)) {}
    std::string status;  // infeasible, iteration limit, ...
};

}  // namespace decawatt::python
