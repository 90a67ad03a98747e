// A netCDF file of any version, read by the CF conventions. The library, which some damaged files crash, runs in a
// separate process. Errors are exceptions that name file and variable.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/reading_process.hpp"
#include "io/weather/netcdf_source.hpp"

namespace decawatt::io {

class NetcdfInput {
  public:
    // Throws base::ResourceError if there is no such file, base::InputError if it is damaged or not netCDF; so do all
    // functions if damage is detected later.
    explicit NetcdfInput(const std::filesystem::path& file);

    using Dimension = NetcdfDimension;
    // A variable of a group is named "group/variable".
    bool has(const std::string& variable) const;
    std::vector<std::string> variables() const;                            // of the root group
    std::vector<Dimension> dimensions(const std::string& variable) const;  // slowest first

    // Attribute of a variable, or of the file (""); none if it has no such attribute, or one of another type.
    std::optional<std::string> text_attribute(const std::string& variable, const std::string& name) const;
    std::optional<double> number_attribute(const std::string& variable, const std::string& name) const;

    // A block of a variable: unpacked, with NaN for missing values (cf_packing.hpp).
    std::vector<double> read(const std::string& variable, const std::vector<std::size_t>& start,
                             const std::vector<std::size_t>& count) const;
    std::vector<double> read(const std::string& variable) const;  // the whole variable

    // A variable of texts: strings, or characters along a last dimension.
    bool holds_texts(const std::string& variable) const;
    std::vector<std::string> texts(const std::string& variable) const;

  private:
    Packet ask(const Packet& request) const;

    std::filesystem::path file_;
    std::optional<ReadingProcess> process_;
};

}  // namespace decawatt::io
