#include "io/hdf5/result_reader.hpp"

#include <fmt/format.h>

namespace decawatt::io {

namespace {

std::vector<std::size_t> extent_of(hid_t space, const std::string& what) {
    const int rank = H5Sget_simple_extent_ndims(space);
    check(rank, what);
    std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
    if (rank > 0) check(H5Sget_simple_extent_dims(space, extent.data(), nullptr), what);
    return {extent.begin(), extent.end()};
}

std::size_t points_of(hid_t space, const std::string& what) {
    const hssize_t count = H5Sget_simple_extent_npoints(space);
    check(count < 0 ? -1 : 0, what);
    return static_cast<std::size_t>(count);
}

Handle variable_text() {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    check(H5Tset_size(type.get(), H5T_VARIABLE), "text length");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text encoding");
    return type;
}

}  // namespace

ResultReader::ResultReader(const std::filesystem::path& path) : path_(path) {
    file_ = owned(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path.string());
}

bool ResultReader::has(const std::string& place) const {
    for (std::size_t end = place.find('/', 1);; end = place.find('/', end + 1)) {  // each link on the way must exist
        if (H5Lexists(file_.get(), place.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
        if (end == std::string::npos) return true;
    }
}

NumberArray ResultReader::numbers(const std::string& place) const {
    const std::string what = named(place);
    const Handle variable = owned(H5Dopen2(file_.get(), place.c_str(), H5P_DEFAULT), H5Dclose, what);
    const Handle space = owned(H5Dget_space(variable.get()), H5Sclose, what);
    NumberArray array{extent_of(space.get(), what), std::vector<double>(points_of(space.get(), what))};
    check(H5Dread(variable.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()), what);
    return array;
}

std::vector<std::string> ResultReader::texts(const std::string& place) const {
    const std::string what = named(place);
    const Handle variable = owned(H5Dopen2(file_.get(), place.c_str(), H5P_DEFAULT), H5Dclose, what);
    const Handle space = owned(H5Dget_space(variable.get()), H5Sclose, what);
    const Handle type = variable_text();
    std::vector<char*> read(points_of(space.get(), what), nullptr);
    check(H5Dread(variable.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), what);
    std::vector<std::string> texts;
    for (const char* text : read) texts.emplace_back(text ? text : "");
    check(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, read.data()), what);
    return texts;
}

std::string ResultReader::attribute(const std::string& name) const {
    const std::string what = named("/" + name);
    const Handle found = owned(H5Aopen(file_.get(), name.c_str(), H5P_DEFAULT), H5Aclose, what);
    const Handle type = owned(H5Aget_type(found.get()), H5Tclose, what);
    if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) > 0)
        throw base::ResourceError(fmt::format("{}: not a text of this program", what));
    std::string text(H5Tget_size(type.get()), '\0');
    check(H5Aread(found.get(), type.get(), text.data()), what);
    return text.c_str();
}

std::vector<std::size_t> ResultReader::extent(const std::string& place) const {
    const std::string what = named(place);
    const Handle variable = owned(H5Dopen2(file_.get(), place.c_str(), H5P_DEFAULT), H5Dclose, what);
    return extent_of(owned(H5Dget_space(variable.get()), H5Sclose, what).get(), what);
}

Handle ResultReader::find_attribute(const std::string& place, const std::string& name) const {
    if (H5Aexists_by_name(file_.get(), place.c_str(), name.c_str(), H5P_DEFAULT) <= 0) return {};
    return owned(H5Aopen_by_name(file_.get(), place.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                 named(place));
}

// Ours are of a fixed length; other writers of netCDF-4 use a variable one.
std::optional<std::string> ResultReader::text_attribute(const std::string& place, const std::string& name) const {
    const Handle found = find_attribute(place, name);
    if (found.get() < 0) return std::nullopt;
    const std::string what = named(place);
    const Handle type = owned(H5Aget_type(found.get()), H5Tclose, what);
    const Handle space = owned(H5Aget_space(found.get()), H5Sclose, what);
    if (H5Tget_class(type.get()) != H5T_STRING || points_of(space.get(), what) != 1) return std::nullopt;
    if (H5Tis_variable_str(type.get()) <= 0) {
        std::string text(H5Tget_size(type.get()), '\0');
        check(H5Aread(found.get(), type.get(), text.data()), what);
        return text.substr(0, text.find('\0'));
    }
    char* read = nullptr;
    check(H5Aread(found.get(), type.get(), &read), what);
    std::string text = read ? read : "";
    check(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, &read), what);
    return text;
}

std::optional<double> ResultReader::number_attribute(const std::string& place, const std::string& name) const {
    const Handle found = find_attribute(place, name);
    if (found.get() < 0) return std::nullopt;
    const std::string what = named(place);
    const Handle type = owned(H5Aget_type(found.get()), H5Tclose, what);
    const Handle space = owned(H5Aget_space(found.get()), H5Sclose, what);
    const H5T_class_t kind = H5Tget_class(type.get());
    if ((kind != H5T_INTEGER && kind != H5T_FLOAT) || points_of(space.get(), what) != 1) return std::nullopt;
    double value = 0.0;
    check(H5Aread(found.get(), H5T_NATIVE_DOUBLE, &value), what);
    return value;
}

}  // namespace decawatt::io
