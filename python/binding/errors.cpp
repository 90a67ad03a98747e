#include "python/binding/errors.hpp"

#include "base/error.hpp"
#include "python/binding/module.hpp"

namespace decawatt::python {

namespace {
// Names of files in a message may have any bytes.
py::object text(const std::string& bytes) {
    return py::reinterpret_steal<py::object>(
        PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "backslashreplace"));
}

template <typename... Arguments>
void raise(const char* name, const Arguments&... arguments) {
    const py::object type = py::module_::import("decawatt.errors").attr(name);
    PyErr_SetObject(type.ptr(), type(arguments...).ptr());
}

py::list faults_of(const base::InputError& error) {
    py::list faults;
    for (const base::InputFault& fault : error.faults)
        faults.append(py::make_tuple(text(fault.file), text(fault.field), fault.row, text(fault.found),
                                     text(fault.expected), text(fault.text())));
    return faults;
}

void translate(std::exception_ptr thrown) {
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (const base::InputError& error) {
        raise("InputError", text(error.what()), faults_of(error));
    } catch (const base::ResourceError& error) {
        raise("ResourceError", text(error.what()));
    } catch (const base::Interrupted& error) {
        raise("Interrupted", text(error.what()));
    } catch (const NotSolved& error) {
        raise("NotSolved", text(error.what()), text(error.status));
    }
}
}  // namespace

void add_errors(py::module_& /*module*/) {
    py::register_exception_translator(translate);
}

}  // namespace decawatt::python
