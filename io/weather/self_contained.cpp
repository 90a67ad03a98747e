#include "io/weather/self_contained.hpp"

#include <hdf5.h>

#include <exception>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "io/hdf5/handle.hpp"

namespace decawatt::io {

namespace {
struct Found {
    std::optional<std::string> name, what;
    std::exception_ptr failure;  // exceptions must not propagate through the C library
};

herr_t note(Found& found, const char* name, const char* what) {
    found.name = name;
    found.what = what;
    return 1;  // ends the visit
}

herr_t visit_link(hid_t, const char* name, const H5L_info_t* info, void* data) noexcept {
    auto& found = *static_cast<Found*>(data);
    try {
        return info->type == H5L_TYPE_EXTERNAL ? note(found, name, "a link to another file") : 0;
    } catch (...) {
        found.failure = std::current_exception();
        return 1;
    }
}

herr_t visit_object(hid_t file, const char* name, const H5O_info_t* info, void* data) noexcept {
    auto& found = *static_cast<Found*>(data);
    try {
        if (info->type != H5O_TYPE_DATASET) return 0;
        const hid_t set = H5Dopen2(file, name, H5P_DEFAULT);
        if (set < 0) return 0;  // damaged: reported by the reader
        const hid_t made = H5Dget_create_plist(set);
        const bool is_external = H5Pget_external_count(made) > 0, is_virtual = H5Pget_layout(made) == H5D_VIRTUAL;
        H5Pclose(made);
        H5Dclose(set);
        return is_external || is_virtual ? note(found, name, "values that are in another file") : 0;
    } catch (...) {
        found.failure = std::current_exception();
        return 1;
    }
}
}  // namespace

void expect_self_contained(const std::filesystem::path& file) {
    const QuietErrors quiet;
    const hid_t opened = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    if (opened < 0) return;
    Found found;
    H5Lvisit(opened, H5_INDEX_NAME, H5_ITER_NATIVE, visit_link, &found);
    if (!found.what) H5Ovisit(opened, H5_INDEX_NAME, H5_ITER_NATIVE, visit_object, &found);
    H5Fclose(opened);
    if (found.failure) std::rethrow_exception(found.failure);
    if (found.what)
        throw base::InputError({{file.filename().string(), *found.name, 0, *found.what,
                                 "a file that holds its own values: copy it with nccopy or h5repack"}});
}

}  // namespace decawatt::io
