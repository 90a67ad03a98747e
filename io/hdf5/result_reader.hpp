// Reads files written by netcdf_file.hpp: whole variables by path, checked before use. Internal to io.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5/seal.hpp"
#include "io/reading_process.hpp"

namespace decawatt::io {

struct NumberArray {
    std::vector<std::size_t> extent;
    std::vector<double> values;  // row-major
};
using Extent = std::vector<std::size_t>;

// Throws base::ResourceError, naming file and path, if the file cannot be opened, is damaged (by its checksum, or
// because the HDF5 library, which runs in a separate process, fails), or lacks a requested object.
class ResultReader {
  public:
    explicit ResultReader(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return path_; }

    // Whether the checksum shows that the file is as Decawatt wrote it. Otherwise only types and shapes of data are
    // checked.
    bool sealed() const { return seal_ == Seal::whole; }

    bool has(const std::string& place) const;  // a group or variable: "/plan/build"
    NumberArray numbers(const std::string& place) const;
    std::vector<std::string> texts(const std::string& place) const;
    Extent extent(const std::string& place) const;         // of a variable, before it is read
    std::string attribute(const std::string& name) const;  // text, of the root

    // The same with an expected shape, for values that belong to names.
    std::vector<double> numbers(const std::string& place, const Extent& expected) const;
    std::vector<double> finite(const std::string& place, const Extent& expected) const;  // neither NaN nor infinite
    std::vector<int> years(const std::string& place) const;                              // ascending, at least one
    std::vector<std::string> texts(const std::string& place, std::size_t expected) const;

    // Attribute of the object at `place` ("/": the root); none if it has no such attribute, or one of another type.
    std::optional<std::string> text_attribute(const std::string& place, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& place, const std::string& name) const;

    // Throws base::ResourceError: the path, what was found and what was expected.
    [[noreturn]] void refuse(const std::string& place, const std::string& found, const std::string& expected) const;

  private:
    Packet ask(std::uint64_t question, const std::string& place, const std::string& name = "") const;

    std::filesystem::path path_;
    Seal seal_;
    ReadingProcess process_;
};

}  // namespace decawatt::io
