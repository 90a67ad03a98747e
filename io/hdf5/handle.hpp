// Handles of the HDF5 C library that close themselves, and its errors as exceptions. Inside io only.
#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

#include "base/error.hpp"

namespace decawatt::io {

// An identifier and the function that gives it back.
class Handle {
  public:
    using Closer = herr_t (*)(hid_t);

    Handle() = default;
    Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(closer_, other.closer_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    hid_t get() const { return id_; }
    herr_t close() { return id_ >= 0 ? closer_(std::exchange(id_, H5I_INVALID_HID)) : 0; }

  private:
    hid_t id_ = H5I_INVALID_HID;
    Closer closer_ = nullptr;
};

// While one lives, the library prints nothing: its messages go into our exceptions instead.
class QuietErrors {
  public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

  private:
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

// The library's present error stack in one line, from what was requested down to the cause.
std::string error_stack_text();

// Throws base::ResourceError naming `what` and the library's reason.
[[noreturn]] void throw_library_error(const std::string& what);

inline void check(herr_t code, const std::string& what) {
    if (code < 0) throw_library_error(what);
}

inline Handle owned(hid_t id, Handle::Closer closer, const std::string& what) {
    if (id < 0) throw_library_error(what);
    return {id, closer};
}

}  // namespace decawatt::io
