// Emission accounts of a result file.
#include "app/accounts.hpp"

#include <pybind11/stl.h>

#include "app/input_files.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"

namespace decawatt::python {

namespace {
// marginal: none, or two results of `dispatch`, that with the lower carbon price first.
void accounts(const std::string& result, const std::vector<std::string>& marginal, const std::string& out,
              int threads) {
    std::vector<std::string> inputs = marginal;
    inputs.push_back(result);
    app::refuse_overwriting_inputs({out}, inputs);
    app::expect_inputs(inputs);
    app::AccountsSettings settings{.result = result, .threads = threads};
    if (!marginal.empty()) {
        settings.marginal_low = marginal.at(0);
        settings.marginal_high = marginal.at(1);
    }
    const Unlocked unlocked;
    app::write_accounts(out, app::accounts_of(settings));
}
}  // namespace

void add_accounts(py::module_& module) {
    module.def("accounts", &accounts);
}

}  // namespace decawatt::python
