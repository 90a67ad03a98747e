#include "io/hdf5/netcdf_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "io/hdf5/seal.hpp"

namespace decawatt::io {

namespace {

constexpr unsigned kDeflateLevel = 4;
constexpr unsigned kCreationOrder =
    H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;  // netCDF-4 lists objects in the order of creation

Handle property_list(hid_t kind) {
    Handle list = owned(H5Pcreate(kind), H5Pclose, "HDF5 property list");
    if (kind == H5P_FILE_CREATE || kind == H5P_GROUP_CREATE)
        check(H5Pset_link_creation_order(list.get(), kCreationOrder), "link order");
    if (kind != H5P_FILE_ACCESS) {
        check(H5Pset_attr_creation_order(list.get(), kCreationOrder), "attribute order");
        check(H5Pset_obj_track_times(list.get(), false), "object times");  // the same plan gives the same bytes
    }
    return list;
}

// Fixed-length text, which is a character attribute in netCDF-4.
Handle fixed_text(std::size_t length) {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    check(H5Tset_size(type.get(), std::max<std::size_t>(length, 1)), "text length");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text encoding");
    return type;
}

Handle variable_text() {
    Handle type = fixed_text(1);
    check(H5Tset_size(type.get(), H5T_VARIABLE), "text length");
    return type;
}

void set_attribute(hid_t object, const std::string& name, hid_t type, const void* value, const std::string& place) {
    const Handle scalar = owned(H5Screate(H5S_SCALAR), H5Sclose, place);
    const Handle attribute =
        owned(H5Acreate2(object, name.c_str(), type, scalar.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, place);
    check(H5Awrite(attribute.get(), type, value), place);
}

void set_text(hid_t object, const std::string& name, const std::string& text, const std::string& place) {
    set_attribute(object, name, fixed_text(text.size()).get(), text.c_str(), place);
}

std::vector<const char*> pointers(std::span<const std::string> texts) {
    std::vector<const char*> all;
    for (const std::string& text : texts) all.push_back(text.c_str());
    return all;
}

}  // namespace

Group Group::group(const std::string& name) {
    const Handle properties = property_list(H5P_GROUP_CREATE);
    Handle made =
        owned(H5Gcreate2(id_.get(), name.c_str(), H5P_DEFAULT, properties.get(), H5P_DEFAULT), H5Gclose, place(name));
    return {std::move(made), place(name) + "/"};
}

void Group::attribute(const std::string& name, const std::string& text) {
    set_text(id_.get(), name, text, place(name));
}

void Group::attribute(const std::string& name, double value) {
    set_attribute(id_.get(), name, H5T_NATIVE_DOUBLE, &value, place(name));
}

void Group::attribute(const std::string& variable, const std::string& name, const std::string& text) {
    set_text(open(variable).get(), name, text, place(variable));
}

void Group::integer(const std::string& name, std::int64_t value) {
    set_attribute(id_.get(), name, H5T_NATIVE_INT64, &value, place(name));
}

hsize_t Group::size(const std::string& dimension) const {
    const auto found = sizes_.find(dimension);
    base::expects(found != sizes_.end(), "a variable's dimensions exist before it: " + dimension);
    return found->second;
}

Handle Group::open(const std::string& name) const {
    return owned(H5Dopen2(id_.get(), name.c_str(), H5P_DEFAULT), H5Dclose, place(name));
}

Handle Group::space_of(const Dimensions& dimensions) const {
    if (dimensions.empty()) return owned(H5Screate(H5S_SCALAR), H5Sclose, where_);
    std::vector<hsize_t> extent;
    for (const std::string& dimension : dimensions) extent.push_back(size(dimension));
    return owned(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr), H5Sclose, where_);
}

Handle Group::create(const std::string& name, const Shape& shape) {
    Handle made = owned(H5Dcreate2(id_.get(), name.c_str(), shape.type, space_of(shape.dimensions).get(), H5P_DEFAULT,
                                   shape.properties, H5P_DEFAULT),
                        H5Dclose, place(name));
    for (unsigned i = 0; i < shape.dimensions.size(); ++i) {
        if (shape.dimensions[i] == name) continue;  // a coordinate is its own scale
        check(H5DSattach_scale(made.get(), open(shape.dimensions[i]).get(), i), place(name));
    }
    return made;
}

void Group::make_scale(const std::string& name, std::size_t size) {
    base::expects(size > 0, "a dimension has at least one label: " + name);
    sizes_[name] = size;
}

void Group::describe(hid_t variable, const std::string& name, const Meaning& meaning) {
    set_text(variable, "long_name", meaning.long_name, place(name));
    if (!meaning.units.empty()) set_text(variable, "units", meaning.units, place(name));
}

void Group::coordinate(const std::string& name, const Meaning& meaning, std::span<const std::string> labels) {
    make_scale(name, labels.size());
    put(name, {name}, meaning.long_name, labels);
    check(H5DSset_scale(open(name).get(), name.c_str()), place(name));
}

void Group::coordinate(const std::string& name, const Meaning& meaning, std::span<const std::int64_t> labels) {
    make_scale(name, labels.size());
    put(name, {name}, meaning, labels);
    check(H5DSset_scale(open(name).get(), name.c_str()), place(name));
}

void Group::coordinate(const std::string& name, const Meaning& meaning, std::span<const double> labels) {
    make_scale(name, labels.size());
    put(name, {name}, meaning, labels);
    check(H5DSset_scale(open(name).get(), name.c_str()), place(name));
}

void Group::put(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
                std::span<const double> values) {
    const Handle properties = property_list(H5P_DATASET_CREATE);
    const Handle made = create(name, {dimensions, H5T_IEEE_F64LE, properties.get()});
    base::expects(H5Sget_simple_extent_npoints(space_of(dimensions).get()) == std::ssize(values),
                  "one value per place: " + name);
    check(H5Dwrite(made.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), place(name));
    describe(made.get(), name, meaning);
}

void Group::put(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
                std::span<const std::int64_t> values) {
    const Handle properties = property_list(H5P_DATASET_CREATE);
    const Handle made = create(name, {dimensions, H5T_STD_I64LE, properties.get()});
    base::expects(H5Sget_simple_extent_npoints(space_of(dimensions).get()) == std::ssize(values),
                  "one value per place: " + name);
    check(H5Dwrite(made.get(), H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), place(name));
    describe(made.get(), name, meaning);
}

void Group::put(const std::string& name, const Dimensions& dimensions, const std::string& long_name,
                std::span<const std::string> values) {
    const Handle properties = property_list(H5P_DATASET_CREATE);
    const Handle type = variable_text();
    const Handle made = create(name, {dimensions, type.get(), properties.get()});
    base::expects(H5Sget_simple_extent_npoints(space_of(dimensions).get()) == std::ssize(values),
                  "one value per place: " + name);
    check(H5Dwrite(made.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers(values).data()), place(name));
    describe(made.get(), name, {"", long_name});
}

void Group::create_chunked(const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
                           std::span<const hsize_t> chunk, bool single_precision) {
    const Handle properties = property_list(H5P_DATASET_CREATE);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    check(H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), place(name));
    check(H5Pset_shuffle(properties.get()), place(name));
    check(H5Pset_deflate(properties.get(), kDeflateLevel), place(name));
    check(H5Pset_fletcher32(properties.get()), place(name));  // for readers that know nothing of the seal
    check(H5Pset_fill_value(properties.get(), H5T_NATIVE_DOUBLE, &nan), place(name));
    const hid_t type = single_precision ? H5T_IEEE_F32LE : H5T_IEEE_F64LE;
    const Handle made = create(name, {dimensions, type, properties.get()});
    const auto nan_single = std::numeric_limits<float>::quiet_NaN();
    if (single_precision)
        set_attribute(made.get(), "_FillValue", H5T_NATIVE_FLOAT, &nan_single, place(name));
    else
        set_attribute(made.get(), "_FillValue", H5T_NATIVE_DOUBLE, &nan, place(name));
    describe(made.get(), name, meaning);
}

void Group::create_chunked_integers(const std::string& name, const std::string& dimension, const Meaning& meaning,
                                    hsize_t chunk) {
    const Handle properties = property_list(H5P_DATASET_CREATE);
    check(H5Pset_chunk(properties.get(), 1, &chunk), place(name));
    check(H5Pset_shuffle(properties.get()), place(name));
    check(H5Pset_deflate(properties.get(), kDeflateLevel), place(name));
    check(H5Pset_fletcher32(properties.get()), place(name));  // for readers that know nothing of the seal
    const Dimensions dimensions = {dimension};
    describe(create(name, {dimensions, H5T_STD_I64LE, properties.get()}).get(), name, meaning);
}

void Group::sized_dimension(const std::string& name, hsize_t size, const std::string& long_name) {
    constexpr hsize_t kChunk = 65536;
    make_scale(name, size);
    create_chunked_integers(name, name, {"", long_name}, std::min(size, kChunk));
    std::vector<std::int64_t> labels;
    for (hsize_t first = 0; first < size; first += kChunk) {
        const hsize_t count = std::min(kChunk, size - first);
        labels.resize(count);
        std::iota(labels.begin(), labels.end(), static_cast<std::int64_t>(first));
        write_block(name, {&first, 1}, {&count, 1}, std::span<const std::int64_t>(labels));
    }
    check(H5DSset_scale(open(name).get(), name.c_str()), place(name));
}

void Group::write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                        hid_t type, const void* values) {
    const Handle variable = open(name);
    const Handle in_file = owned(H5Dget_space(variable.get()), H5Sclose, place(name));
    check(H5Sselect_hyperslab(in_file.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
          place(name));
    const Handle in_memory =
        owned(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose, place(name));
    check(H5Dwrite(variable.get(), type, in_memory.get(), in_file.get(), H5P_DEFAULT, values), place(name));
}

void Group::write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                        std::span<const float> values) {
    write_block(name, start, count, H5T_NATIVE_FLOAT, values.data());
}

void Group::write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                        std::span<const double> values) {
    write_block(name, start, count, H5T_NATIVE_DOUBLE, values.data());
}

void Group::write_block(const std::string& name, std::span<const hsize_t> start, std::span<const hsize_t> count,
                        std::span<const std::int64_t> values) {
    write_block(name, start, count, H5T_NATIVE_INT64, values.data());
}

NetcdfFile::NetcdfFile(const std::filesystem::path& target) : place_(target) {
    const Handle creation = property_list(H5P_FILE_CREATE);
    const Handle access = property_list(H5P_FILE_ACCESS);
    file_ = owned(H5Fcreate(place_.path().c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, name());
}

std::string NetcdfFile::name() const {
    return place_.target().string();
}

Group NetcdfFile::root() {
    return {owned(H5Gopen2(file_.get(), "/", H5P_DEFAULT), H5Gclose, name()), name() + ":/"};
}

void NetcdfFile::commit() {
    base::expects(H5Fget_obj_count(file_.get(), H5F_OBJ_ALL) == 1, "every group is closed before the file");
    check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), name());
    check(file_.close(), name());
    append_seal(place_.path());
    place_.commit();
}

}  // namespace decawatt::io
