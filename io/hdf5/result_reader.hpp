// Reading files of the writer in netcdf_file.hpp: whole variables, by their path, checked before they are used. Inside
// io only.
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

// Throws base::ResourceError, naming file and place, where the file cannot be opened, is damaged (its seal says so, or
// the HDF5 library fails over it, which runs in a process of its own), or lacks what is requested.
class ResultReader {
  public:
    explicit ResultReader(const std::filesystem::path& path);

    // Whether the whole file is as decawatt wrote it. Otherwise what is read is checked for its kind and shape alone.
    bool sealed() const { return seal_ == Seal::whole; }

    bool has(const std::string& place) const;  // a group or variable: "/plan/build"
    NumberArray numbers(const std::string& place) const;
    std::vector<std::string> texts(const std::string& place) const;
    Extent extent(const std::string& place) const;         // of a variable, before it is read
    std::string attribute(const std::string& name) const;  // text, of the root

    // The same of one shape, for values that belong to names.
    std::vector<double> numbers(const std::string& place, const Extent& expected) const;
    std::vector<double> finite(const std::string& place, const Extent& expected) const;  // neither NaN nor infinite
    std::vector<int> years(const std::string& place) const;                              // rising, one at least
    std::vector<std::string> texts(const std::string& place, std::size_t expected) const;

    // Of the object at `place` ("/": the root); none where it has no such attribute, or one of another kind.
    std::optional<std::string> text_attribute(const std::string& place, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& place, const std::string& name) const;

    // Throws base::ResourceError: the place, what was found and what was expected.
    [[noreturn]] void refuse(const std::string& place, const std::string& found, const std::string& expected) const;

  private:
    Packet ask(std::uint64_t question, const std::string& place, const std::string& name = "") const;

    std::filesystem::path path_;
    Seal seal_;
    ReadingProcess process_;
};

}  // namespace decawatt::io
