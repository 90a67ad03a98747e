// The extension module decawatt._core: one function per use case, all of them thin. The package in python/decawatt
// gives them their arguments, defaults and documentation.
#pragma once

#include <pybind11/pybind11.h>

namespace decawatt::python {

namespace py = pybind11;

// Each adds its functions to the module, in the source file of its name.
void add_errors(py::module_& module);
void add_study(py::module_& module);
void add_size(py::module_& module);
void add_scenarios(py::module_& module);
void add_dispatch(py::module_& module);
void add_adequacy(py::module_& module);
void add_sweep(py::module_& module);
void add_weather(py::module_& module);
void add_profile(py::module_& module);
void add_headroom(py::module_& module);
void add_finance(py::module_& module);
void add_accounts(py::module_& module);

}  // namespace decawatt::python
