// A netCDF file of any version, read with Unidata's C library by the CF conventions, in the process of a
// ReadingProcess. Handles close themselves, errors are exceptions that name file and variable.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace decawatt::io {

struct NetcdfDimension {
    std::string name;
    std::size_t size;
};

class NetcdfSource {
  public:
    // A file that is there and begins as netCDF. Throws base::InputError where the library refuses it.
    explicit NetcdfSource(const std::filesystem::path& file);
    ~NetcdfSource();
    NetcdfSource(const NetcdfSource&) = delete;
    NetcdfSource& operator=(const NetcdfSource&) = delete;

    // A variable of a group is named "group/variable".
    bool has(const std::string& variable) const;
    std::vector<std::string> variables() const;                                  // of the root
    std::vector<NetcdfDimension> dimensions(const std::string& variable) const;  // slowest first

    // Of a variable, or of the file (""); none where it has no such attribute, or one of another kind.
    std::optional<std::string> text_attribute(const std::string& variable, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& variable, const std::string& name) const;

    // A block of a variable: unpacked, with NaN where it has no value (cf_packing.hpp).
    std::vector<double> read(const std::string& variable, const std::vector<std::size_t>& start,
                             const std::vector<std::size_t>& count) const;
    std::vector<double> read(const std::string& variable) const;  // all of it

    // A variable of texts: strings, or characters along a last dimension.
    bool holds_texts(const std::string& variable) const;
    std::vector<std::string> texts(const std::string& variable) const;

  private:
    struct Location {  // ids of the library
        int group, variable;
    };
    std::optional<Location> find(const std::string& variable) const;
    Location place_of(const std::string& variable) const;
    void check(int status, const std::string& variable) const;
    [[noreturn]] void refuse(const std::string& variable, const std::string& found, const std::string& expected) const;

    std::filesystem::path file_;
    int id_ = -1;
};

}  // namespace decawatt::io
