// Reading files of the writer in netcdf_file.hpp: whole variables, by their path. Inside io only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5/handle.hpp"

namespace decawatt::io {

struct NumberArray {
    std::vector<std::size_t> extent;
    std::vector<double> values;  // row-major
};

// Throws base::ResourceError, naming file and place, where the file cannot be opened or lacks what is asked for.
class ResultReader {
  public:
    explicit ResultReader(const std::filesystem::path& path);

    bool has(const std::string& place) const;  // a group or variable: "/plan/build"
    NumberArray numbers(const std::string& place) const;
    std::vector<std::string> texts(const std::string& place) const;
    std::vector<std::size_t> extent(const std::string& place) const;  // of a variable, before it is read
    std::string attribute(const std::string& name) const;             // text, of the root

    // Of the object at `place` ("/": the root); none where it has no such attribute, or one of another kind.
    std::optional<std::string> text_attribute(const std::string& place, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& place, const std::string& name) const;

  private:
    Handle find_attribute(const std::string& place, const std::string& name) const;
    std::string named(const std::string& place) const { return path_.string() + ":" + place; }
    QuietErrors quiet_;
    std::filesystem::path path_;
    Handle file_;
};

}  // namespace decawatt::io
