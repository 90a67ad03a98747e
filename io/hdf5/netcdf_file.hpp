// A new HDF5 file that is also valid netCDF-4: dimensions are scales, coordinates are variables of their dimension's
// name, text is UTF-8. https://docs.unidata.ucar.edu/netcdf-c/current/interoperability_hdf5.html, HDF5 Dimension Scale
// Specification (H5DS).
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "io/hdf5/handle.hpp"
#include "io/temporary_file.hpp"

namespace decawatt::io {

struct Meaning {  // attributes of a variable; units as in UDUNITS ("MW h", "1")
    std::string units, long_name;
};

using Dimensions = std::vector<std::string>;  // slowest first

// A group of variables with its own dimensions, so that it can be read without other groups. Throws
// base::ResourceError, naming file and path.
class Group {
  public:
    Group(Handle id, std::string where) : id_(std::move(id)), where_(std::move(where)) {}

    Group group(const std::string& name);

    void attribute(const std::string& name, const std::string& text);
    void attribute(const std::string& name, double value);
    void attribute(const std::string& name, std::integral auto value) {
        integer(name, static_cast<std::int64_t>(value));
    }
    void attribute(const std::string& variable, const std::string& name, const std::string& text);

    // A dimension and the variable of its name that labels it. At least one label.
    void coordinate(const std::string& name, const Meaning& meaning, std::span<const std::string> labels);
    void coordinate(const std::string& name, const Meaning& meaning, std::span<const std::int64_t> labels);
    void coordinate(const std::string& name, const Meaning& meaning, std::span<const double> labels);
    // A dimension whose labels are 0, 1, 2, ..., written in pieces.
    void sized_dimension(const std::string& name, hsize_t size, const std::string& long_name);
    bool has_dimension(const std::string& name) const { return sizes_.contains(name); }
    hsize_t size(const std::string& dimension) const;

    // Whole variables, row-major over their dimensions; no dimension: a scalar.
    void put(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
             std::span<const double> values);
    void put(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
             std::span<const std::int64_t> values);
    void put(const std::string& name, const Dimensions& dimensions, const std::string& long_name,
             std::span<const std::string> values);

    // A variable written piece by piece: chunked, shuffled, deflated; parts not written are NaN.
    void create_chunked(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
                        std::span<const hsize_t> chunk, bool single_precision);
    void create_chunked_integers(const std::string& name, const std::string& dimension, const Meaning& meaning,
                                 hsize_t chunk);
    void write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                     std::span<const float> values);
    void write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                     std::span<const std::int64_t> values);
    void write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                     std::span<const double> values);

  private:
    struct Shape {
        const Dimensions& dimensions;
        hid_t type, properties;
    };
    void integer(const std::string& name, std::int64_t value);
    std::string place(const std::string& name) const { return where_ + name; }
    Handle create(const std::string& name, const Shape& shape);
    Handle open(const std::string& name) const;
    Handle space_of(const Dimensions& dimensions) const;
    void make_scale(const std::string& name, std::size_t size);
    void describe(hid_t variable, const std::string& name, const Meaning& meaning);
    void write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                     hid_t type, const void* values);

    Handle id_;
    std::string where_;  // file and path, ending in '/', for messages
    std::map<std::string, hsize_t> sizes_;
};

// The file, written under a temporary name (TemporaryFile). `commit` syncs it and gives it its final name; without
// `commit` no file remains.
class NetcdfFile {
  public:
    explicit NetcdfFile(const std::filesystem::path& target);
    NetcdfFile(const NetcdfFile&) = delete;
    NetcdfFile& operator=(const NetcdfFile&) = delete;

    Group root();
    void commit();  // all Group objects must be destroyed before: the file is closed here

  private:
    std::string name() const;  // in messages

    QuietErrors quiet_;
    TemporaryFile place_;
    Handle file_;  // destroyed before `place_`, which removes an uncommitted file
};

}  // namespace decawatt::io
