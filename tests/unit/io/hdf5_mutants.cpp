#include "tests/unit/io/hdf5_mutants.hpp"

#include <hdf5.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <vector>

#include "io/hdf5/handle.hpp"
#include "io/hdf5/seal.hpp"

namespace decawatt::test {

namespace {
constexpr std::size_t kSealLength = 32;
using Names = std::vector<std::string>;
using io::Handle;

herr_t collect(hid_t, const char* name, const H5O_info_t* info, void* into) {
    auto& [variables, groups] = *static_cast<std::pair<Names, Names>*>(into);
    if (info->type == H5O_TYPE_DATASET) variables.emplace_back(name);
    if (info->type == H5O_TYPE_GROUP) groups.emplace_back(name);
    return 0;
}

std::vector<hsize_t> other_extent(hid_t variable, Dice& dice) {
    const Handle space(H5Dget_space(variable), H5Sclose);
    std::vector<hsize_t> extent(H5S_MAX_RANK);
    extent.resize(static_cast<std::size_t>(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr)));
    const std::size_t kind = dice.below(6);
    if (kind == 0 || extent.empty()) extent.push_back(1 + dice.below(3));
    if (kind == 1) extent.pop_back();
    if (kind == 2 && !extent.empty()) extent[dice.below(extent.size())] += 1 + dice.below(3);
    if (kind == 3 && !extent.empty() && extent.back() > 0) --extent.back();
    if (kind == 4 && !extent.empty()) extent[dice.below(extent.size())] = 0;
    if (kind == 5 && !extent.empty()) extent[dice.below(extent.size())] = hsize_t{1} << (20 + 3 * dice.below(14));
    return extent;
}

hid_t some_type(Dice& dice) {
    static const hid_t texts = [] {
        const hid_t type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, H5T_VARIABLE);
        return type;
    }();
    static const hid_t fixed = [] {
        const hid_t type = H5Tcopy(H5T_C_S1);
        H5Tset_size(type, 7);
        return type;
    }();
    static const hid_t compound = [] {
        const hid_t type = H5Tcreate(H5T_COMPOUND, 16);
        H5Tinsert(type, "a", 0, H5T_NATIVE_DOUBLE);
        H5Tinsert(type, "b", 8, H5T_NATIVE_INT);
        return type;
    }();
    static const hid_t list = H5Tvlen_create(H5T_NATIVE_DOUBLE);
    const std::vector<hid_t> types = {H5T_NATIVE_DOUBLE,
                                      H5T_NATIVE_FLOAT,
                                      H5T_NATIVE_INT8,
                                      H5T_NATIVE_UINT64,
                                      texts,
                                      fixed,
                                      H5T_STD_REF_OBJ,
                                      H5T_NATIVE_OPAQUE,
                                      compound,
                                      list};
    return types[dice.below(types.size())];
}

// Of a size that is never written in full: chunks, made when they are written.
void make_variable(hid_t file, const std::string& name, hid_t type, const std::vector<hsize_t>& extent) {
    H5Ldelete(file, name.c_str(), H5P_DEFAULT);
    const Handle properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    bool chunked = !extent.empty();
    for (const hsize_t n : extent) chunked = chunked && n > 0;
    if (chunked)
        H5Pset_chunk(properties.get(), static_cast<int>(extent.size()), std::vector<hsize_t>(extent.size(), 1).data());
    const Handle space(extent.empty() ? H5Screate(H5S_SCALAR)
                                      : H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr),
                       H5Sclose);
    const Handle made(H5Dcreate2(file, name.c_str(), type, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
                      H5Dclose);
}

void set_number(hid_t variable, Dice& dice) {
    const Handle space(H5Dget_space(variable), H5Sclose);
    const hssize_t size = H5Sget_simple_extent_npoints(space.get());
    if (size <= 0) return;
    std::vector<double> values(static_cast<std::size_t>(size));
    if (H5Dread(variable, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) return;
    const std::vector<double> numbers = {
        std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1.0, 1e300, 0.5, 1e19};
    values[dice.below(values.size())] = numbers[dice.below(numbers.size())];
    H5Dwrite(variable, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
}

void set_text(hid_t variable, Dice& dice) {
    const Handle space(H5Dget_space(variable), H5Sclose), type(H5Dget_type(variable), H5Tclose);
    const hssize_t size = H5Sget_simple_extent_npoints(space.get());
    if (size <= 0 || H5Tis_variable_str(type.get()) <= 0) return;
    static const std::vector<std::string> texts = {"", "\xff\xfe", std::string(70000, 'x'), "../../x", "\n"};
    const std::vector<const char*> values(static_cast<std::size_t>(size), texts[dice.below(texts.size())].c_str());
    H5Dwrite(variable, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
}

void change_attribute(hid_t object, Dice& dice) {
    const int count = static_cast<int>(H5Aget_num_attrs(object));
    if (count <= 0) return;
    std::string name(256, '\0');
    H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, dice.below(static_cast<std::size_t>(count)),
                       name.data(), name.size(), H5P_DEFAULT);
    H5Adelete(object, name.c_str());
    if (dice.below(4) == 0) return;
    const std::vector<hsize_t> extent(dice.below(3), 1 + 50 * dice.below(20));
    const Handle space(extent.empty() ? H5Screate(H5S_SCALAR)
                                      : H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr),
                       H5Sclose);
    const Handle made(H5Acreate2(object, name.c_str(), some_type(dice), space.get(), H5P_DEFAULT, H5P_DEFAULT),
                      H5Aclose);
}

void replace_by_link(hid_t file, const std::string& name, Dice& dice) {
    H5Ldelete(file, name.c_str(), H5P_DEFAULT);
    const std::size_t kind = dice.below(4);
    if (kind == 0) H5Lcreate_soft(("/" + name).c_str(), file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);  // to itself
    if (kind == 1) H5Lcreate_soft("/", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (kind == 2) H5Lcreate_external("/nowhere.h5", "/x", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    if (kind == 3) Handle(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
}

std::string damaged_once(std::string bytes, Dice& dice) {
    if (bytes.empty()) return bytes;
    const std::size_t place = dice.below(bytes.size()),
                      length = 1 + dice.below(std::min<std::size_t>(bytes.size(), 600));
    switch (dice.below(7)) {
        case 0:
            bytes[place] = static_cast<char>(bytes[place] ^ (1 << dice.below(8)));
            return bytes;
        case 1:
            bytes[place] = static_cast<char>(dice.below(256));
            return bytes;
        case 2:
            return bytes.substr(0, place);
        case 3:
            return bytes.insert(place, std::string(length, static_cast<char>(dice.below(256))));
        case 4:
            return bytes.erase(place, length);
        case 5:
            return bytes.replace(place, length, std::string(length, dice.below(2) == 0 ? '\0' : '\xff'));
        default:  // a number of eight bytes becomes another
            for (std::size_t i = place; i < std::min(place + 8, bytes.size()); ++i)
                bytes[i] = static_cast<char>(dice.below(256));
            return bytes;
    }
}
}  // namespace

std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string damaged_bytes(std::string bytes, Dice& dice) {
    for (std::size_t left = 1 + dice.below(3); left > 0; --left) bytes = damaged_once(std::move(bytes), dice);
    return bytes;
}

std::string without_seal(const std::string& bytes) {
    return bytes.substr(0, bytes.size() - kSealLength);
}

void seal_again(const std::filesystem::path& path) {
    io::append_seal(path);
}

bool change_structure(const std::filesystem::path& path, Dice& dice) {
    const io::QuietErrors quiet;
    const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
    std::pair<Names, Names> found;
    H5Ovisit(file.get(), H5_INDEX_NAME, H5_ITER_INC, collect, &found);
    const auto& [variables, groups] = found;
    if (variables.empty()) return false;
    const std::string name = variables[dice.below(variables.size())];
    const Handle variable(H5Dopen2(file.get(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const Handle type(H5Dget_type(variable.get()), H5Tclose);
    switch (dice.below(9)) {
        case 0:
            return H5Ldelete(file.get(), name.c_str(), H5P_DEFAULT) >= 0;
        case 1:
            make_variable(file.get(), name, type.get(), other_extent(variable.get(), dice));
            return true;
        case 2:
            make_variable(file.get(), name, some_type(dice), other_extent(variable.get(), dice));
            return true;
        case 3:
        case 4:
            set_number(variable.get(), dice);
            return true;
        case 5:
            set_text(variable.get(), dice);
            return true;
        case 6:
            replace_by_link(file.get(), name, dice);
            return true;
        case 7:
            change_attribute(variable.get(), dice);
            return true;
        default: {
            const Handle group(H5Gopen2(file.get(), groups[dice.below(groups.size())].c_str(), H5P_DEFAULT), H5Gclose);
            change_attribute(group.get(), dice);
            return true;
        }
    }
}

}  // namespace decawatt::test
