#include "io/hdf5/handle.hpp"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace decawatt::io {

namespace {

// "file write failed: ..., error message = 'No space left on device', buf = ..." -> "file write failed: No space left
// on device"
std::string cause(const std::string& message) {
    constexpr std::string_view kSaid = "error message = '";
    const auto begin = message.find(kSaid);
    if (begin == std::string::npos) return message;
    const auto end = message.find('\'', begin + kSaid.size());
    return fmt::format("{}: {}", message.substr(0, message.find(':')),
                       message.substr(begin + kSaid.size(), end - begin - kSaid.size()));
}

}  // namespace

QuietErrors::QuietErrors() {
    // After a failed flush (a full disk) HDF5 1.10 keeps the file in its tables and crashes over it in its exit
    // handler; all handles here are closed by destructors, so the handler is not needed. It must be disabled before the
    // library is initialised; later calls have no effect.
    H5dont_atexit();
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
    // Levels between the call and the cause are internal to the library; of the cause, the message of the system is
    // shown.
    return messages.size() == 1 ? cause(messages.back())
                                : fmt::format("{}: {}", messages.front(), cause(messages.back()));
}

void throw_library_error(const std::string& what) {
    throw base::ResourceError(fmt::format("{}: {}", what, error_stack_text()));
}

}  // namespace decawatt::io
