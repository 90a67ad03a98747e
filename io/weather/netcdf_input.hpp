// A netCDF file of any version, read with Unidata's C library. Handles close themselves, errors are exceptions.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace decawatt::io {

class NetcdfInput {
  public:
    // Throws base::ResourceError where the library cannot open it.
    explicit NetcdfInput(const std::filesystem::path& file);
    ~NetcdfInput();
    NetcdfInput(const NetcdfInput&) = delete;
    NetcdfInput& operator=(const NetcdfInput&) = delete;

    struct Dimension {
        std::string name;
        std::size_t size;
    };
    bool has(const std::string& variable) const;
    std::vector<Dimension> dimensions(const std::string& variable) const;  // slowest first
    std::optional<std::string> text_attribute(const std::string& variable, const std::string& name) const;

    // A block of a variable: unpacked (scale_factor, add_offset), with NaN where it has no value.
    std::vector<double> read(const std::string& variable, const std::vector<std::size_t>& start,
                             const std::vector<std::size_t>& count) const;
    std::vector<double> read(const std::string& variable) const;  // all of it

  private:
    int id_of(const std::string& variable) const;
    std::optional<double> number_attribute(int variable, const char* name) const;
    void check(int status, const std::string& what) const;  // throws base::ResourceError

    std::filesystem::path file_;
    int id_ = -1;
};

}  // namespace decawatt::io
