#include "io/hdf5/handle.hpp"

#include <fmt/format.h>

#include <vector>

namespace decawatt::io {

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() {
    H5Eset_auto2(H5E_DEFAULT, function_, data_);
}

std::string error_stack_text() {
    std::vector<std::string> messages;
    const auto collect = [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
        static_cast<std::vector<std::string>*>(into)->emplace_back(error->desc ? error->desc : "");
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, collect, &messages);
    if (messages.empty()) return "the HDF5 library gives no reason";
    // The levels between the call and the cause are of interest to the library's authors alone.
    return messages.size() == 1 ? messages.front() : fmt::format("{}: {}", messages.front(), messages.back());
}

void throw_library_error(const std::string& what) {
    throw base::ResourceError(fmt::format("{}: {}", what, error_stack_text()));
}

}  // namespace decawatt::io
