#include "python/binding/module.hpp"

#include "app/provenance.hpp"

PYBIND11_MODULE(_core, module) {
    namespace python = decawatt::python;
    module.doc() = "The use cases of Decawatt's C++ library; for the package decawatt, not for its users.";
    module.attr("__version__") = decawatt::app::version();
    python::add_errors(module);
    python::add_study(module);
    python::add_size(module);
    python::add_scenarios(module);
    python::add_dispatch(module);
    python::add_adequacy(module);
    python::add_sweep(module);
    python::add_weather(module);
    python::add_profile(module);
    python::add_headroom(module);
    python::add_finance(module);
    python::add_accounts(module);
}
