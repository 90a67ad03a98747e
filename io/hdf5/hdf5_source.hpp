// Reads HDF5 files with the HDF5 library: whole variables and attributes, whose type and size are checked before
// reading. Internal to io, in the process of a ReadingProcess.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5/handle.hpp"

namespace decawatt::io {

// Throws base::ResourceError, naming file and path, if an object cannot be read or is of another type.
class Hdf5Source {
  public:
    explicit Hdf5Source(const std::filesystem::path& path);

    bool has(const std::string& place) const;  // a group or variable: "/plan/build"
    std::vector<std::size_t> extent(const std::string& place) const;
    std::vector<double> numbers(const std::string& place) const;     // row-major
    std::vector<std::string> texts(const std::string& place) const;  // UTF-8

    // Attribute of the object at `place` ("/": the root); none if it has no such attribute, or one of another type.
    std::optional<std::string> text_attribute(const std::string& place, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& place, const std::string& name) const;

  private:
    struct Variable {
        Handle id, space, type;
        std::vector<std::size_t> extent;
        std::size_t size = 0;
    };
    Variable open(const std::string& place) const;
    Handle find_attribute(const std::string& place, const std::string& name) const;
    std::string named(const std::string& place) const { return path_.string() + ":" + place; }
    void check(herr_t code, const std::string& place) const;
    Handle own(hid_t id, Handle::Closer closer, const std::string& place) const;

    QuietErrors quiet_;
    std::filesystem::path path_;
    Handle file_;
};

}  // namespace decawatt::io
