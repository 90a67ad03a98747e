#include "io/hdf5/hdf5_source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostValues = std::size_t{1} << 28U;  // of one variable: more implies a damaged header
constexpr std::size_t kMostTexts = std::size_t{1} << 24U, kLongestText = std::size_t{1} << 24U;

Handle variable_text() {
    Handle type = owned(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
    check(H5Tset_size(type.get(), H5T_VARIABLE), "text length");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text encoding");
    return type;
}

bool holds_numbers(hid_t type) {
    const H5T_class_t kind = H5Tget_class(type);
    return kind == H5T_INTEGER || kind == H5T_FLOAT;
}
}  // namespace

// Messages of the library about a damaged file are not helpful to users.
void Hdf5Source::check(herr_t code, const std::string& place) const {
    if (code < 0)
        throw base::ResourceError(fmt::format(
            "{}: cannot be read: the file is damaged, or lacks what a file of decawatt has there", named(place)));
}

Handle Hdf5Source::own(hid_t id, Handle::Closer closer, const std::string& place) const {
    check(id < 0 ? -1 : 0, place);
    return {id, closer};
}

Hdf5Source::Hdf5Source(const std::filesystem::path& path) : path_(path) {
    file_ = Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    if (file_.get() < 0)
        throw base::ResourceError(
            fmt::format("{}: is a damaged or truncated HDF5 file; copy it again, or create it again", path.string()));
}

bool Hdf5Source::has(const std::string& place) const {
    for (std::size_t end = place.find('/', 1);; end = place.find('/', end + 1)) {  // each link in the path must exist
        if (H5Lexists(file_.get(), place.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
        if (end == std::string::npos) return true;
    }
}

Hdf5Source::Variable Hdf5Source::open(const std::string& place) const {
    Variable variable;
    variable.id = own(H5Dopen2(file_.get(), place.c_str(), H5P_DEFAULT), H5Dclose, place);
    variable.space = own(H5Dget_space(variable.id.get()), H5Sclose, place);
    variable.type = own(H5Dget_type(variable.id.get()), H5Tclose, place);
    const H5S_class_t kind = H5Sget_simple_extent_type(variable.space.get());
    check(kind == H5S_SIMPLE || kind == H5S_SCALAR ? 0 : -1, place);
    std::vector<hsize_t> extent(H5S_MAX_RANK);
    const int rank = H5Sget_simple_extent_dims(variable.space.get(), extent.data(), nullptr);
    check(rank, place);
    variable.extent.assign(extent.begin(), extent.begin() + rank);
    variable.size = 1;
    for (const std::size_t n : variable.extent) {
        if (n > kMostValues / std::max<std::size_t>(1, variable.size))
            throw base::ResourceError(
                fmt::format("{}: states more than {} values: the file is damaged", named(place), kMostValues));
        variable.size *= n;
    }
    return variable;
}

std::vector<std::size_t> Hdf5Source::extent(const std::string& place) const {
    return open(place).extent;
}

std::vector<double> Hdf5Source::numbers(const std::string& place) const {
    const Variable variable = open(place);
    if (!holds_numbers(variable.type.get()))
        throw base::ResourceError(fmt::format("{}: holds no numbers, as it does in files of decawatt", named(place)));
    std::vector<double> values(variable.size);
    check(H5Dread(variable.id.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), place);
    return values;
}

std::vector<std::string> Hdf5Source::texts(const std::string& place) const {
    const Variable variable = open(place);
    if (H5Tis_variable_str(variable.type.get()) <= 0 || variable.size > kMostTexts)
        throw base::ResourceError(fmt::format("{}: holds no texts, as it does in files of decawatt", named(place)));
    const Handle type = variable_text();
    std::vector<char*> read(variable.size, nullptr);
    check(H5Dread(variable.id.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data()), place);
    std::vector<std::string> texts;
    texts.reserve(read.size());
    for (const char* text : read) texts.emplace_back(text ? text : "");
    check(H5Dvlen_reclaim(type.get(), variable.space.get(), H5P_DEFAULT, read.data()), place);
    if (!std::ranges::all_of(texts, is_utf8))
        throw base::ResourceError(fmt::format("{}: holds texts that are not UTF-8: the file is damaged", named(place)));
    return texts;
}

Handle Hdf5Source::find_attribute(const std::string& place, const std::string& name) const {
    if (H5Aexists_by_name(file_.get(), place.c_str(), name.c_str(), H5P_DEFAULT) <= 0) return {};
    return own(H5Aopen_by_name(file_.get(), place.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, place);
}

// Decawatt writes fixed-length texts; other netCDF-4 writers use variable length.
std::optional<std::string> Hdf5Source::text_attribute(const std::string& place, const std::string& name) const {
    const Handle found = find_attribute(place, name);
    if (found.get() < 0) return std::nullopt;
    const Handle type = own(H5Aget_type(found.get()), H5Tclose, place),
                 space = own(H5Aget_space(found.get()), H5Sclose, place);
    if (H5Tget_class(type.get()) != H5T_STRING || H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    std::string text;
    if (H5Tis_variable_str(type.get()) > 0) {
        const Handle variable = variable_text();
        char* read = nullptr;
        check(H5Aread(found.get(), variable.get(), &read), place);
        text = read ? read : "";
        check(H5Dvlen_reclaim(variable.get(), space.get(), H5P_DEFAULT, &read), place);
    } else {
        text.resize(std::min(H5Tget_size(type.get()), kLongestText + 1));
        check(text.size() > kLongestText ? -1 : 0, place);
        check(H5Aread(found.get(), type.get(), text.data()), place);
        text.resize(std::min(text.find('\0'), text.size()));
    }
    if (!is_utf8(text))
        throw base::ResourceError(fmt::format("{}: {} is not UTF-8: the file is damaged", named(place), name));
    return text;
}

std::optional<double> Hdf5Source::number_attribute(const std::string& place, const std::string& name) const {
    const Handle found = find_attribute(place, name);
    if (found.get() < 0) return std::nullopt;
    const Handle type = own(H5Aget_type(found.get()), H5Tclose, place),
                 space = own(H5Aget_space(found.get()), H5Sclose, place);
    if (!holds_numbers(type.get()) || H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    double value = 0.0;
    check(H5Aread(found.get(), H5T_NATIVE_DOUBLE, &value), place);
    return value;
}

}  // namespace decawatt::io
